import { Socket } from "node:net";
import type pg from "pg";

/** Sends in one go what is written in one turn, because every sending wakes the server. */
export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}

/**
 * Lends one connection to all who ask in the same turn of the event loop, so that what they send goes out in one write.
 * Each waits for those before it, so it is for statements that take no time.
 */
export function inOneWrite(pool: pg.Pool): <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T> {
  let boarding: { client: Promise<pg.PoolClient>; passengers: number } | null = null;
  const depart = () => {
    boarding = null;
  };
  return async (work) => {
    if (!boarding) {
      boarding = { client: pool.connect(), passengers: 0 };
      boarding.client.then(depart, depart);
    }
    const ride = boarding;
    ride.passengers += 1;
    const client = await ride.client;
    try {
      return await work(client);
    } finally {
      ride.passengers -= 1;
      if (ride.passengers === 0) client.release();
    }
  };
}
