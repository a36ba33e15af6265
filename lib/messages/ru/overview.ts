import type { overview as english } from "../en/overview";
import type { Translated } from "../locale";

/** The customer's first page. In Russian. */
export const overview: Translated<typeof english> = {
  title: "Обзор",
  lead: "Что у вас есть и сколько это будет стоить.",
  buy: "Купить прокси",
  balance: "Баланс",
  held: "Ещё {amount} отложено на текущие заказы",
  topUp: "Пополнить",
  activeIps: "Активные IP",
  inSubscriptions: "{count, plural, one {# подписка} few {# подписки} many {# подписок} other {# подписки}}",
  atLeast: "последние {count, number} подписок",
  spendMonth: "Потрачено за {month}",
  spendBefore: "{amount} за {month}",
  next: "Что истекает раньше всего",
  allSubscriptions: "Все подписки",
  nothing: "Прокси пока нет. Первая покупка займёт минуту.",
  renewal: "{category} {country}, {count, number} IP",
  auto: "Автопродление",
};
