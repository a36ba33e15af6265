import { type Ask, asksOf, type Shop } from "./growth-asks";

const MOST = 1.3;
const TRIES = 4;
/** Rounds that don't count: plans, caches and the compiler settle in them. */
const WARM = 7;

/**
 * Asks both shops in turn, each as often first; the one that is bigger is asked for as many items as the small one has.
 * What seems too slow is asked again, because noise does not come twice; the least ratio counts.
 */
export async function compare(small: Shop, big: Shop, rounds: number, only: string): Promise<void> {
  const [asksOfSmall, asksOfBig] = await Promise.all([asksOf(small), asksOf(big)]);
  const slow: string[] = [];
  let worst = 0;
  let asked = 0;
  process.stdout.write(`\n| what | small, ms | big, ms | ratio |\n| --- | --- | --- | --- |\n`);
  for (const [n, ask] of asksOfSmall.entries()) {
    const other = asksOfBig[n];
    if (!other || !ask.name.includes(only)) continue;
    let result = await medians([small, ask], [big, other], rounds);
    for (let again = 1; again < TRIES && result.ratio > MOST; again++) {
      const next = await medians([small, ask], [big, other], rounds);
      if (next.ratio < result.ratio) result = next;
    }
    if (result.ratio > MOST) slow.push(`${ask.name} ${result.ratio.toFixed(2)}`);
    asked += 1;
    worst = Math.max(worst, result.ratio);
    const cells = [ask.name, result.small.toFixed(2), result.big.toFixed(2), result.ratio.toFixed(2)];
    process.stdout.write(`| ${cells.join(" | ")} |\n`);
  }
  process.stdout.write(`\n${asked - slow.length} of ${asked} are within ${MOST}. `);
  process.stdout.write(`${slow.length ? `Over ${MOST}: ${slow.join(", ")}` : `Nothing is over ${MOST}`}.`);
  process.stdout.write(` The highest ratio is ${worst.toFixed(2)}.\n`);
}

async function medians(
  [small, ask]: [Shop, Ask],
  [big, other]: [Shop, Ask],
  rounds: number,
): Promise<{ small: number; big: number; ratio: number }> {
  const limit = await sizeOf(small, ask);
  const ofSmall: number[] = [];
  const ofBig: number[] = [];
  for (let round = -WARM; round < rounds; round++) {
    const askSmall = async () => ofSmall.push(await timeOf(small, ask, limit));
    const askBig = async () => ofBig.push(await timeOf(big, other, limit));
    for (const askOne of round % 2 ? [askSmall, askBig] : [askBig, askSmall]) await askOne();
  }
  const result = { small: median(ofSmall.slice(WARM)), big: median(ofBig.slice(WARM)) };
  return { ...result, ratio: result.big / result.small };
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
