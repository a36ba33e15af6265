import { OffsetClock } from "@/lib/clock";
import type { Business } from "@/lib/domain/context";
import { type Env, readEnv } from "@/lib/env";
import { createMailer } from "@/lib/mail/smtp";
import { createSeal } from "@/lib/seal";
import { type Database, openDatabase } from "@/lib/store/db";
import { readSetting, takeFault } from "@/lib/store/records";
import { withFaults } from "@/lib/suppliers/fake/fake";
import { localSupplier } from "@/lib/suppliers/local/local";

/** The business of this process, with what its faces need beside it. */
export interface Runtime extends Business {
  db: Database;
  clock: OffsetClock;
  env: Env;
  mode: Env["mode"];
  keyPrefix: string;
  signatureRequired: boolean;
  trustedProxies: number;
  close(): Promise<void>;
}

declare global {
  var proxydeckRuntime: Promise<Runtime> | undefined;
}

/** The one runtime of the process, however many bundles ask for it. */
export function runtime(): Promise<Runtime> {
  globalThis.proxydeckRuntime ??= createRuntime(readEnv());
  return globalThis.proxydeckRuntime;
}

/** Wires a runtime from a configuration. */
export async function createRuntime(env: Env): Promise<Runtime> {
  const db = openDatabase(env.databaseUrl);
  const clock = new OffsetClock();
  const isSandbox = env.mode === "sandbox";
  const followClock = async () => {
    clock.offsetMs = Number((await readSetting(db, "clock_offset_ms")) ?? 0);
  };
  const stopListening = isSandbox
    ? await db.listen(["settings"], () => {
        followClock().catch(() => undefined);
      })
    : async () => undefined;
  if (isSandbox) await followClock().catch(() => undefined);
  return {
    db,
    clock,
    env,
    mode: env.mode,
    keyPrefix: env.keyPrefix,
    signatureRequired: env.signatureRequired,
    trustedProxies: env.trustedProxies,
    moneyEnabled: env.moneyEnabled,
    seal: createSeal(env.dataKey),
    mailer: createMailer({ smtpUrl: env.smtpUrl, from: env.mailFrom, publicUrl: env.publicUrl }),
    suppliers: {
      local: isSandbox ? withFaults(localSupplier, () => takeFault(db, "fault:supplier")) : localSupplier,
    },
    async close() {
      await stopListening();
      await db.close();
    },
  };
}
