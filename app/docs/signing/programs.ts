import type { SigningVector } from "./vectors";

/** Programs that print the `X-Signature` of a vector's request; as they stand in the docs, and as a test runs them. */
export const SIGNING_PROGRAMS = { bash: signInBash, python: signInPython, node: signInNode } as const;

function signInBash(vector: SigningVector): string {
  return `SECRET='${vector.secret}'
T=${vector.t}   # in real life: $(date +%s)
METHOD=${vector.method}
REQUEST_PATH='${vector.path}'
IDEMPOTENCY_KEY='${vector.idempotency_key}'
BODY='${vector.body}'

BODY_HASH=$(printf '%s' "$BODY" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
SIGNATURE=$(printf 'v1\\n%s\\n%s\\n%s\\n%s\\n%s' "$T" "$METHOD" "$REQUEST_PATH" "$IDEMPOTENCY_KEY" "$BODY_HASH" |
  openssl dgst -sha256 -hmac "$SECRET" -r | cut -d ' ' -f 1)
echo "X-Signature: t=$T,v1=$SIGNATURE"`;
}

function signInPython(vector: SigningVector): string {
  return `import hashlib, hmac

def x_signature(secret, t, method, path, idempotency_key, body):
    lines = ["v1", str(t), method, path, idempotency_key, hashlib.sha256(body).hexdigest()]
    mac = hmac.new(secret.encode(), "\\n".join(lines).encode(), hashlib.sha256)
    return f"t={t},v1={mac.hexdigest()}"

print("X-Signature: " + x_signature(
    secret="${vector.secret}",
    t=${vector.t},  # in real life: int(time.time())
    method="${vector.method}",
    path="${vector.path}",
    idempotency_key="${vector.idempotency_key}",
    body='${vector.body}'.encode(),
))`;
}

function signInNode(vector: SigningVector): string {
  return `import { createHash, createHmac } from "node:crypto";

function xSignature({ secret, t, method, path, idempotencyKey, body }) {
  const bodyHash = createHash("sha256").update(body).digest("hex");
  const lines = ["v1", t, method, path, idempotencyKey, bodyHash];
  return \`t=\${t},v1=\${createHmac("sha256", secret).update(lines.join("\\n")).digest("hex")}\`;
}

console.log("X-Signature: " + xSignature({
  secret: "${vector.secret}",
  t: ${vector.t}, // in real life: Math.floor(Date.now() / 1000)
  method: "${vector.method}",
  path: "${vector.path}",
  idempotencyKey: "${vector.idempotency_key}",
  body: '${vector.body}',
}));`;
}
