import {
  listSandboxMails,
  makeSandboxUser,
  moveSandboxClock,
  resetSandbox,
  setSandboxFault,
} from "@/lib/contract/sandbox";
import { type InboxMail, listInbox } from "@/lib/domain/mail/inbox";
import { moveClock, resetSandbox as reset, setFault } from "@/lib/domain/sandbox/control";
import { createNewcomer, DEMO_BALANCE } from "@/lib/domain/users/create";
import { randomText } from "@/lib/ids";
import { parseUsd } from "@/lib/money";
import { handle, type Mount } from "../openapi";

/** QA's handles; mounted in the sandbox only. */
export const sandboxRoutes: Mount[] = [
  handle(makeSandboxUser, async ({ ctx, body }, c) => {
    const user = await createNewcomer(ctx.db, {
      email: `qa-${randomText(10).toLowerCase()}@example.test`,
      role: "customer",
      balance: body.balance_usd === undefined ? DEMO_BALANCE : parseUsd(body.balance_usd),
      balanceReason: "Sandbox balance",
      keyPrefix: ctx.keyPrefix,
      referralCode: body.referral_code,
      now: ctx.clock.now(),
    });
    return c.json(user, 201);
  }),

  handle(listSandboxMails, async ({ ctx, query }, c) => {
    const mails = await listInbox(ctx, { address: query.email?.toLowerCase() ?? null, topics: null });
    return c.json({ items: mails.map(presentMail) });
  }),

  handle(moveSandboxClock, async ({ ctx, body }, c) =>
    c.json({ now: (await moveClock(ctx, body)).toISOString() }),
  ),

  handle(setSandboxFault, async ({ ctx, body }, c) => {
    const wish = { ...body, times: body.times ?? 1 };
    await setFault(ctx, wish);
    return c.json(wish);
  }),

  handle(resetSandbox, async ({ ctx }, c) => c.json({ released: await reset(ctx) })),
];

function presentMail({ body: _, button: _words, createdAt, ...mail }: InboxMail) {
  return { ...mail, created_at: createdAt.toISOString() };
}
