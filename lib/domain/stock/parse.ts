import { isIP } from "node:net";

/** One proxy of a pasted list. */
export interface ListedProxy {
  line: number;
  ip: string;
  port: number;
  login: string | null;
  password: string | null;
}

/** What is wrong with a line. It never repeats the line: there may be a password in it. */
export interface LineError {
  line: number;
  code: "malformed" | "bad_ip" | "bad_port" | "too_long" | "duplicate_line" | "in_stock";
  message: string;
}

const MOST_SECRET_LENGTH = 128;
/** More than any line that is right; in a longer one the search for its form can take seconds. */
const MOST_LINE_LENGTH = 1_000;
const IP = String.raw`(?<host>\[[^\]\s]*\]|\d+\.\d+\.\d+\.\d+)`;
const HOST = String.raw`(?<host>\[[^\]\s]*\]|[^:@\s]+)`;
const PORT = String.raw`(?<port>[^:@\s]+)`;
const LOGIN = String.raw`(?<login>[^:@\s]+)`;
/** In this order: the first form that fits is meant. The loose ones at the end find out what is wrong. */
const FORMS = [
  `${IP}:(?<port>\\d+):${LOGIN}:(?<password>\\S+)`,
  `${IP}:(?<port>\\d+)@${LOGIN}:(?<password>\\S+)`,
  `${LOGIN}:(?<password>[^:@\\s]+):${IP}:(?<port>\\d+)`,
  `${LOGIN}:(?<password>[^@\\s]+)@${HOST}:${PORT}`,
  `${HOST}:${PORT}:${LOGIN}:(?<password>\\S+)`,
  `${HOST}:${PORT}`,
].map((form) => new RegExp(`^${form}$`));
/** A row of a table: the address first, so that a comma in a password is not taken for a separator. */
const TABLE = /^([\d.]+|\[[^\]\s]*\])[ ]*[,;\t]\s*(\d+)(?:\s*[,;\t]\s*([^\s,;:@]+)\s*[,;\t]\s*(\S+))?$/;
const SCHEME = /^(?:https?|socks5h?):\/\//i;

/**
 * Reads a list, one proxy per line: `ip:port:user:pass`, `user:pass@ip:port`, `user:pass:ip:port`, `ip:port@user:pass`,
 * `ip:port`, each also as a URL or with commas, semicolons or tabs between the parts; an IPv6 address in brackets.
 * Empty lines and those that start with `#` are passed over.
 */
export function parseProxyList(text: string): { proxies: ListedProxy[]; errors: LineError[] } {
  const proxies: ListedProxy[] = [];
  const errors: LineError[] = [];
  const seen = new Map<string, number>();
  for (const [n, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const content = raw.trim();
    if (!content || content.startsWith("#")) continue;
    const found = parseLine(content, n + 1);
    const first = "ip" in found ? seen.get(addressOf(found)) : undefined;
    if (!("ip" in found)) errors.push(found);
    else if (first !== undefined)
      errors.push(errorOf(found.line, "duplicate_line", `The same address as line ${first}.`));
    else {
      seen.set(addressOf(found), found.line);
      proxies.push(found);
    }
  }
  return { proxies, errors };
}

/** An address as one text, to compare by. */
export function addressOf({ ip, port }: { ip: string; port: number }): string {
  return `${ip}|${port}`;
}

function parseLine(content: string, line: number): ListedProxy | LineError {
  if (content.length > MOST_LINE_LENGTH) return malformed(line);
  const plain = content.replace(SCHEME, "").replace(/\/$/, "");
  const parts = TABLE.exec(plain)?.slice(1).filter(Boolean).join(":") ?? plain;
  const groups = FORMS.map((form) => form.exec(parts)?.groups).find(Boolean);
  if (!groups) return malformed(line);
  const ip = (groups.host ?? "").replace(/^\[|\]$/g, "").toLowerCase();
  if (!isIP(ip)) return errorOf(line, "bad_ip", "Not an IP address.");
  const port = Number(groups.port);
  if (!/^\d{1,5}$/.test(groups.port ?? "") || port < 1 || port > 65_535)
    return errorOf(line, "bad_port", "A port is a number from 1 to 65535.");
  const { login = null, password = null } = groups;
  if ((login?.length ?? 0) > MOST_SECRET_LENGTH || (password?.length ?? 0) > MOST_SECRET_LENGTH)
    return errorOf(line, "too_long", `Login and password have at most ${MOST_SECRET_LENGTH} characters.`);
  return { line, ip, port, login, password };
}

function malformed(line: number): LineError {
  return errorOf(line, "malformed", "Write ip:port:user:pass, user:pass@ip:port or ip:port.");
}

function errorOf(line: number, code: LineError["code"], message: string): LineError {
  return { line, code, message };
}
