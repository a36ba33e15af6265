import { expect, test } from "vitest";
import { createFakeProvider } from "./fake/fake";
import { createManualProvider } from "./manual/manual";
import { feeOn, type PaymentProvider } from "./payment-provider";
import { createPayments } from "./registry";
import { sendWebhook, withPaymentFaults } from "./sandbox/faults";
import { createSandboxProvider } from "./sandbox/sandbox";

const invoice = { invoiceKey: "0123456789abcdefghijABCD", payable: 1_234n, transactionId: 7 };
const soon = () => AbortSignal.timeout(1_000);
const newSandbox = () =>
  createSandboxProvider({ secret: "secret", url: "http://shop.test", shopUrl: "http://shop.test" });

/** Every provider that there is, behind faults or not. */
const PROVIDERS: Record<string, () => PaymentProvider> = {
  manual: () => createManualProvider("Pay to account 1."),
  sandbox: newSandbox,
  fake: createFakeProvider,
  "sandbox behind faults": () => withPaymentFaults(newSandbox(), async () => null),
};

for (const [name, create] of Object.entries(PROVIDERS)) {
  test(`${name}: opens an invoice, and the same invoice again, as one`, async () => {
    const provider = create();
    const first = await provider.open(invoice, soon());
    expect(first).toMatchObject({ kind: "open", externalId: expect.stringMatching(/^[\x21-\x7e]{1,200}$/) });
    expect(await provider.open(invoice, soon())).toEqual(first);
  });

  test(`${name}: gives two invoices two names`, async () => {
    const provider = create();
    const names = new Set();
    for (const invoiceKey of ["0123456789abcdefghijABCD", "zzz3456789abcdefghijABCD"]) {
      const outcome = await provider.open({ ...invoice, invoiceKey }, soon());
      names.add(outcome.kind === "open" && outcome.externalId);
    }
    expect(names.size).toBe(2);
  });

  test(`${name}: tells a payer either a page or instructions`, async () => {
    const outcome = await create().open(invoice, soon());
    expect(outcome.kind === "open" && [outcome.payUrl, outcome.instructions].filter(Boolean)).toHaveLength(1);
  });

  test(`${name}: has a fee that is not negative and a time to pay`, () => {
    const { fee, ttlSeconds } = create();
    expect(feeOn(fee, 100n) >= 0n).toBe(true);
    expect(ttlSeconds).toBeGreaterThan(0);
  });

  test(`${name}: refuses a webhook that is not signed`, () => {
    const { readEvent } = create();
    const body = new TextEncoder().encode("{}");
    if (readEvent)
      expect(() => readEvent({ headers: new Headers(), body, now: new Date() })).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^signature_/) }),
      );
  });
}

test("a fee is rounded half up, once", () => {
  const fee = { basisPoints: 250n, fixed: 30n };
  expect([1n, 20n, 60n, 100_000n].map((amount) => feeOn(fee, amount))).toEqual([30n, 31n, 32n, 2_530n]);
});

test("each fault does what its name says", async () => {
  const provider = createFakeProvider();
  const withFault = (fault: string, invoiceKey: string, signal = soon()) => {
    provider.faults.push(fault);
    return provider.open({ ...invoice, invoiceKey }, signal);
  };
  expect(await withFault("fail", "a")).toEqual({ kind: "refused", reason: "provider_failed" });
  await expect(withFault("hang", "b", AbortSignal.abort())).rejects.toThrow();
  await expect(withFault("late", "c", AbortSignal.timeout(20))).rejects.toThrow();
  await expect(withFault("lost_answer", "d")).rejects.toThrow("lost");
  expect(provider.log.map(({ invoiceKey }) => invoiceKey)).toEqual(["d"]);
});

test.each([
  ["twice", 2],
  ["lost_answer", 2],
  ["fail", 0],
  ["hang", 0],
  [null, 1],
])("with the fault %s a webhook arrives %i times", async (fault, times) => {
  const seen: string[] = [];
  const send = async (request: Request) => {
    seen.push(await request.text());
    return new Response();
  };
  const request = newSandbox().signedRequest({ id: "evt" });
  expect(await sendWebhook(request, send, async () => fault)).toBe(times ? 200 : null);
  expect(seen).toEqual(Array.from({ length: times }, () => '{"id":"evt"}'));
});

test("only configured providers appear, and the sandbox's never in live mode", async () => {
  const outside = { nextFault: async () => null, send: async () => new Response() };
  const settings = {
    manualInstructions: "",
    publicUrl: "http://shop.test",
    shopUrl: "http://shop.test",
    secret: "s",
  };
  const namesOf = (mode: "live" | "sandbox", manualInstructions: string) =>
    Object.keys(createPayments({ ...settings, mode, manualInstructions }, outside).payments);
  expect(namesOf("live", "")).toEqual([]);
  expect(namesOf("live", "Pay here.")).toEqual(["manual"]);
  expect(namesOf("sandbox", "Pay here.")).toEqual(["sandbox", "manual"]);
  expect(createPayments({ ...settings, mode: "live" }, outside).sandboxPayPage).toBeNull();
});

test("the pay page knows its own invoices only, and posts what the payer chose", async () => {
  const seen: string[] = [];
  const send = async (request: Request) => {
    seen.push((await request.json()).kind);
    return new Response();
  };
  const settings = {
    mode: "sandbox",
    manualInstructions: "",
    publicUrl: "http://shop.test",
    shopUrl: "http://shop.test",
    secret: "s",
  } as const;
  const { payments, sandboxPayPage } = createPayments(settings, { nextFault: async () => null, send });
  const opened = await payments.sandbox?.open(invoice, soon());
  const name = opened?.kind === "open" ? opened.externalId : "";
  expect(sandboxPayPage?.read(name)).toMatchObject({ payable: 1_234n });
  expect(sandboxPayPage?.read(name.replace("1234", "1"))).toBeNull();
  expect(await sandboxPayPage?.choose(name, "pay-late")).toBe(200);
  expect(seen).toEqual(["expired", "paid"]);
});
