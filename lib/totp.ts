import { createHmac, randomBytes } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_SECONDS = 30;
const DIGITS = 6;
/** RFC 6238, 5.2: one step on either side for slow typing and clocks that differ. */
const DRIFT_STEPS = 1;

/** A new secret of 160 bits, in base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  return [...randomBytes(32)].map((byte) => BASE32[byte & 31]).join("");
}

/** The code of a time step: RFC 6238 with SHA-1, 30 seconds and six digits, which every app speaks. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The time step of an instant. */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS);
}

/** The step that a code belongs to, or `null` when it fits none around `at`. */
export function matchTotp(secret: string, code: string, at: Date): number | null {
  const now = totpStep(at);
  for (let step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step++)
    if (totpCode(secret, step) === code) return step;
  return null;
}

/** What the QR code says to an authenticator app. */
export function totpUri(secret: string, account: string): string {
  const label = encodeURIComponent(`Proxydeck:${account}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=Proxydeck`;
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
