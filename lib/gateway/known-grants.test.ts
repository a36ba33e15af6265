import { expect, test } from "vitest";
import { type Bar, GRANTS_PER_PAGE, type Grant } from "./access-feed";
import { createKnownGrants } from "./known-grants";
import { grantOf, scriptedFeed } from "./test-tools";

const barredBy = (subscriptionId: number, barred: Bar): Grant => ({ ...grantOf(subscriptionId), barred });

/** Grants of a feed whose answers wait where a test holds them back: each tells what was true when it was asked. `questions`: how often changes were read. */
function heldBack(count: number) {
  const script = scriptedFeed([]);
  for (let id = 1; id <= count; id++) script.grants.set(id, grantOf(id));
  let held: (() => void)[] | null = null;
  let asked = 0;
  const after = async <T>(found: Promise<T>) => {
    const answer = await found;
    if (held) await new Promise<void>((resolve) => held?.push(resolve));
    return answer;
  };
  const grants = createKnownGrants(
    {
      ...script.feed,
      grants: (from) => after(script.feed.grants(from)),
      grantsOf: (ids) => {
        asked++;
        return after(script.feed.grantsOf(ids));
      },
      grantByLogin: (login) => after(script.feed.grantByLogin(login)),
    },
    () => undefined,
  );
  const hold = () => {
    held = [];
  };
  /** Lets what was asked so far be answered, the last question first, and all others at once. */
  const release = () => {
    const waiting = held ?? [];
    held = null;
    for (const answer of waiting.reverse()) answer();
  };
  return { script, grants, hold, release, questions: () => asked };
}

/** All promises that can go on have gone on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("a walk reads as many pages as there are, and forgets what is gone", async () => {
  const { script, grants } = heldBack(2 * GRANTS_PER_PAGE + 1);
  await grants.walk(false);
  const last = `u${2 * GRANTS_PER_PAGE + 1}`;
  expect([grants.byLogin("u1"), grants.byLogin(last)]).toEqual([
    grantOf(1),
    grantOf(2 * GRANTS_PER_PAGE + 1),
  ]);
  script.grants.delete(1);
  await grants.walk(true);
  expect(grants.byLogin("u1")).toBeUndefined();
  expect(grants.byLogin(last)).toBeDefined();
});

test("a page that was asked for before a ban does not undo it; control: it does where nobody heard of the ban", async () => {
  for (const isHeard of [true, false]) {
    const { script, grants, hold, release } = heldBack(3);
    await grants.walk(false);
    hold();
    const walk = grants.walk(false);
    await settle();
    script.grants.set(2, barredBy(2, "banned"));
    const heard = isHeard ? grants.refresh(2) : null;
    await settle();
    release();
    await Promise.all([walk, heard]);
    expect(grants.byLogin("u2")?.barred).toBe(isHeard ? "banned" : null);
    expect(grants.byLogin("u3")?.barred).toBeNull();
  }
});

test("a ban of a customer with many subscriptions is learnt in pages, not one by one", async () => {
  const many = 2 * GRANTS_PER_PAGE;
  const { script, grants, questions } = heldBack(many);
  await grants.walk(false);
  const heard: Promise<void>[] = [];
  for (let id = 1; id <= many; id++) {
    script.grants.set(id, barredBy(id, "banned"));
    heard.push(grants.refresh(id));
  }
  await Promise.all(heard);
  expect(grants.byLogin(`u${many}`)?.barred).toBe("banned");
  expect(questions()).toBe(3);
});

test("a change that could not be read is told to who began, and the next one is read as ever", async () => {
  const { script, grants } = heldBack(1);
  const { grantsOf } = script.feed;
  script.feed.grantsOf = () => Promise.reject(new Error("The database is away."));
  const [first, second] = [grants.refresh(1), grants.refresh(1)];
  await expect(first).rejects.toThrow("away");
  await expect(second).resolves.toBeUndefined();
  script.feed.grantsOf = grantsOf;
  await grants.refresh(1);
  expect(grants.byLogin("u1")).toEqual(grantOf(1));
});

test("of two reads of one subscription the one that was asked later counts, whichever is answered first", async () => {
  const { script, grants, hold, release } = heldBack(1);
  hold();
  const first = grants.refresh(1);
  await settle();
  script.grants.set(1, barredBy(1, "suspended"));
  const second = grants.refresh(1);
  await settle();
  release();
  await Promise.all([first, second]);
  expect(grants.byLogin("u1")?.barred).toBe("suspended");
});

test("a login that nobody knew is learnt while others change, and outlives the walk that did not meet it", async () => {
  const { script, grants, hold, release } = heldBack(1);
  await grants.walk(false);
  hold();
  const walk = grants.walk(false);
  await settle();
  script.grants.set(9, grantOf(9));
  const asked = grants.ask("u9", "here");
  const others = grants.refresh(1);
  await settle();
  release();
  await Promise.all([walk, asked, others]);
  expect(grants.byLogin("u9")).toEqual(grantOf(9));
});

test("a walk that begins ends the one before, which forgets nothing", async () => {
  const { grants, hold, release } = heldBack(2);
  hold();
  const first = grants.walk(false);
  await settle();
  const second = grants.walk(false);
  await settle();
  release();
  await Promise.all([first, second]);
  expect([grants.byLogin("u1"), grants.byLogin("u2")]).toEqual([grantOf(1), grantOf(2)]);
});

test("a new login of a subscription takes the place of the old one", async () => {
  const { script, grants } = heldBack(1);
  await grants.walk(false);
  script.grants.set(1, { ...grantOf(1), login: "renamed" });
  await grants.refresh(1);
  expect(grants.byLogin("u1")).toBeUndefined();
  expect(grants.byLogin("renamed")).toBeDefined();
});
