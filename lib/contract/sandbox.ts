import { z } from "zod";
import { referralCode } from "./deposits";
import { id, instant, priceLimit } from "./fields";
import { defineRoute } from "./route";

export const FAULTS = ["fail", "hang", "late", "twice", "lost_answer", "none"] as const;

export const makeSandboxUser = defineRoute({
  method: "post",
  path: "/sandbox/users",
  summary: "Sandbox: make a customer",
  scope: "admin:*",
  body: z.strictObject({
    balance_usd: priceLimit.optional(),
    referral_code: referralCode.optional().meta({ description: "Of the customer whose link was followed." }),
  }),
  bodyOptional: true,
  answers: {
    201: z.object({
      user_id: id,
      email: z.string().meta({ example: "qa-7f3k@example.test" }),
      password: z.string().meta({ example: "the password, once" }),
      api_key: z.string().meta({ example: "pdk_…" }),
    }),
  },
});

export const listSandboxMails = defineRoute({
  method: "get",
  path: "/sandbox/mails",
  summary: "Sandbox: the mails that were kept instead of sent, newest first",
  scope: "admin:*",
  query: z.strictObject({ email: z.string().max(320).optional() }),
  answers: {
    200: z.object({
      items: z.array(
        z.object({
          id,
          to: z.string(),
          topic: z.string(),
          locale: z.enum(["en", "ru"]),
          subject: z.string(),
          text: z.string(),
          html: z.string(),
          link: z.string(),
          created_at: instant,
        }),
      ),
    }),
  },
});

export const moveSandboxClock = defineRoute({
  method: "post",
  path: "/sandbox/clock",
  summary: "Sandbox: move the business's clock",
  scope: "admin:*",
  body: z.strictObject({
    advance_seconds: z.number().int().min(-40_000_000).max(40_000_000).optional().meta({ example: 86_400 }),
    now: z.iso.datetime({ offset: true }).optional(),
    reset: z.literal(true).optional(),
  }),
  answers: { 200: z.object({ now: instant }) },
});

export const setSandboxFault = defineRoute({
  method: "post",
  path: "/sandbox/faults",
  summary: "Sandbox: make a supplier or payment provider misbehave",
  scope: "admin:*",
  body: z.strictObject({
    target: z.enum(["supplier", "payment_provider"]),
    fault: z.enum(FAULTS),
    times: z.number().int().min(0).max(1000).optional(),
  }),
  answers: {
    200: z.object({
      target: z.enum(["supplier", "payment_provider"]),
      fault: z.enum(FAULTS),
      times: z.number().int(),
    }),
  },
});

export const resetSandbox = defineRoute({
  method: "post",
  path: "/sandbox/reset",
  summary: "Sandbox: release everything sold, reset clock and faults",
  scope: "admin:*",
  body: z.strictObject({}),
  bodyOptional: true,
  answers: { 200: z.object({ released: z.number().int().meta({ example: 12 }) }) },
});
