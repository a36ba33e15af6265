import { z } from "zod";
import { userName } from "./admin";
import { expectations } from "./expectations";
import { id, idText, instant, listOf, page, usd } from "./fields";
import { defineRoute } from "./route";

export const DEPOSIT_STATUSES = ["pending", "completed", "failed", "expired"] as const;

/** What a provider or an operator should look at: paid after the end, another amount, paid more than once. */
export const DEPOSIT_FLAGS = ["late", "other_amount", "paid_again", "paid_after_reversal"] as const;

const providerName = z
  .string()
  .regex(/^[a-z0-9_-]{1,32}$/, "A provider's name.")
  .register(expectations, { type: "provider" })
  .meta({ example: "sandbox" });
const externalId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, "The provider's id of the deposit.")
  .register(expectations, { type: "deposit_id" })
  .meta({ example: "MAN-7Q2WK3" });
const cents = /^\d{1,4}\.\d{2}$/;

/** From the contract: 1.00 to 1000.00. */
const depositAmount = z
  .string()
  .regex(cents, 'Money is a decimal string with two digits, such as "12.50".')
  .refine((text) => /^(0*[1-9]\d{0,2}\.\d{2}|1000\.00)$/.test(text), "From 1.00 to 1000.00.")
  .register(expectations, { type: "money", min: "1.00", max: "1000.00" })
  .meta({ description: "What the balance is to get, 1.00 to 1000.00.", example: "25.00" });

/** What really came in: positive, and no more than a slip of the keyboard can cost. */
const receivedAmount = z
  .string()
  .regex(/^\d{1,5}\.\d{2}$/, "From 0.01 to 99999.99, with two digits.")
  .refine((text) => /[1-9]/.test(text), "From 0.01 to 99999.99, with two digits.")
  .register(expectations, { type: "money", min: "0.01", max: "99999.99" })
  .meta({ description: "What is credited, when it differs from the invoice.", example: "24.80" });

/** The code in a referral link. */
export const referralCode = z
  .string()
  .regex(/^[0-9a-f]{12}$/, "The code of a referral link.")
  .register(expectations, { type: "referral_code" })
  .meta({ example: "3f9c0a71be24" });

export const deposit = z
  .object({
    transaction_id: id,
    user_id: id,
    provider: z.string(),
    external_id: z.string().nullable(),
    amount_usd: usd.meta({ description: "What the balance is to get." }),
    fee_usd: usd.meta({ description: "What the provider adds." }),
    payable_usd: usd.meta({ description: "What is to be paid: amount and fee." }),
    received_usd: usd.nullable().meta({ description: "What came in and was credited." }),
    pay_url: z.string().nullable(),
    instructions: z.string().nullable().meta({ description: "How to pay where there is no page for it." }),
    status: z.enum(DEPOSIT_STATUSES),
    is_late: z.boolean().meta({ description: "Paid after the invoice ran out, and credited all the same." }),
    created_at: instant,
    expires_at: instant,
  })
  .meta({ id: "Deposit" });

export const operatorDeposit = deposit
  .extend({
    flags: z.array(z.enum(DEPOSIT_FLAGS)),
    is_reversed: z.boolean(),
    reason: z.string().nullable(),
    reference: z.string().nullable(),
    settled_at: instant.nullable(),
    user: userName.optional(),
  })
  .meta({ id: "OperatorDeposit" });

export const paymentProvider = z
  .object({
    provider: z.string(),
    label: z.string(),
    min_usd: usd,
    max_usd: usd,
    fee_percent: z.string().meta({ example: "2.50" }),
    fee_fixed_usd: usd,
    by_hand: z.boolean().meta({ description: "True: an operator confirms; there is no page to pay on." }),
  })
  .meta({ id: "PaymentProvider" });

export const referrals = z
  .object({
    code: referralCode,
    link: z.string(),
    rate_percent: z.number().int(),
    invited: z.number().int(),
    paying: z.number().int(),
    earned_usd: usd,
  })
  .meta({ id: "Referrals" });

