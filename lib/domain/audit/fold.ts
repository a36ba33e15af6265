import { foldLogs as fold } from "@/lib/store/tallies";
import type { Business } from "../context";

/** Folds what happened since the last time into the figures that are kept. */
export function foldLogs(ctx: Business): Promise<void> {
  return fold(ctx.db);
}
