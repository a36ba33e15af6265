import type { billing as english } from "../en/billing";
import type { Translated } from "../locale";

/** Balance and transactions. In Russian. */
export const billing: Translated<typeof english> = {
  title: "Платежи",
  lead: "Все суммы, которые меняли ваш баланс.",
  balance: "Баланс",
  held: "Отложено на заказы в работе: {amount}",
  transactions: "Операции",
  date: "Дата",
  what: "Что",
  type: "Вид",
  status: "Статус",
  amount: "Сумма",
  after: "Баланс после",
  empty: "Операций ещё не было.",
  last: "Последние операции",
  all: "Все операции",
  number: "Операция {id}",
  topUp: "Пополнение",
  topUpHow:
    "Чтобы пополнить баланс, напишите оператору сайта и назовите клиента {id}. Сумма сразу появится на балансе.",
  topUpAmount:
    "Чтобы пополнить баланс на {amount}, напишите оператору сайта и назовите клиента {id}. Сумма сразу появится на балансе.",
  back: "Вернуться",
  types: {
    deposit: "Пополнение",
    purchase: "Покупка",
    renewal: "Продление",
    refund: "Возврат",
    referral: "Реферальное начисление",
    adjustment: "Корректировка",
  },
};
