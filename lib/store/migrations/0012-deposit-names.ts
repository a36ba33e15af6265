/** What operators find deposits and failing renewals by. */
export const depositNames = `
create index deposits_by_name on deposits (external_id);
create index deposits_by_reference on deposits (reference) where reference is not null;
create index flagged_deposits on deposits (id) where flags <> '{}';
create index failing_renewals on renewals (subscription_id) where problem is not null;
`;
