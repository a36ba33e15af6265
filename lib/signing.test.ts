import { expect, test } from "vitest";
import { canonicalRequest, signRequest, verifySignature } from "./signing";
import vectors from "./signing.vectors.json";

const bytes = (text: string) => new TextEncoder().encode(text);
const requestOf = (vector: (typeof vectors)[number]) => ({
  method: vector.method,
  path: vector.path,
  idempotencyKey: vector.idempotency_key,
  body: bytes(vector.body),
});
const at = (t: number) => new Date(t * 1000);

// Made with Python's hmac, so that this file is not its own witness.
test.each(vectors)("vector: $name", (vector) => {
  const request = requestOf(vector);
  const signed = vector.secrets.map((secret) => signRequest(secret, vector.t, request));
  expect(canonicalRequest(String(vector.t), request)).toBe(vector.canonical);
  expect(signed.map((header, n) => (n === 0 ? header : header.replace(/^t=\d+,/, ""))).join(",")).toBe(
    vector.x_signature,
  );
  for (const secret of vector.secrets)
    expect(verifySignature(vector.x_signature, [secret], at(vector.t), request)).toBe("valid");
});

const request = { method: "POST", path: "/a?b=c", idempotencyKey: "key-00000001", body: bytes("{}") };

test("a signature is good for 300 seconds in both directions, and not for one more", () => {
  const header = signRequest("secret", 1_000_000, request);
  const verdicts = [-301, -300, 0, 300, 301].map((distance) =>
    verifySignature(header, ["secret"], at(1_000_000 + distance), request),
  );
  expect(verdicts).toEqual(["expired", "valid", "valid", "valid", "expired"]);
});

test("what is not exactly the header's form is refused, whatever it carries", () => {
  const header = signRequest("secret", 1_000_000, request);
  const [time = "", mac = ""] = header.split(",");
  const forms = [
    "",
    time,
    mac,
    `${mac},${time}`,
    ` ${header}`,
    `${header},`,
    `${header}\n`,
    `${time}, ${mac}`,
    header.toUpperCase(),
    header.replace("t=", "t=0"),
    header.replace("v1=", "v0="),
    header.slice(0, -1),
    `${header}0`,
    `${time},${Array.from({ length: 9 }, () => mac).join(",")}`,
    `${header},${time}`,
  ];
  expect(
    forms.filter((form) => verifySignature(form, ["secret"], at(1_000_000), request) !== "invalid"),
  ).toEqual([]);
  expect(verifySignature(header, [], at(1_000_000), request)).toBe("invalid");
});
