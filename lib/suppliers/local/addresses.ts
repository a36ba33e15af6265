/** One address for the stock list of the local supplier; of a rotating category it is an exit. */
export interface LocalAddress {
  category: (typeof STATIC)[number] | (typeof ROTATING)[number];
  country: string;
  ip: string;
  port_http: number;
  port_socks: number;
}

const COUNTRIES = ["US", "GB", "DE", "FR", "NL", "PL", "ES", "IT", "CA", "JP", "SG", "BR"];
/** More than one purchase of the largest size per country and category, so that QA can buy 500. */
const PER_COUNTRY: Record<string, number> = { US: 600 };
const USUAL = 60;
const STATIC = ["isp", "datacenter"] as const;
const ROTATING = ["residential", "mobile"] as const;
/** Exits per country and rotating category. */
const EXITS = 14;

/** The sandbox's stock: addresses of 127.0.0.0/8 with one pair of ports, or one address with a pair each. */
export function sandboxAddresses(
  ports: { http: number; socks: number },
  hasLoopbackRange: boolean,
): LocalAddress[] {
  const some = (category: LocalAddress["category"], country: string, length: number) =>
    Array.from({ length }, () => ({ category, country }));
  const wanted = [
    ...STATIC.flatMap((category) =>
      COUNTRIES.flatMap((country) => some(category, country, PER_COUNTRY[country] ?? USUAL)),
    ),
    ...ROTATING.flatMap((category) => COUNTRIES.flatMap((country) => some(category, country, EXITS))),
  ];
  return wanted.map((entry, n) =>
    hasLoopbackRange
      ? {
          ...entry,
          ip: `127.${40 + Math.floor(n / 250 / 250)}.${Math.floor(n / 250) % 250}.${(n % 250) + 2}`,
          port_http: ports.http,
          port_socks: ports.socks,
        }
      : { ...entry, ip: "127.0.0.1", port_http: ports.http + 2 * n, port_socks: ports.http + 2 * n + 1 },
  );
}

/**
 * Reads `GATEWAY_ADDRESSES`: `category:country:ip` entries, comma or line separated, for example
 * `isp:US:203.0.113.7`. Throws with the first entry that is not one.
 */
export function listedAddresses(text: string, ports: { http: number; socks: number }): LocalAddress[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const match = /^([a-z]+):([A-Z]{2}):([0-9a-f.:]+)$/i.exec(entry);
      const [, name, country, ip] = match ?? [];
      const category = [...STATIC, ...ROTATING].find((known) => known === name?.toLowerCase());
      if (!category || !country || !ip)
        throw new Error(`GATEWAY_ADDRESSES: "${entry}" is not category:country:ip.`);
      return {
        category,
        country: country.toUpperCase(),
        ip,
        port_http: ports.http,
        port_socks: ports.socks,
      };
    });
}
