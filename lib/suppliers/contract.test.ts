import { expect, test } from "vitest";
import { createFakeSupplier, withFaults } from "./fake/fake";
import { localSupplier } from "./local/local";
import { stockSupplier } from "./stock/stock";
import type { Supplier, SupplierOrder } from "./supplier";

const order: SupplierOrder = {
  orderId: 7,
  kind: "purchase",
  subscriptionId: 3,
  category: "isp",
  country: "US",
  quantity: 2,
};
const soon = () => AbortSignal.timeout(200);

/** Every supplier that there is; a new one joins here. */
const SUPPLIERS: Record<string, () => Supplier> = {
  local: () => localSupplier,
  stock: () => stockSupplier,
  fake: () => createFakeSupplier(),
  "local behind faults": () => withFaults(localSupplier, async () => null),
};

for (const [name, create] of Object.entries(SUPPLIERS)) {
  test(`${name}: delivers an order, and the same order again, as one`, async () => {
    const supplier = create();
    expect(await supplier.deliver(order, soon())).toEqual({ kind: "delivered" });
    expect(await supplier.deliver(order, soon())).toEqual({ kind: "delivered" });
    const found = await supplier.lookUp(order.orderId, soon());
    expect(supplier.answersForSure || found.kind === "delivered").toBe(true);
  });

  test(`${name}: knows nothing of an order that it never got`, async () => {
    expect(await create().lookUp(999, soon())).toEqual({ kind: "unknown" });
  });

  test(`${name}: says what it can do`, () => {
    expect(Object.keys(create().can).sort()).toEqual(["countTraffic", "cutOff", "rotate"]);
  });
}

test("each fault does what its name says", async () => {
  const supplier = createFakeSupplier();
  const withFault = (fault: (typeof supplier.faults)[number], orderId: number) => {
    supplier.faults.push(fault);
    return supplier.deliver({ ...order, orderId }, soon());
  };
  expect(await withFault("fail", 1)).toEqual({ kind: "refused", reason: "provider_failed" });
  expect(await withFault("misconfig", 2)).toEqual({ kind: "refused", reason: "provider_misconfig" });
  await expect(withFault("hang", 3)).rejects.toThrow();
  await expect(withFault("late", 4)).rejects.toThrow();
  expect(await withFault("twice", 5)).toEqual({ kind: "delivered" });
  await expect(withFault("lost_answer", 6)).rejects.toThrow("lost");
  expect(supplier.log.map(({ orderId }) => orderId)).toEqual([5, 6]);
});
