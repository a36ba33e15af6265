/** Why a try of a proxy failed. No text of the proxy is in it, so nothing secret can come back with it. */
export const PROBE_PROBLEMS = [
  "unreachable",
  "timeout",
  "wrong_credentials",
  "target_refused",
  "target_unreachable",
  "bad_answer",
] as const;

export type ProbeProblem = (typeof PROBE_PROBLEMS)[number];
