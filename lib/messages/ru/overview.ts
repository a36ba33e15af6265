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
  atLeast: "в {count, number} подписках и больше",
  spendMonth: "Потрачено за {month}",
  spendBefore: "{amount} за {month}",
  next: "Что истекает раньше всего",
  allSubscriptions: "Все подписки",
  nothing: "Прокси пока нет. Первая покупка займёт минуту.",
  renewal: "{count, number} × {category} {country}",
  auto: "Автопродление",
  topUpBy: "пополните на {amount} до {date}",
  notices: {
    title: "Требует внимания",
    failed:
      "{count, plural, one {Не прошло # продление} few {Не прошли # продления} many {Не прошли # продлений} other {Не прошли # продления}}: не хватает {amount}. Пополните до {date}, чтобы сохранить адреса.",
    topUp: "Пополнить на {amount}",
    waiting:
      "{name}: цена выросла до {amount}. Срок заканчивается {date}, продление пройдёт только с вашего согласия.",
    decide: "Посмотреть и решить",
  },
  calendar: {
    title: "Предстоящие продления",
    when: "Каждое списывается за день до конца срока, чтобы ничего не прервалось.",
    none: "Продлений не запланировано. Автопродление включается в каждой подписке.",
    day: "День",
    state: "Статус",
    amount: "Сумма",
    count: "{count, plural, one {# продление} few {# продления} many {# продлений} other {# продления}}",
    more: "и ещё {count, plural, one {# день} few {# дня} many {# дней} other {# дня}}",
    states: {
      covered: "хватает",
      short: "не хватает",
      failed: "не прошло",
      waiting_for_yes: "ждёт согласия",
    },
  },
  spend: { title: "Расходы по месяцам", month: "Месяц", amount: "Сумма" },
};
