import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHECKSUM_LENGTH = 6;
const KEY_RANDOM_LENGTH = 32;

/** `length` random letters and digits; 5.95 bits each, drawn without bias. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    const byte = randomByte();
    if (byte < 248) text += ALPHABET[byte % 62];
  }
  return text;
}

const POOL_BYTES = 4_096;
let pool = Buffer.alloc(0);
let poolAt = 0;

/** Each is used once; asking the system for many at a time is several times quicker than for a few. */
function randomByte(): number {
  if (poolAt === pool.length) [pool, poolAt] = [randomBytes(POOL_BYTES), 0];
  const byte = pool.readUInt8(poolAt);
  pool[poolAt++] = 0;
  return byte;
}

/** A new request id, `req_…`. */
export function newRequestId(): string {
  return `req_${randomText(20)}`;
}

/** SHA-256 of a text, as lower-case hex. */
export function sha256Hex(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A new API key: prefix, 190 random bits, six characters of checksum. */
export function newApiKey(prefix: string): string {
  const body = `${prefix}${randomText(KEY_RANDOM_LENGTH)}`;
  return body + checksumOf(body);
}

/** True when a key's form and checksum are right, so that a typo is refused without a database read. */
export function isWellFormedKey(key: string): boolean {
  if (!/^[a-z]{2,12}_[0-9A-Za-z]{38}$/.test(key)) return false;
  return checksumOf(key.slice(0, -CHECKSUM_LENGTH)) === key.slice(-CHECKSUM_LENGTH);
}

/** What may be shown of a key after its creation. */
export function keyHint(key: string): string {
  return key.slice(0, key.indexOf("_") + 5);
}

function checksumOf(body: string): string {
  let value = BigInt(`0x${sha256Hex(body).slice(0, 16)}`);
  let text = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text += ALPHABET[Number(value % 62n)];
    value /= 62n;
  }
  return text;
}
