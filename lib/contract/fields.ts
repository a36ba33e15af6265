import { z } from "zod";
import { ERROR_CODES, EXPECTED_TYPES } from "@/lib/errors";
import { expectations, wholeNumber } from "./expectations";

/** Money on the wire: a decimal string with two digits. */
export const usd = z
  .string()
  .regex(/^-?\d{1,12}\.\d{2}$/, 'Money is a decimal string with two digits, such as "12.50".')
  .register(expectations, { type: "money" })
  .meta({ description: "US dollars as a decimal string with two digits.", example: "12.50" });

/** A price that a caller accepts at most: money that is not negative. */
export const priceLimit = z
  .string()
  .regex(/^\d{1,9}\.\d{2}$/, 'Money is a decimal string with two digits, such as "12.50".')
  .register(expectations, { type: "money" })
  .meta({ description: "The most that may be charged; above it nothing is charged.", example: "12.50" });

/** A price per unit: two to six digits after the point. */
export const unitPrice = z
  .string()
  .meta({ description: "US dollars per unit, two to six digits.", example: "2.50" });

/** An object's id in an answer or a body. */
export const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).meta({ example: 9 });

/** An object's id in a path or query. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, "An id is a positive whole number.")
  .transform(Number)
  .register(expectations, { type: "integer", min: 1 })
  .meta({ type: "integer", example: 9 });

/** An instant, ISO 8601 in UTC. */
export const instant = z.string().meta({ format: "date-time", example: "2026-07-09T10:00:00.000Z" });

/** `?limit=` and `?cursor=` of every list. */
export const page = z.object({
  limit: wholeNumber(1, 100)
    .optional()
    .meta({ description: "Items per page, 1 to 100; 25 when absent.", example: 25 }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "Use next_cursor of the page before.")
    .register(expectations, { type: "cursor" })
    .optional()
    .meta({ description: "`next_cursor` of the page before.", example: "aWQ6OQ" }),
});

/** A page of a list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable().meta({ example: null }) });
}

/** `?dry_run=true`. */
export const dryRunQuery = z.strictObject({
  dry_run: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "`true`: tells what would happen, does nothing." }),
});

/** What a dry run answers. */
export const dryRun = z.object({
  dry_run: z.literal(true),
  price_usd: usd,
  unit_price_usd: unitPrice,
  balance_after_usd: usd.meta({ example: "87.50" }),
  available: z.boolean(),
  problem: z.enum(ERROR_CODES).nullable().meta({ example: null }),
});

const limit = z.union([z.number(), z.string()]).optional();

/** What would be accepted in a refused field, for programs. */
export const expected = z
  .object({
    type: z.enum(EXPECTED_TYPES),
    min: limit.meta({ description: "Inclusive; characters of a string, items of an array." }),
    max: limit,
    values: z
      .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .meta({ description: "The choices of `one_of`; the fields that there are, of `field_name`." }),
    unique: z.boolean().optional(),
    required: z.boolean().optional().meta({ description: "It is missing, and may not be." }),
  })
  .meta({ id: "Expected" });

const fieldError = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  expected: expected.optional(),
});

/** The one error shape. */
export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      request_id: z.string(),
      retryable: z.boolean(),
      charged: z.union([z.boolean(), z.literal("unknown")]).optional(),
      docs_url: z.string(),
      fields: z.array(fieldError).optional(),
      price_usd: usd.optional(),
      balance_usd: usd.optional(),
      shortfall_usd: usd.optional(),
      reason: z.string().optional(),
      appeal: z.string().optional(),
    }),
    status: z.enum(["insufficient", "provider_misconfig", "bad_request"]).optional().meta({
      description:
        "With these three codes of a money route the same word again, where answers that succeed have their `status`. Every error has its `code`.",
    }),
  })
  .meta({ id: "Error" });

export type ErrorBody = z.infer<typeof errorBody>;
