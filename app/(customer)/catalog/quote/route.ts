import { z } from "zod";
import { call } from "@/lib/client";
import { CATEGORIES, countryInput, getQuote, quantity } from "@/lib/contract/catalog";
import { getBalance } from "@/lib/contract/users";
import { currentSession } from "@/lib/session/current";
import type { QuoteAnswer } from "../wish";

const wished = z.object({
  category: z.enum(CATEGORIES),
  country: countryInput,
  quantity: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(quantity),
});

/** The live quote and the balance it would be paid from; a new request cancels the one before. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return answer({ ok: false, error: { code: "missing_key" } }, 401);
  const wish = wished.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!wish.success) return answer({ ok: false, error: { code: "bad_request" } }, 400);
  const { category, country, quantity } = wish.data;
  const [quoted, balance] = await Promise.all([
    call(getQuote, { body: { category, quantity, country_name: country } }),
    call(getBalance, { params: { user_id: String(session.userId) } }),
  ]);
  if (!quoted.ok) return answer({ ok: false, error: quoted.error }, quoted.status);
  if (!balance.ok) return answer({ ok: false, error: balance.error }, balance.status);
  return answer({ ok: true, quote: quoted.answer, balance_usd: balance.answer.balance_usd }, 200);
}

function answer(body: QuoteAnswer, status: number): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
