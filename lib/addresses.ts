import { isIP } from "node:net";

/**
 * An address without what surrounds it: brackets, port and zone are dropped, IPv4 inside IPv6 becomes IPv4. `null`
 * when it is no address.
 */
export function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d{1,5})?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, "$1")
    .replace(/%.*$/, "");
  if (isIP(bare) === 4) return bare;
  return isIP(bare) === 6 ? (mappedIpv4(bare) ?? bare) : null;
}

/** What one caller has: a household or server has a whole /64 of IPv6. Anything but IPv6 is answered as it is. */
export function networkOf(ip: string): string {
  if (!ip.includes(":")) return ip;
  const [head = "", tail = ""] = ip.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail.split(":").filter(Boolean);
  if (ip.includes("::")) while (groups.length + rest.length < 8) groups.push("0");
  return `${[...groups, ...rest].slice(0, 4).join(":")}::/64`;
}

/** A network as `address/bits`; a bare address is a network of one. `null` when it is neither. */
export function plainNetwork(text: string): string | null {
  const match = /^([0-9A-Fa-f.:]{2,45})(?:\/(0|[1-9]\d{0,2}))?$/.exec(text);
  const [, net = "", bitsText] = match ?? [];
  const family = isIP(net);
  if (family === 0) return null;
  const most = family === 4 ? 32 : 128;
  const bits = bitsText === undefined ? most : Number(bitsText);
  if (bits > most) return null;
  const ipv4 = family === 6 ? mappedIpv4(net) : null;
  if (ipv4 === null) return `${net}/${bits}`;
  return bits >= 96 ? `${ipv4}/${bits - 96}` : null;
}

/** The IPv4 address inside `::ffff:0:0/96`, however it is written; `null` for any other IPv6 address. */
function mappedIpv4(ipv6: string): string | null {
  // The URL parser writes every IPv6 address in its one short form.
  const short = new URL(`http://[${ipv6}]/`).hostname;
  const match = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(short);
  if (!match) return null;
  const [high, low] = match.slice(1).map((group) => Number.parseInt(group, 16));
  return [high, low].flatMap((half = 0) => [half >> 8, half & 255]).join(".");
}
