import type { pay as english } from "../en/pay";
import type { Translated } from "../locale";

/** The sandbox's pay page. In Russian. */
export const pay: Translated<typeof english> = {
  title: "Платёж в песочнице",
  lead: "Деньги здесь не двигаются. Выберите, что узнает магазин.",
  payable: "К оплате",
  choices: {
    pay: "Оплатить",
    "pay-late": "Оплатить после срока",
    fail: "Отклонить платёж",
  },
  again: "Кнопки остаются, чтобы проверить повторное или запоздалое сообщение.",
  told: {
    pay: "Оплачено. Магазин об этом знает.",
    "pay-late": "Срок счёта вышел, потом он был оплачен. Магазин знает о том и другом.",
    fail: "Платёж не прошёл. Магазин об этом знает.",
    nobody: "Магазин об этом не узнал. Попробуйте ещё раз.",
  },
  back: "К пополнению",
};
