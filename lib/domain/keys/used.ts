import { log } from "@/lib/log";
import type { Db } from "@/lib/store/db";
import { markKeysUsed } from "@/lib/store/keys";

const WRITE_EVERY_MS = 30_000;

/** Remembers which keys were used, so that a request does not write. */
export interface KeyUse {
  mark(keyId: number): void;
  /** Writes down what is remembered, in one statement. What can't be written stays remembered. */
  flush(): Promise<void>;
}

/** Last-used marks of this process: written together, 30 s after the first; call `flush` before the database closes. */
export function createKeyUse(db: Db): KeyUse {
  const marks = new Map<number, Date>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const due = new Map(marks);
    marks.clear();
    if (!due.size) return;
    try {
      await markKeysUsed(db, due);
    } catch (error) {
      for (const [keyId, at] of due) if (!marks.has(keyId)) marks.set(keyId, at);
      log("warn", "keys.marks_not_written", { error });
    }
  };
  return {
    mark(keyId) {
      marks.set(keyId, new Date());
      timer ??= setTimeout(flush, WRITE_EVERY_MS).unref();
    },
    flush,
  };
}
