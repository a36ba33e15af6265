import { API, expect, firstRun, headersOf, type Person } from "../fixtures";
import { packed } from "./naughty";

const OWN = `http://127.0.0.1:${process.env.E2E_PORT}`;
/** How long the fields may be. */
const REASON = 500;
export const LABEL = 80;
const NOTES = 4_000;

let counter = 0;
async function act(person: { api_key: string }, method: string, path: string, data: object) {
  const answer = await fetch(`${OWN}${API}${path}`, {
    method,
    headers: {
      ...headersOf(person.api_key, `naughty-${process.pid}-${++counter}`),
      "Content-Type": "application/json",
    },
    body: JSON.stringify(data),
  });
  const body = await answer.json();
  expect([method, path, answer.status, body.error]).toEqual([method, path, expect.any(Number), undefined]);
  return body;
}

/** Puts the texts into every field that stores what somebody wrote; answers the places. */
export async function fillAll(customer: Person, banned: Person): Promise<string[]> {
  const { operator } = firstRun();
  const id = customer.user_id;
  for (const label of packed("label", LABEL)) {
    const wish = { user_id: id, category: "residential", quantity: 1, reason: "To have a label" };
    const { id: subscription } = await act(operator, "POST", "/admin/subscriptions", wish);
    await act(customer, "PATCH", `/proxy/subscriptions/${subscription}`, { label });
  }
  for (const reason of packed("adjustment", REASON))
    await act(operator, "POST", `/admin/users/${id}/balance`, { amount_usd: "1.00", reason });
  for (const notes of packed("notes", NOTES)) await act(operator, "PATCH", `/admin/users/${id}`, { notes });
  for (const reason of packed("grant", REASON)) {
    const wish = { user_id: id, category: "residential", quantity: 1, reason };
    const { id: subscription } = await act(operator, "POST", "/admin/subscriptions", wish);
    const why = reason.replace("grant", "suspend");
    await act(operator, "POST", `/admin/subscriptions/${subscription}/suspend`, { reason: why });
    const more = reason.replace("grant", "resume");
    await act(operator, "POST", `/admin/subscriptions/${subscription}/resume`, { reason: more });
    const traffic = { quantity: 1, reason: reason.replace("grant", "traffic") };
    await act(operator, "POST", `/admin/subscriptions/${subscription}/traffic`, traffic);
  }
  for (const reason of packed("deposit", REASON)) {
    const wish = { provider: "sandbox", amount_usd: "5.00", user_id: id };
    const { transaction_id: tx } = await act(operator, "POST", "/deposits", wish);
    const reference = reason.replace("deposit", "reference").slice(0, 200);
    await act(operator, "POST", `/admin/deposits/${tx}/mark-completed`, { reason, reference });
    await act(operator, "POST", `/admin/deposits/${tx}/mark-failed`, {
      reason: reason.replace("deposit", "reversal"),
    });
  }
  for (const reason of packed("refund", REASON)) {
    const wish = { category: "isp", country_name: "US", quantity: 1 };
    const { subscription_id } = await act(customer, "POST", "/proxy/static", wish);
    await act(operator, "POST", `/admin/subscriptions/${subscription_id}/refund`, {
      portion: "full",
      reason,
    });
  }
  const [evidence = ""] = packed("evidence", NOTES);
  for (const reason of packed("ban", REASON))
    await act(operator, "POST", `/admin/users/${banned.user_id}/ban`, { banned: true, reason, evidence });
  return [
    "label",
    "adjustment",
    "notes",
    "grant",
    "suspend",
    "resume",
    "traffic",
    "refund",
    "deposit",
    "reference",
    "reversal",
    "evidence",
    "ban",
  ];
}
