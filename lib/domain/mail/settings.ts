import { MUTABLE_TOPICS } from "@/lib/mail/mailer";
import { readRecipient, updateMailSettings } from "@/lib/store/mail";
import type { Business } from "../context";

/** A user's mail language, and which of the topics that can be switched off are on. */
export async function readMailSettings(ctx: Business, userId: number) {
  const row = await readRecipient(ctx.db, userId);
  const topics = MUTABLE_TOPICS.map((topic) => ({ topic, isOn: !row?.muted_mails.includes(topic) }));
  return { locale: row?.mail_locale ?? ("en" as const), topics };
}

/** Keeps the language and the topics that are wanted; unknown ones are passed over. */
export async function saveMailSettings(
  ctx: Business,
  userId: number,
  wish: { locale: "en" | "ru"; topics: readonly string[] },
): Promise<void> {
  const muted = MUTABLE_TOPICS.filter((topic) => !wish.topics.includes(topic));
  await updateMailSettings(ctx.db, userId, { locale: wish.locale, muted });
}

/** Changes the language alone. */
export async function setMailLocale(ctx: Business, userId: number, locale: "en" | "ru"): Promise<void> {
  const row = await readRecipient(ctx.db, userId);
  await updateMailSettings(ctx.db, userId, { locale, muted: row?.muted_mails ?? [] });
}
