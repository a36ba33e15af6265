/** The operator's area. */
export const operator = {
  title: "Operator",
  lead: "This release gives operators the API: banning users, adjusting balances and the sandbox's controls.",
  how: "Call the routes under {path} with the operator key; the document lists them all.",
  document: "OpenAPI document",
} as const;
