import type { receipts as english } from "../en/receipts";
import type { Translated } from "../locale";

/** The receipt of one transaction. In Russian. */
export const receipts: Translated<typeof english> = {
  title: "Квитанция {id}",
  billing: "Финансы",
  print: "Распечатать",
  lines: {
    kind: "Вид",
    status: "Статус",
    quantity: "Количество",
    unitPrice: "Цена за единицу",
    price: "Цена",
    orderState: "Заказ",
    paidUntil: "Оплачено до",
    fee: "Комиссия за платёж",
    payable: "Уплачено всего",
    toPay: "К оплате",
    provider: "Способ",
    after: "Баланс после",
  },
  total: "Изменение баланса",
  orderStates: { held: "В работе", delivered: "Выполнен", failed: "Не выполнен, деньги возвращены" },
  steps: { post: "Проведено", hold: "Отложено", capture: "Списано", release: "Возвращено" },
  accounts: {
    wallet: "ваш баланс",
    held: "резерв",
    debt: "ваш долг",
    revenue: "продажи",
    adjustments: "корректировки",
    cash: "платежи",
    referrals: "реферальная программа",
  },
  posting: "{step}: {account}",
  noPostings: "Проводок нет: деньги не двигались.",
  ids: {
    transaction: "Операция",
    order: "Заказ",
    subscription: "Подписка",
    invoice: "Счёт",
    request: "Номер запроса",
    key: "Ключ идемпотентности",
  },
  retry: {
    question: "Можно ли повторить запрос?",
    order: "Да. Тот же запрос с этим ключом идемпотентности вернёт этот заказ и ничего больше не спишет.",
    deposit: "Да. Тот же запрос с этим ключом идемпотентности вернёт этот счёт и не откроет другого.",
    system: "Повторять нечего: это сделало автопродление, один раз за срок.",
    operator: "Повторять нечего: это сделал для вас оператор.",
    other: "Повторять нечего: это появилось не по вашему запросу.",
  },
  links: { subscription: "Открыть подписку", deposit: "Открыть пополнение" },
};
