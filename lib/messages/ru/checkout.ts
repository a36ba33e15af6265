import type { checkout as english } from "../en/checkout";
import type { Translated } from "../locale";

/** The purchase dialog and its four ends. In Russian. */
export const checkout: Translated<typeof english> = {
  title: "Подтвердите покупку",
  lead: "Спишется с баланса, один раз.",
  what: "Что",
  where: "Где",
  howLong: "На сколько",
  total: "Итого",
  before: "Баланс сейчас",
  after: "Баланс после",
  autoRenew: "Автопродление",
  autoRenewHint:
    "{price} с баланса {charge}, за день до конца срока ({end}). Отключить можно в любой момент.",
  item: "{count, number} IP, {category}",
  pay: "Оплатить {price}",
  cancel: "Отмена",
  close: "Закрыть",
  short: "Не хватает {amount}",
  shortText: "Баланса пока не хватает на эту покупку.",
  topUp: "Пополнить на {amount}",
  newPrice: "Теперь цена {price}, была {before}. Подтвердите новую цену, чтобы купить.",
  chooseOther: "Выбрать другое",
  delivered: "Куплено. Прокси готовы.",
  preparing: "Куплено. Прокси готовятся.",
  unknownTitle: "Пока неизвестно",
  unknownText:
    "Не платите ещё раз, мы проверяем. Ответ на оплату {price} не пришёл. Проверка повторяет ту же покупку и не спишет деньги дважды.",
  checkAgain: "Проверить ещё раз",
  signedOutTitle: "Сессия завершена",
  signedOutText: "Войдите, и вы вернётесь к этому расчёту.",
  signedOutUnknown: "Войдите, чтобы узнать, прошла ли покупка. Не платите ещё раз.",
  signIn: "Войти",
};
