import { expect, test } from "vitest";
import { createExits } from "./exits";

const quota = { category: "residential", country: null, boughtBytes: 1e9, usedBytes: 0 };
const list = ["US", "DE"].flatMap((country, c) =>
  Array.from({ length: 8 }, (_, n) => ({ category: "residential", country, ip: `127.5.${c}.${n + 1}` })),
);
const sticky = (session: string, ttlMinutes = 10) => ({ country: null, session, ttlMinutes });
const any = { country: null, session: null, ttlMinutes: 10 };
const MINUTE = 60_000;

function exitsAt(start = 1_000_000) {
  const clock = { now: start };
  const exits = createExits(() => clock.now);
  exits.replace(list);
  return { exits, clock };
}

test("without a session every exit gets its turn before any comes again", () => {
  const { exits } = exitsAt();
  const picked = list.map(() => exits.pick(1, quota, any));
  expect(new Set(picked).size).toBe(list.length);
  expect(exits.pick(1, quota, any)).toBe(picked[0]);
});

test("a country's exits only; none fits another category, another country, or one that the grant is not for", () => {
  const { exits } = exitsAt();
  for (let i = 0; i < 20; i++)
    expect(exits.pick(1, quota, { ...any, country: "DE" })).toMatch(/^127\.5\.1\./);
  expect(exits.pick(1, { ...quota, country: "US" }, any)).toMatch(/^127\.5\.0\./);
  expect(exits.pick(1, { ...quota, country: "US" }, { ...any, country: "DE" })).toBeNull();
  expect(exits.pick(1, quota, { ...any, country: "FR" })).toBeNull();
  expect(exits.pick(1, { ...quota, category: "mobile" }, sticky("a"))).toBeNull();
});

test("a sticky session keeps its exit for its ttl, counted from its start, and then gets another", () => {
  const { exits, clock } = exitsAt();
  const first = exits.pick(1, quota, sticky("a"));
  clock.now += 10 * MINUTE - 1;
  expect(exits.pick(1, quota, sticky("a"))).toBe(first);
  clock.now += 1;
  const second = exits.pick(1, quota, sticky("a"));
  expect(second).not.toBe(first);
  clock.now += 9 * MINUTE;
  expect(exits.pick(1, quota, sticky("a"))).toBe(second);
});

test("a restarted gateway draws the same exit; sessions and subscriptions spread over all", () => {
  const draw = (id: number, session: string) => exitsAt().exits.pick(id, quota, sticky(session));
  expect(draw(1, "abc")).toBe(draw(1, "abc"));
  expect(new Set(Array.from({ length: 300 }, (_, n) => draw(1, `s${n}`))).size).toBe(list.length);
  expect(new Set(Array.from({ length: 300 }, (_, n) => draw(n, "abc"))).size).toBe(list.length);
});

test("an exit that leaves the stock moves its own sessions, and no other", () => {
  const { exits } = exitsAt();
  const names = Array.from({ length: 100 }, (_, n) => `s${n}`);
  const before = names.map((name) => exits.pick(1, quota, sticky(name)));
  const gone = before[0];
  exits.replace(list.filter(({ ip }) => ip !== gone));
  const after = names.map((name) => exits.pick(1, quota, sticky(name)));
  for (const [n, ip] of before.entries()) {
    if (ip === gone) expect(after[n]).not.toBe(gone);
    else expect(after[n]).toBe(ip);
  }
});

test("an exit that rests is passed over, and comes back", () => {
  const { exits, clock } = exitsAt();
  exits.replace(list.slice(0, 2));
  exits.rest("127.5.0.1");
  for (let i = 0; i < 4; i++) expect(exits.pick(1, quota, any)).toBe("127.5.0.2");
  clock.now += MINUTE;
  expect(new Set([exits.pick(1, quota, any), exits.pick(1, quota, any)]).size).toBe(2);
});
