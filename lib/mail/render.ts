import { type Contact, nameContact } from "@/lib/contact";
import { intl } from "@/lib/intl";
import { compileTexts } from "@/lib/messages/compile";
import { mail as english } from "@/lib/messages/en/mail";
import { mail as russian } from "@/lib/messages/ru/mail";
import { translator } from "@/lib/messages/translator";
import { htmlOf } from "./html";
import { type Letter, type MailContent, type MailLocale, MUTABLE_TOPICS } from "./mailer";

/** The words of one mail: its subject, its paragraphs, and where its one button leads. */
interface Words {
  subject: string;
  paragraphs: string[];
  /** The last paragraph, if it says whom to write to. What people wrote themselves stands in others. */
  toWhom?: string;
  button: string;
  path: string;
}

/** Writes a mail in the reader's language; links start at `publicUrl`, and `contact` is whom it says to write to. */
export function renderLetter(
  content: MailContent,
  locale: MailLocale,
  { publicUrl, contact }: { publicUrl: string; contact: Contact | null },
): Letter {
  const t = translatorOf(locale);
  const words = wordsOf(content, locale, t);
  const link = `${publicUrl}${words.path}`;
  const why = t(isSecurity(content) ? "foot.security" : "foot.topic");
  const foot = contact ? `${why} ${t("foot.contact", { contact: contact.text })}` : why;
  const { subject, button } = words;
  const toWhom = words.toWhom ? [nameContact(words.toWhom, contact)] : [];
  const paragraphs = [...words.paragraphs, ...toWhom];
  return {
    subject,
    body: paragraphs.join("\n\n"),
    button,
    link,
    text: [...paragraphs, `${button}: ${link}`, `--\n${foot}`].join("\n\n"),
    html: htmlOf({ locale, subject, paragraphs, button, link, foot, contact }),
  };
}

type Translate = ReturnType<typeof translatorOf>;

const TEXTS = { en: compileTexts(english), ru: compileTexts(russian) };

function translatorOf(locale: MailLocale) {
  return translator(locale, TEXTS[locale], "mail");
}

function isSecurity({ topic }: MailContent): boolean {
  return !MUTABLE_TOPICS.some((mutable) => mutable === topic);
}

function wordsOf(content: MailContent, locale: MailLocale, t: Translate): Words {
  switch (content.topic) {
    case "confirm":
    case "reset":
      return {
        subject: t(`${content.topic}.subject`),
        paragraphs: [t(`${content.topic}.lead`), t(`${content.topic}.ignore`)],
        button: t(`${content.topic}.button`),
        path: withNext(`/${content.topic}?token=${encodeURIComponent(content.token)}`, content),
      };
    case "sign_up_again":
      return {
        subject: t("sign_up_again.subject"),
        paragraphs: [t("sign_up_again.lead"), t("sign_up_again.ignore")],
        button: t("sign_up_again.button"),
        path: withNext("/sign-in", content),
      };
    case "password_changed":
      return {
        subject: t("password_changed.subject"),
        paragraphs: [
          t("password_changed.lead", { date: date(content.changedAt, locale) }),
          t("password_changed.notYou"),
        ],
        button: t("password_changed.button"),
        path: "/forgot",
      };
    case "banned":
      return {
        subject: t("banned.subject"),
        paragraphs: [t("banned.lead", { reason: content.reason })],
        toWhom: t("banned.appeal"),
        button: t("banned.button"),
        path: "/sign-in",
      };
    case "unbanned":
      return {
        subject: t("unbanned.subject"),
        paragraphs: [t("unbanned.lead"), t("unbanned.ended")],
        button: t("unbanned.button"),
        path: "/sign-in",
      };
    case "two_factor_reset":
      return {
        subject: t("two_factor_reset.subject"),
        paragraphs: [t("two_factor_reset.lead", { reason: content.reason })],
        toWhom: t("two_factor_reset.ignore"),
        button: t("two_factor_reset.button"),
        path: "/forgot",
      };
    case "deposit_credited": {
      const amount = money(content.amountUsd, locale);
      return {
        subject: t("deposit_credited.subject", { amount }),
        paragraphs: [t("deposit_credited.lead", { amount, balance: money(content.balanceUsd, locale) })],
        button: t("deposit_credited.button"),
        path: "/billing",
      };
    }
    default:
      return subscriptionWords(content, locale, t);
  }
}

type AboutSubscription = Extract<MailContent, { subscriptionId: number }>;

function subscriptionWords(content: AboutSubscription, locale: MailLocale, t: Translate): Words {
  const { name } = content;
  const card = `/subscriptions/${content.subscriptionId}`;
  if (content.topic === "expired") {
    return {
      subject: t("expired.subject", { name }),
      paragraphs: [t("expired.lead", { name, date: date(content.expiredAt, locale) })],
      button: t("expired.button"),
      path: card,
    };
  }
  const price = money(content.priceUsd, locale);
  const balance = money(content.balanceUsd, locale);
  if (content.topic === "renewed") {
    const until = date(content.expiresAt, locale);
    return {
      subject: t("renewed.subject", { name }),
      paragraphs: [t("renewed.lead", { name, price, date: until }), t("renewed.after", { balance })],
      button: t("renewed.button"),
      path: card,
    };
  }
  if (content.topic === "renewal_failed") {
    const missing = money(content.missingUsd, locale);
    return {
      subject: t("renewal_failed.subject", { name }),
      paragraphs: [t("renewal_failed.lead", { name, price, balance, missing }), t("renewal_failed.next")],
      button: t("renewal_failed.button", { missing }),
      path: topUpPath(content.missingUsd),
    };
  }
  const { days, afterUsd, missingUsd } = content;
  const lead = t("renewal_coming.lead", {
    name,
    price,
    date: date(content.chargedAt ?? content.expiresAt, locale),
    end: date(content.expiresAt, locale),
  });
  if (missingUsd !== null) {
    const missing = money(missingUsd, locale);
    return {
      subject: t("renewal_coming.subjectShort", { name, days }),
      paragraphs: [lead, t("renewal_coming.short", { balance, missing })],
      button: t("renewal_coming.buttonShort", { missing }),
      path: topUpPath(missingUsd),
    };
  }
  return {
    subject: t("renewal_coming.subject", { name, days }),
    paragraphs: [lead, t("renewal_coming.after", { balance, after: money(afterUsd ?? "0.00", locale) })],
    button: t("renewal_coming.button"),
    path: card,
  };
}

/** A path that goes on to where the person was, after what it is for. */
function withNext(path: string, content: { next?: string } | object): string {
  if (!("next" in content) || !content.next) return path;
  return `${path}${path.includes("?") ? "&" : "?"}next=${encodeURIComponent(content.next)}`;
}

function topUpPath(missingUsd: string): string {
  return `/billing?amount=${encodeURIComponent(missingUsd)}`;
}

/** "$12.50", "12,50 $": from the decimal string, digit by digit. */
function money(usd: string, locale: MailLocale): string {
  const negative = usd.startsWith("-");
  const [whole = "0", cents = "00"] = usd.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === "ru" ? "\u00a0" : ",");
  const sign = negative ? "−" : "";
  return locale === "ru" ? `${sign}${grouped},${cents}\u00a0$` : `${sign}$${grouped}.${cents}`;
}

function date(iso: string, locale: MailLocale): string {
  const format = intl.dates(locale === "ru" ? "ru-RU" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return `${format.format(new Date(iso))} UTC`;
}