export type Deposit = z.infer<typeof deposit>;
export type OperatorDeposit = z.infer<typeof operatorDeposit>;
export type PaymentProviderCard = z.infer<typeof paymentProvider>;
export type Referrals = z.infer<typeof referrals>;

export const createDeposit = defineRoute({
  method: "post",
  path: "/deposits",
  summary: "Open an invoice to top up",
  scope: "deposits:write",
  money: true,
  body: z.strictObject({
    provider: providerName,
    amount_usd: depositAmount,
    user_id: id.optional().meta({ description: "Required for an operator key." }),
  }),
  answers: { 201: deposit },
});

export const listDeposits = defineRoute({
  method: "get",
  path: "/deposits",
  summary: "Deposits, newest first",
  scope: "proxy:read",
  query: z.strictObject({
    ...page.shape,
    user_id: idText.optional(),
    status: z.enum(DEPOSIT_STATUSES).optional(),
  }),
  answers: { 200: listOf(deposit) },
});

export const listProviders = defineRoute({
  method: "get",
  path: "/deposits/providers",
  summary: "Payment providers that are configured",
  scope: "proxy:read",
  answers: { 200: z.object({ items: z.array(paymentProvider) }) },
});

export const getDeposit = defineRoute({
  method: "get",
  path: "/deposits/{provider}/{external_id}",
  summary: "Status of a deposit",
  scope: "proxy:read",
  params: z.object({ provider: providerName, external_id: externalId }),
  answers: { 200: deposit },
});

export const getReferrals = defineRoute({
  method: "get",
  path: "/referrals",
  summary: "Referral link and what it earned",
  scope: "proxy:read",
  query: z.strictObject({ user_id: idText.optional() }),
  answers: { 200: referrals },
});

const params = z.object({ tx: idText.meta({ description: "`transaction_id` of the deposit." }) });
const decision = {
  reason: z.string().trim().min(3).max(500),
  reference: z.string().trim().min(1).max(200).optional().meta({ description: "The bank's or chain's id." }),
  expected_status: z
    .enum(DEPOSIT_STATUSES)
    .optional()
    .meta({ description: "What the operator saw; 409 when somebody was faster." }),
};

export const markDepositCompleted = defineRoute({
  method: "post",
  path: "/admin/deposits/{tx}/mark-completed",
  summary: "Credit a deposit whose money came in",
  scope: "admin:*",
  money: true,
  params,
  body: z.strictObject({ ...decision, received_usd: receivedAmount.optional() }),
  answers: { 200: operatorDeposit },
});

export const markDepositFailed = defineRoute({
  method: "post",
  path: "/admin/deposits/{tx}/mark-failed",
  summary: "Fail a deposit, or take a completed one back",
  scope: "admin:*",
  money: true,
  params,
  body: z.strictObject(decision),
  answers: { 200: operatorDeposit },
});

export const getAnyDeposit = defineRoute({
  method: "get",
  path: "/admin/deposits/{tx}",
  summary: "Anybody's deposit, with what operators wrote",
  scope: "admin:*",
  params,
  answers: { 200: operatorDeposit },
});

export const listAllDeposits = defineRoute({
  method: "get",
  path: "/admin/deposits",
  summary: "Everybody's deposits, newest first",
  scope: "admin:*",
  query: z.strictObject({
    ...page.shape,
    user_id: idText.optional(),
    status: z.enum(DEPOSIT_STATUSES).optional(),
    provider: providerName.optional(),
    flagged: z
      .enum(["true", "false"])
      .optional()
      .meta({ description: "Those with a flag, such as `late`, or those without." }),
    flag: z.enum(DEPOSIT_FLAGS).optional().meta({ description: "Those with this flag." }),
    q: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "A transaction's id, or part of an external id, a reference or an email." }),
  }),
  answers: { 200: listOf(operatorDeposit) },
});
