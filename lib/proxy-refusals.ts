/**
 * Why a client does not get through: the status that says so, and a sentence for who reads it. 407 where another login
 * would help, so that browsers ask for one; 403 where the login is right, and only then is its own state told.
 */
export const REFUSALS = {
  wrong_credentials: [407, "The login or password is missing or wrong."],
  wrong_address: [407, "This login is right, but belongs to other addresses."],
  unknown_option: [407, "The login has an option that does not exist: use country, session and ttl."],
  repeated_option: [407, "The login has an option twice."],
  bad_country: [407, "The login's country is no ISO code of two letters."],
  bad_session: [407, "The login's session is 1 to 64 letters, digits and underscores."],
  bad_ttl: [407, "The login's ttl is 1 to 1440 minutes."],
  banned: [403, "This account is banned. Sign in to read why and how to appeal."],
  suspended: [403, "This subscription is suspended. Ask its operator."],
  expired: [403, "This subscription has ended. Renew it to go on."],
  released: [403, "This subscription is over and its addresses are given back."],
  provisioning: [403, "This subscription is still being prepared."],
  traffic_used_up: [403, "The traffic that was bought is used up."],
  refused: [403, "This target is closed to proxies."],
  bad_target: [400, "Send an absolute http:// URL, or CONNECT host:port for everything else."],
  upgrade: [501, "For WebSockets use CONNECT."],
  unreachable: [502, "The target can't be reached."],
  no_exit: [502, "There is no address to leave from."],
  too_many_connections: [503, "Too many connections at once with this login."],
} as const satisfies Record<string, readonly [status: number, words: string]>;

export type RefusalReason = keyof typeof REFUSALS;

/** The login is right and nothing is to be mended in it. */
export function isForbidden(reason: RefusalReason): boolean {
  return REFUSALS[reason][0] === 403;
}
