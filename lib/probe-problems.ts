/** Why a proxy may not be used although it knows the login, in the words of our own gateway. */
export const HOLDER_PROBLEMS = ["banned", "suspended", "expired", "traffic_used_up"] as const;

/** Why a try of a proxy failed. No text of the proxy is in it, so nothing secret can come back with it. */
export const PROBE_PROBLEMS = [
  "unreachable",
  "timeout",
  "wrong_credentials",
  ...HOLDER_PROBLEMS,
  "target_refused",
  "target_unreachable",
  "bad_answer",
] as const;

/** What is wrong with the holder of a login, and so with every protocol; `undefined`: none of that. */
export function holderProblem(word: string | null | undefined): ProbeProblem | undefined {
  return HOLDER_PROBLEMS.find((problem) => problem === word);
}

export type ProbeProblem = (typeof PROBE_PROBLEMS)[number];
