import { type Ask, asksOf, type Shop } from "./growth-asks";

const MOST = 1.3;
/** Rounds that don't count: plans, caches and the compiler settle in them. */
const WARM = 7;

/** Asks both shops in turn; the shop that is bigger gives as many items as the small one has. */
export async function compare(small: Shop, big: Shop, rounds: number, only: string): Promise<void> {
  const [asksOfSmall, asksOfBig] = await Promise.all([asksOf(small), asksOf(big)]);
  const slow: string[] = [];
  process.stdout.write(`\n| what | small, ms | big, ms | ratio |\n| --- | --- | --- | --- |\n`);
  for (const [n, ask] of asksOfSmall.entries()) {
    const other = asksOfBig[n];
    if (!other || !ask.name.includes(only)) continue;
    const limit = await sizeOf(small, ask);
    const times: [number[], number[]] = [[], []];
    for (let round = -WARM; round < rounds; round++) {
      const pair = [await timeOf(small, ask, limit), await timeOf(big, other, limit)];
      if (round >= 0) for (const n of [0, 1] as const) times[n].push(pair[n] ?? 0);
    }
    const [a, b] = times.map(median);
    const ratio = (b ?? 0) / (a ?? 1);
    if (ratio > MOST) slow.push(`${ask.name} ${ratio.toFixed(2)}`);
    process.stdout.write(`| ${ask.name} | ${a?.toFixed(2)} | ${b?.toFixed(2)} | ${ratio.toFixed(2)} |\n`);
  }
  process.stdout.write(slow.length ? `\nOver ${MOST}: ${slow.join(", ")}\n` : `\nNothing is over ${MOST}.\n`);
}

async function sizeOf(shop: Shop, ask: Ask): Promise<number | null> {
  const body: unknown = await (await send(shop, ask, null)).json();
  const isList = typeof body === "object" && body !== null && "next_cursor" in body && "items" in body;
  return isList && Array.isArray(body.items) ? Math.max(1, body.items.length) : null;
}

async function timeOf(shop: Shop, ask: Ask, limit: number | null): Promise<number> {
  const startedAt = performance.now();
  await (await send(shop, ask, limit)).text();
  return performance.now() - startedAt;
}

async function send(shop: Shop, ask: Ask, limit: number | null): Promise<Response> {
  const url = new URL(`http://127.0.0.1/proxy/api/v1${ask.path}`);
  if (limit !== null && !url.searchParams.has("limit")) url.searchParams.set("limit", String(limit));
  const response = await shop.api.request(url.href, {
    method: ask.body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${ask.key}`, "Content-Type": "application/json" },
    ...(ask.body ? { body: JSON.stringify(ask.body) } : {}),
  });
  if (response.status !== 200) throw new Error(`${ask.name}: ${response.status} ${await response.text()}`);
  return response;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
