import { expect, test } from "vitest";
import type { MailContent } from "./mailer";
import { renderLetter } from "./render";

const HOSTILE = `<img src=x onerror=alert(1)> "quoted" & 'single'`;
const subscription = { subscriptionId: 7, name: HOSTILE };
const SITE = { publicUrl: "https://shop.test", contact: null };
const MAILS: MailContent[] = [
  { topic: "confirm", token: "a+b/c" },
  { topic: "confirm", token: "a+b/c", next: "/catalog?quantity=5&checkout=1" },
  { topic: "sign_up_again" },
  { topic: "reset", token: "a+b/c" },
  { topic: "password_changed", changedAt: "2026-12-12T10:00:00.000Z" },
  { topic: "banned", reason: HOSTILE },
  { topic: "unbanned" },
  { topic: "two_factor_reset", reason: HOSTILE },
  { topic: "deposit_credited", amountUsd: "1234567.50", balanceUsd: "1234570.00" },
  {
    ...subscription,
    topic: "renewal_coming",
    days: 3,
    expiresAt: "2026-12-12T10:00:00.000Z",
    chargedAt: "2026-12-11T10:00:00.000Z",
    priceUsd: "12.50",
    balanceUsd: "20.00",
    afterUsd: "7.50",
    missingUsd: null,
  },
  {
    ...subscription,
    topic: "renewal_coming",
    days: 1,
    expiresAt: "2026-12-12T10:00:00.000Z",
    priceUsd: "12.50",
    balanceUsd: "2.00",
    afterUsd: null,
    missingUsd: "10.50",
  },
  {
    ...subscription,
    topic: "renewed",
    priceUsd: "12.50",
    balanceUsd: "7.50",
    expiresAt: "2027-01-11T10:00:00.000Z",
  },
  { ...subscription, topic: "renewal_failed", priceUsd: "12.50", balanceUsd: "2.00", missingUsd: "10.50" },
  { ...subscription, topic: "expired", expiredAt: "2026-12-12T10:00:00.000Z" },
];

test.each(MAILS.map((mail) => [mail.topic, mail] as const))(
  "%s: the same in plain and HTML, one button, nothing unescaped, in both languages",
  (_, mail) => {
    const letters = (["en", "ru"] as const).map((locale) => renderLetter(mail, locale, SITE));
    for (const { text, html, link, subject } of letters) {
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(html).not.toMatch(/<img|<script/);
      expect(text).toContain(link);
      expect(link).toMatch(/^https:\/\/shop\.test\/[\w/?=&%.-]*$/);
      expect(`${subject}${text}`).not.toMatch(/\bmail\.\w|\{|\}|undefined|null/);
    }
    expect(letters[0]?.text).not.toBe(letters[1]?.text);
  },
);

test("money and days are written as the language does", () => {
  const [english, russian] = (["en", "ru"] as const).map((locale) =>
    renderLetter(MAILS.find(({ topic }) => topic === "deposit_credited") as MailContent, locale, SITE),
  );
  expect(english?.subject).toBe("$1,234,567.50 arrived");
  expect(russian?.subject).toBe("1\u00a0234\u00a0567,50\u00a0$ зачислено");
});

test("a mail names whom to write to, as a link in HTML and in plain words, and reads well where nobody is named", () => {
  const mail: MailContent = { topic: "banned", reason: "[Spam]" };
  const contact = { text: "help@shop.test", href: "mailto:help@shop.test" };
  const [named, nameless] = [contact, null].map((one) => renderLetter(mail, "en", { ...SITE, contact: one }));
  expect(named?.text).toContain("write to the operator of the site (help@shop.test).");
  expect(named?.text).toContain("Questions: help@shop.test");
  expect(named?.html).toContain('<a href="mailto:help@shop.test"');
  expect(nameless?.text).toContain("write to the operator of the site.");
  expect(nameless?.text).not.toContain("Questions");
  for (const letter of [named, nameless]) expect(letter?.text).toMatch(/The reason: \[Spam\]$/m);
});

test("a renewal to come says when it is charged and when the term ends; one that was written before says the end", () => {
  const [coming, older] = MAILS.filter(({ topic }) => topic === "renewal_coming");
  expect(renderLetter(coming as MailContent, "en", SITE).text).toContain(
    "$12.50 are charged on 11 December 2026 at 10:00 UTC, and its term ends on 12 December 2026 at 10:00 UTC.",
  );
  expect(renderLetter(older as MailContent, "en", SITE).text).toContain("charged on 12 December 2026");
});
