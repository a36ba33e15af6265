import type { AuditEntry } from "@/lib/contract/admin-watch";
import { listHref } from "@/lib/list-url";
import { type Pen, valueText } from "./words";

/** What an act was done to, in words, and its page where it has one. */
export interface Subject {
  text: string;
  href: string | null;
}

type Row = Pick<AuditEntry, "subject" | "subject_id" | "user_id" | "facts">;

/** What an entry is about; `null`: a user, whom the entry names anyway. */
export function subjectOf(pen: Pen, row: Row): Subject | null {
  const { subject, subject_id: id, user_id: userId, facts } = row;
  const { t } = pen;
  const card = userId === null ? null : `/operator/users/${userId}`;
  const named = { id: id === null ? "" : String(id) };
  switch (subject) {
    case "subscription":
      return { text: t("subjects.subscription", named), href: `/operator/subscriptions/${id}` };
    case "user":
      return null;
    case "key":
      return { text: t("subjects.key", named), href: card ? `${card}?part=keys` : "/operator/keys" };
    case "job":
      return { text: t("subjects.job", named), href: "/operator/health" };
    case "deposit":
      return depositOf(pen, facts, card);
    case "category":
      return { text: valueText(pen, "category", facts.category), href: `/operator/prices/${facts.category}` };
    case "stock":
      return stockOf(pen, facts, named);
    default:
      return { text: `${subject} ${named.id}`.trim(), href: null };
  }
}

/** Pages call a deposit by its transaction; entries of the first version don't name it. */
function depositOf({ t }: Pen, facts: Row["facts"], card: string | null): Subject {
  const { transaction_id: tx } = facts;
  if (typeof tx !== "number")
    return { text: t("oldDeposit"), href: card ? `${card}?part=deposits` : "/operator/deposits" };
  return { text: t("subjects.deposit", { id: String(tx) }), href: `/operator/deposits/${tx}` };
}

/** One address, or what a list was imported as. */
function stockOf(pen: Pen, facts: Row["facts"], named: { id: string }): Subject {
  const { ip, port, category, country } = facts;
  if (typeof ip === "string")
    return { text: port === undefined ? ip : `${ip}:${port}`, href: listHref("/operator/stock", { q: ip }) };
  if (typeof category !== "string" || typeof country !== "string")
    return { text: pen.t("subjects.stock", named), href: "/operator/stock" };
  const place = {
    category: valueText(pen, "category", category),
    country: valueText(pen, "country", country),
  };
  return { text: pen.t("place", place), href: listHref("/operator/stock", { category, country }) };
}
