import type { subscriptions as english } from "../en/subscriptions";
import type { Translated } from "../locale";

/** The list of subscriptions. In Russian. */
export const subscriptions: Translated<typeof english> = {
  title: "Подписки",
  lead: "Всё, что вы арендуете.",
};
