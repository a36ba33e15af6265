/** A mail language is null until it is known what the user reads: from then on only the user changes it. */
export const mailLanguage = `
alter table users alter column mail_locale drop not null, alter column mail_locale drop default;
`;
