import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Made } from "./made";

export type Reader = "nobody" | "customer" | "operator";

type Row = Partial<Record<Reader, (made: Made) => readonly string[]>>;

const nobody = (...urls: string[]): Row => ({ nobody: () => urls });
const customer = (urls: (made: Made) => readonly string[]): Row => ({ customer: urls });
const operator = (urls: (made: Made) => readonly string[]): Row => ({ operator: urls });

/** Every page of the app by its folder, with addresses that show it: full, filtered, and empty where it can be. */
export const PAGES: Readonly<Record<string, Row>> = {
  "": { nobody: () => ["/nowhere"], customer: () => ["/"] },
  welcome: nobody("/", "/?category=datacenter&quantity=25"),
  confirm: nobody("/confirm?token=x"),
  "first-operator": nobody("/first-operator?token=x"),
  forgot: nobody("/forgot"),
  inbox: nobody("/inbox"),
  reset: nobody("/reset?token=x"),
  "sign-in": nobody("/sign-in"),
  "sign-up": nobody("/sign-up"),
  docs: nobody("/docs"),
  "docs/basics": nobody("/docs/basics"),
  "docs/changelog": nobody("/docs/changelog"),
  "docs/errors": nobody("/docs/errors"),
  "docs/errors/[code]": nobody("/docs/errors/insufficient"),
  "docs/idempotency": nobody("/docs/idempotency"),
  "docs/limits": nobody("/docs/limits"),
  "docs/proxies": nobody("/docs/proxies"),
  "docs/reference": nobody("/docs/reference"),
  "docs/reference/[tag]": nobody("/docs/reference/buy-and-renew"),
  "docs/signing": nobody("/docs/signing"),
  billing: customer(() => ["/billing?amount=12.50&next=%2Fcatalog"]),
  "billing/deposits": customer(() => ["/billing/deposits"]),
  catalog: customer(() => ["/catalog?category=isp&country=US&quantity=5"]),
  "deposits/[provider]/[externalId]": customer(({ invoice }) => [`/deposits/manual/${invoice}`]),
  keys: customer(() => ["/keys"]),
  "payments/sandbox/pay/[externalId]": customer(({ sandboxInvoice }) => [
    `/payments/sandbox/pay/${sandboxInvoice}`,
  ]),
  "receipts/[transactionId]": customer(({ purchase }) => [`/receipts/${purchase}`]),
  referrals: customer(() => ["/referrals"]),
  settings: customer(() => ["/settings"]),
  subscriptions: customer(() => ["/subscriptions", "/subscriptions?q=no-such-thing"]),
  "subscriptions/[id]": customer(({ card, rotating }) => [
    `/subscriptions/${card}`,
    `/subscriptions/${rotating}`,
  ]),
  operator: operator(() => ["/operator?days=7"]),
  "operator/audit": operator(() => ["/operator/audit", "/operator/audit?action=no.such"]),
  "operator/deposits": operator(() => ["/operator/deposits", "/operator/deposits?q=no-such-deposit"]),
  "operator/deposits/[tx]": operator(({ deposit }) => [`/operator/deposits/${deposit}`]),
  "operator/health": operator(() => ["/operator/health"]),
  "operator/keys": operator(({ user }) => ["/operator/keys", `/operator/keys?user_id=${user}`]),
  "operator/prices": operator(() => ["/operator/prices"]),
  "operator/prices/[category]": operator(() => ["/operator/prices/isp"]),
  "operator/search": operator(() => ["/operator/search?q=example", "/operator/search?q=no-such-thing"]),
  "operator/settings": operator(() => ["/operator/settings"]),
  "operator/stock": operator(() => ["/operator/stock", "/operator/stock?q=203.0.113."]),
  "operator/stock/import": operator(() => ["/operator/stock/import"]),
  "operator/subscriptions": operator(() => [
    "/operator/subscriptions",
    "/operator/subscriptions?show=failing",
  ]),
  "operator/subscriptions/[id]": operator(({ card, rotating }) => [
    `/operator/subscriptions/${card}`,
    `/operator/subscriptions/${rotating}`,
  ]),
  "operator/users": operator(() => ["/operator/users", "/operator/users?q=no-such-user"]),
  "operator/users/[id]": operator(({ user }) =>
    [
      "",
      "?part=subscriptions",
      "?part=deposits",
      "?part=keys",
      "?part=sessions",
      "?part=referrals",
      "?part=timeline",
    ].map((part) => `/operator/users/${user}${part}`),
  ),
  "operator/users/[id]/view": operator(({ user }) => [`/operator/users/${user}/view`]),
};

/** The folders of `app` that have a page, as their addresses begin: without the groups in parentheses. */
export function pageFolders(): string[] {
  const app = fileURLToPath(new URL("../../app", import.meta.url));
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) =>
      join("/", dirname(file))
        .replaceAll(/\/\([^)]+\)/g, "")
        .slice(1),
    )
    .toSorted();
}

/** What of the pages has no row, and which rows have no page. */
export function differences(folders: readonly string[]): string[] {
  const rows = Object.keys(PAGES);
  return [
    ...folders.filter((folder) => !rows.includes(folder)).map((folder) => `${folder}: no row`),
    ...rows.filter((row) => !folders.includes(row)).map((row) => `${row}: no page`),
  ];
}

/** The addresses that a reader opens. */
export function urlsOf(reader: Reader, made: Made): string[] {
  return Object.values(PAGES).flatMap((row) => row[reader]?.(made) ?? []);
}
