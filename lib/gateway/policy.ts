import { BlockList, isIP } from "node:net";
import { createNames, type Names } from "./names";

/** Where a sold proxy may connect to. */
export interface AddressPolicy {
  /**
   * The literal address to connect to, of the kind that `from` is where there is one. `refused`: closed by the policy;
   * `unreachable`: the name does not resolve.
   */
  target(host: string, port: number, from?: string): Promise<{ ip: string } | "refused" | "unreachable">;
}

export interface PolicyOptions {
  /** Comma list of `cidr:port` (IPv6 in brackets) that are open although they are private. */
  allow: string;
  /** Ports of the product itself: never open on a private address, whatever `allow` says. */
  ownPorts: readonly number[];
  /** Every address of a name; replaced in tests. */
  resolve?: Names;
}

// IANA's special-purpose registries, and the IPv6 forms that carry an IPv4 address inside.
const CLOSED = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const;
const MAIL_PORT = 25;

/** Builds the policy. Throws when `allow` can't be read. */
export function createPolicy(options: PolicyOptions): AddressPolicy {
  // A list each: in a shared one the mapped range ::ffff:0:0/96 would close all of IPv4.
  const closed = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const [net, bits] of CLOSED) {
    const family = net.includes(":") ? "ipv6" : "ipv4";
    closed[family].addSubnet(net, bits, family);
  }
  const open = readAllow(options.allow);
  const resolve = options.resolve ?? createNames();
  const isOpen = (ip: string, port: number) => {
    const family = isIP(ip) === 6 ? "ipv6" : "ipv4";
    if (!closed[family].check(ip, family)) return true;
    return !options.ownPorts.includes(port) && (open.get(port)?.check(ip, family) ?? false);
  };
  return {
    async target(host, port, from = "") {
      if (port === MAIL_PORT || port < 1 || port > 65_535) return "refused";
      const ips = await resolve(host.replace(/^\[(.*)\]$/, "$1")).catch(() => []);
      const first = ips.find((ip) => isIP(ip) === isIP(from)) ?? ips[0];
      if (!first) return "unreachable";
      return ips.every((ip) => isOpen(ip, port)) ? { ip: first } : "refused";
    },
  };
}

function readAllow(text: string): Map<number, BlockList> {
  const open = new Map<number, BlockList>();
  for (const entry of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const match = /^\[?([0-9a-fA-F.:]+)\]?\/(\d{1,3})\]?:(\d{1,5})$/.exec(entry);
    const [, net = "", bits, port] = match ?? [];
    if (!isIP(net)) throw new Error(`GATEWAY_ALLOW: "${entry}" is not cidr:port.`);
    const list = open.get(Number(port)) ?? new BlockList();
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? "ipv6" : "ipv4");
    open.set(Number(port), list);
  }
  return open;
}
