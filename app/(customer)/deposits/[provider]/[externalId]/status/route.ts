import { currentSession } from "@/lib/session/current";
import { type DepositParams, readDeposit } from "../read-deposit";

const HEADERS = { "Cache-Control": "no-store" };

/** How a deposit stands, and nothing more: what its page asks while it waits. */
export async function GET(_: Request, context: { params: Promise<DepositParams> }): Promise<Response> {
  if (!(await currentSession())) return new Response(null, { status: 401, headers: HEADERS });
  const found = await readDeposit(await context.params);
  if (!found.ok) return new Response(null, { status: found.status, headers: HEADERS });
  return Response.json({ status: found.answer.status }, { headers: HEADERS });
}
