import type { card as english } from "../en/card";
import type { Translated } from "../locale";

/** One subscription. In Russian. */
export const card: Translated<typeof english> = {
  title: "Подписка",
  lead: "Адреса, доступы, продление.",
};
