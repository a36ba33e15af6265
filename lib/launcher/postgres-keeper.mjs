import { startPostgres } from "./postgres.mjs";

const LOOK_EVERY_MS = 250;

/**
 * Starts or attaches to the embedded Postgres and keeps it running: should it die, it is started again at the
 * same address. It ends with the launcher.
 * @param {string} dataDir
 * @param {{ atEnd(stop: () => unknown): void }} life
 * @returns {Promise<string>} its URL
 */
export async function keepPostgres(dataDir, life) {
  let postgres = await startPostgres({ dataDir });
  let stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<void>} */
  let look = Promise.resolve();

  async function lookAfter() {
    if (!postgres.isRunning() && !stopping) {
      console.error("Postgres ended; starting it again.");
      try {
        postgres = await startPostgres({ dataDir });
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
    if (!stopping) schedule();
  }
  function schedule() {
    timer = setTimeout(() => {
      look = lookAfter();
    }, LOOK_EVERY_MS);
  }

  schedule();
  life.atEnd(async () => {
    stopping = true;
    clearTimeout(timer);
    await look;
    await postgres.stop();
  });
  return postgres.url;
}
