import { hash, verify } from "@node-rs/argon2";

// OWASP's password storage cheat sheet: argon2id with 19 MiB, 2 passes, 1 lane at least.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let dummy: Promise<string> | undefined;

/** The argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/** True when the password fits the hash; takes as long without a hash, so that nobody learns who exists. */
export async function fitsPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("nobody has this password");
  const fits = await verify(passwordHash ?? (await dummy), password);
  return passwordHash !== null && fits;
}
