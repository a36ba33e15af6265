/** Pages that nobody asked for: not found, and a bug of ours. Both languages of it ship with the last-resort page. */
export const crash = {
  title: "Something broke on our side",
  text: "It is not your fault, and nothing you typed was the cause. If you were paying, look at your transactions before you try again.",
  retry: "Try again",
  report: "If it stays, send the request id to [the operator of this site].",
  requestId: "Request id",
  missingTitle: "There is no such page",
  missingText: "The address may be old, or the thing may belong to another account.",
  home: "To the overview",
} as const;
