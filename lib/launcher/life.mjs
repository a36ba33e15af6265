import { commandLineOf, parentOf, startTimeOf } from "./processes.mjs";

const LOOK_EVERY_MS = 500;

/**
 * Runs the launcher's life in this process: `begin` brings things up, and what it hands to `atEnd` is ended,
 * the last first, on Ctrl-C and the like (exit code 0), when `begin` fails or `fail` is called (1), or when
 * there was nothing to do. Further signals change nothing: npm sends a Ctrl-C twice, and every end has a limit.
 * @param {(life: import("./launch.mjs").Life) => Promise<"up" | "already-up" | "already-starting">} begin
 */
export async function liveUntilSignal(begin) {
  const ending = new AbortController();
  /** @type {(() => unknown)[]} */
  const stops = [];
  /** @type {(code: number) => void} */
  let end = () => {};
  const ended = new Promise((/** @type {(code: number) => void} */ resolve) => {
    end = resolve;
  });

  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (ending.signal.aborted) return;
      ending.abort();
      console.log("\nStopping …");
      end(0);
    });
  }
  watchNpm(() => end(0));
  /** @param {unknown} error */
  const fail = (error) => {
    if (ending.signal.aborted) return;
    console.error(error instanceof Error ? error.message : error);
    end(1);
  };
  const beginning = begin({ signal: ending.signal, atEnd: (stop) => stops.push(stop), fail }).then(
    (outcome) => {
      if (outcome !== "up") end(outcome === "already-up" ? 0 : 1);
    },
    fail,
  );

  const code = await ended;
  ending.abort();
  await beginning;
  for (const stop of stops.reverse()) await stop();
  process.exit(code);
}

/**
 * npm and the shell between it and us die of a SIGTERM without passing it on: their end is ours.
 * @param {() => void} onGone
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parents = [process.ppid];
  const above = parentOf(process.ppid);
  if (above && /sh$/.test(commandLineOf(process.ppid)?.[0] ?? "")) parents.push(above);
  const started = parents.map(startTimeOf);
  const timer = setInterval(() => {
    if (parents.every((pid, index) => startTimeOf(pid) === started[index])) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
