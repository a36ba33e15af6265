import { inBatches } from "./batch";
import type { Db } from "./db";

/** Windows of requests, shared by all processes. */

export interface Window {
  bucket: string;
  quota: number;
  windowSeconds: number;
}

export interface UsedRow {
  used: number;
  ms_left: number;
}

/** Counts one request; above the quota `used` is one more than it. */
export async function countUnit(db: Db, { bucket, quota, windowSeconds }: Window): Promise<UsedRow> {
  return only(
    await db.query<UsedRow>("select * from use_units($1, $2, $3, 1)", [bucket, quota, windowSeconds]),
  );
}

export interface FlightRow extends UsedRow {
  flying: number;
  entered: boolean;
}

/** Counts one request and takes one of `most` places, which is free again after `leaseSeconds` at the latest. */
export async function enterFlight(
  db: Db,
  { bucket, quota, windowSeconds }: Window,
  flight: { requestId: string; most: number; leaseSeconds: number },
): Promise<FlightRow> {
  return only(
    await db.query<FlightRow>("select * from enter_flight($1, $2, $3, $4, $5, $6)", [
      bucket,
      quota,
      windowSeconds,
      flight.requestId,
      flight.most,
      flight.leaseSeconds,
    ]),
  );
}

/** Gives a place back; those given back in the same turn share a statement. */
export const leaveFlight = inBatches<string, { n: number }>((db, requestIds) =>
  db.query("delete from in_flight where request_id = any ($1::text[]) returning -1 as n", [requestIds]),
);

export interface LeaseRow {
  granted: number;
  rest: number;
  ms_left: number;
}

/** Takes `owed` units and a block on top out of a window, as far as they are there. */
export async function leaseUnits(
  db: Db,
  { bucket, quota, windowSeconds }: Window,
  want: { owed: number; block: number },
): Promise<LeaseRow> {
  return only(
    await db.query<LeaseRow>("select * from lease_units($1, $2, $3, $4, $5)", [
      bucket,
      quota,
      windowSeconds,
      want.owed,
      want.block,
    ]),
  );
}

/** Forgets windows and places that ended. */
export async function deleteEndedLimits(db: Db): Promise<void> {
  await db.query("delete from rate_windows where ends_at < now()");
  await db.query("delete from in_flight where ends_at < now()");
}

function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("The statement returned no row.");
  return row;
}
