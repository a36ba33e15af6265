import type { AuditEntry } from "@/lib/contract/admin-watch";
import { nameOf, type Pen, valueText } from "./words";

/** A fact of an entry as people read it; `before` where it was changed. */
export interface Fact {
  key: string;
  name: string;
  value: string;
  before?: string;
}

/** What a subject of that kind says already. */
const IN_SUBJECT: Readonly<Record<string, readonly string[]>> = {
  category: ["category"],
  stock: ["ip", "port", "category", "country"],
  deposit: ["transaction_id"],
};

/** The facts of an entry: only what differs where something was changed, and nothing that its subject says already. */
export function factsOf(pen: Pen, { subject, facts }: Pick<AuditEntry, "subject" | "facts">): Fact[] {
  const { before, after, ...plain } = facts;
  const told = IN_SUBJECT[subject] ?? [];
  const now = isGroup(after) ? after : plain;
  const keys = Object.keys(now).filter((key) => !told.includes(key));
  if (isGroup(before)) {
    return keys
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]))
      .map((key) => ({ ...factOf(pen, key, now[key]), before: valueText(pen, key, before[key]) }));
  }
  return keys.filter((key) => now[key] !== null).map((key) => factOf(pen, key, now[key]));
}

function factOf(pen: Pen, key: string, value: unknown): Fact {
  return { key, name: nameOf(pen, key), value: valueText(pen, key, value) };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
