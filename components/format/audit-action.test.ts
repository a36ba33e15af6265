import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/audit-action";
import { compileTexts } from "@/lib/messages/compile";
import { en } from "@/lib/messages/en";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { actionText } from "./audit-action";

const LANGUAGES = { en, ru };
const english = translator("en", compileTexts(en.auditActions), "auditActions");

test.each(["en", "ru"] as const)("every act that is recorded has words of its own in %s", (locale) => {
  const words = translator(locale, compileTexts(LANGUAGES[locale].auditActions), "auditActions");
  const told = AUDIT_ACTIONS.map((action) => actionText(words, { action, by: "Anna" }, "Proxydeck"));
  // A text that is missing reads as its name, which has no space and ends with the code.
  expect(told.filter((text) => /^[\w.]+$/.test(text))).toEqual([]);
  expect(new Set(told).size).toBe(AUDIT_ACTIONS.length);
});

test("no words are kept for an act that is gone", () => {
  const { by: _by, renewedByItself: _renewedByItself, ...groups } = en.auditActions;
  const told = Object.entries(groups).flatMap(([subject, acts]) =>
    Object.keys(acts).map((act) => `${subject}.${act}`),
  );
  expect(told.toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
});

test("a renewal by the business itself is told apart, and the code of an unknown act stays", () => {
  const tell = (action: string, by: string) => actionText(english, { action, by }, "Proxydeck");
  expect(tell("subscription.renew", "Proxydeck")).toBe("Subscription renewed by itself");
  expect(tell("subscription.renew", "Anna")).toBe("Subscription renewed");
  expect(tell("subscription.expire", "Proxydeck")).toBe("Subscription expired");
  expect(tell("subscription.teleport", "Anna")).toBe("subscription.teleport");
});
