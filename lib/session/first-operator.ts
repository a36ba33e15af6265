import "server-only";
import { acceptInvitation } from "@/lib/domain/users/first-operator";
import { AppError } from "@/lib/errors";
import { runtime } from "@/lib/runtime";
import { requireOwnOrigin } from "./current";

/** Makes the first operator from the one-time link. False: the link is not valid any more. */
export async function makeFirstOperator(wish: {
  token: string;
  email: string;
  password: string;
}): Promise<boolean> {
  await requireOwnOrigin();
  try {
    await acceptInvitation((await runtime()).db, { ...wish, now: new Date() });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
