import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { compileTexts } from "@/lib/messages/compile";
import { en } from "@/lib/messages/en";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { createManualProvider } from "@/lib/payments/manual/manual";
import { instructionsText } from "./instructions";

const russian = translator("ru", compileTexts(ru.deposits), "deposits");
const english = translator("en", compileTexts(en.deposits), "deposits");

const SETTINGS = { DATABASE_URL: "postgres:///x", AUTH_SECRET: "a".repeat(64), DATA_KEY: "b".repeat(64) };

async function invoiceOf(instructions: string): Promise<string> {
  const invoice = { invoiceKey: "7q2wk3aaaaaaaaa", payable: 2500n, transactionId: 1 };
  const opened = await createManualProvider(instructions).open(invoice, AbortSignal.timeout(1000));
  return (opened.kind === "open" && opened.instructions) || "";
}

test("what we write on an invoice by hand is told in the reader's language, what the operator wrote stays", async () => {
  const sandbox = await invoiceOf(readEnv(SETTINGS).payments.manualInstructions);
  expect(instructionsText(russian, sandbox)).toBe(
    "Песочница: переводить ничего не нужно, оператор отметит пополнение оплаченным.\nНазначение платежа: MAN-7Q2WK3AAAAAA",
  );
  expect(instructionsText(english, sandbox)).toBe(sandbox);
  const own = await invoiceOf("IBAN DE00 1234\nPayment reference: write the number below");
  expect(instructionsText(russian, own)).toBe(
    "IBAN DE00 1234\nPayment reference: write the number below\nНазначение платежа: MAN-7Q2WK3AAAAAA",
  );
});
