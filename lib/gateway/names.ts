import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";

const TIMEOUT_MS = 2_000;
const TRIES = 2;
/** The system's list of name servers may change while we run. */
const READ_SERVERS_EVERY_MS = 60_000;

/** Every address of a host; rejects or answers none when there is none. */
export type Names = (host: string) => Promise<string[]>;

/**
 * Asks the name servers (the system's unless told) itself: the system's own lookup takes one of four threads for as long as
 * a name's server is silent, so whoever owns such a name could stop all others from being found.
 */
export function createNames(servers?: readonly string[]): Names {
  let resolver = newResolver(servers);
  let until = Date.now() + READ_SERVERS_EVERY_MS;
  return async (host) => {
    if (isIP(host)) return [host];
    if (/^(?:.+\.)?localhost\.?$/i.test(host)) return ["127.0.0.1"];
    if (!isName(host)) return [];
    if (Date.now() >= until) {
      resolver = newResolver(servers);
      until = Date.now() + READ_SERVERS_EVERY_MS;
    }
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  };
}

function newResolver(servers?: readonly string[]): Resolver {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers) resolver.setServers(servers);
  return resolver;
}

/** No name ends in a number: that is an address in a form that only some programs read. */
function isName(host: string): boolean {
  const last = host.replace(/\.$/, "").split(".").at(-1) ?? "";
  return /^[\w.-]{1,253}$/.test(host) && !/^(?:\d+|0x[\da-f]*)$/i.test(last);
}
