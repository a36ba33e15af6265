import { z } from "zod";
import type { Expected } from "@/lib/errors";

/** What schemas take where their own type and limits don't tell it all; refused fields say it in `expected`. */
export const expectations = z.registry<Expected>();

/** A whole number in a path or query, where everything is text. */
export function wholeNumber(min: number, max: number) {
  const words = `A whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,4}$/, words)
    .transform(Number)
    .refine((number) => number >= min && number <= max, words)
    .register(expectations, { type: "integer", min, max })
    .meta({ type: "integer", minimum: min, maximum: max });
}
