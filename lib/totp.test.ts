import { expect, test } from "vitest";
import { matchTotp, newTotpSecret, totpCode, totpStep, totpUri } from "./totp";

/** RFC 6238, appendix B: the ASCII secret "12345678901234567890"; the last six of eight digits. */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at %i s the code is the RFC's", (seconds, code) => {
  expect(totpCode(RFC_SECRET, totpStep(new Date(seconds * 1000)))).toBe(code);
});

test("a code counts one step early and late, and no more", () => {
  const secret = newTotpSecret();
  const at = new Date(1_700_000_010_000);
  const step = totpStep(at);
  expect([-2, -1, 0, 1, 2].map((by) => matchTotp(secret, totpCode(secret, step + by), at))).toEqual([
    null,
    step - 1,
    step,
    step + 1,
    null,
  ]);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(totpUri(secret, "a b@example.test")).toBe(
    `otpauth://totp/Proxydeck%3Aa%20b%40example.test?secret=${secret}&issuer=Proxydeck`,
  );
});
