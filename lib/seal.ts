import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";

/** Encrypts and decrypts secrets that rest in the database. */
export interface Seal {
  /** Seals `text`; `purpose` is bound to it, so that a sealed value can't be moved to another place. */
  close(text: string, purpose: string): string;
  /** Opens what `close` made. Throws when the key, the purpose or the value is wrong. */
  open(sealed: string, purpose: string): string;
  /** Secrets for `purpose` that whoever has the same `DATA_KEY` comes to as well; the newest first. */
  derive(purpose: string): string[];
}

/** AES-256-GCM under the first key of `DATA_KEY` (a comma list); older keys still open what they closed. */
export function createSeal(dataKeys: string): Seal {
  const keys = dataKeys.split(",").map((key) => createHash("sha256").update(key.trim()).digest());
  const idOf = (key: Buffer) => createHash("sha256").update(key).digest("base64url").slice(0, 6);
  const [first] = keys;
  if (!first) throw new Error("DATA_KEY is empty.");
  return {
    close(text, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", first, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${idOf(first)}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    derive: (purpose) => keys.map((key) => createHmac("sha256", key).update(purpose).digest("hex")),
    open(sealed, purpose) {
      const [id, encoded = ""] = sealed.split(".");
      const key = keys.find((candidate) => idOf(candidate) === id);
      if (!key) throw new Error("This secret was sealed with a DATA_KEY that is not configured.");
      const bytes = Buffer.from(encoded, "base64url");
      const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
      cipher.setAuthTag(bytes.subarray(12, 28));
      return cipher.update(bytes.subarray(28), undefined, "utf8") + cipher.final("utf8");
    },
  };
}
