import type { landing as english } from "../en/landing";
import type { Translated } from "../locale";

/** The page for people who are not signed in. In Russian. */
export const landing: Translated<typeof english> = {
  title: "Прокси, которые работают сразу после вставки",
  lead: "Статические IP: ISP и датацентр, на 30 дней, с предоплаченного баланса, вручную или по API.",
  signIn: "Войти",
  start: "Создать аккаунт",
  apiTitle: "Та же покупка по API",
  apiLead: "Один вызов, одно списание: повтор с тем же ключом вернёт тот же заказ.",
  curl: "вызов curl",
  receiptHeading: "Покупка и её цена",
  receiptTitle: "Пример чека",
  receiptItem: "5 × ISP, США",
  receiptUnit: "Цена за IP",
  receiptTerm: "Срок",
  receiptTotal: "Итого",
  prices: "Цены сегодня",
  priceUnit: "{category}, за {unit}",
  best: "{price} от {quantity, number}",
  points: {
    once: "Одно списание",
    onceText: "Двойной клик, повтор, потерянный ответ: это всё равно одна покупка.",
    paste: "Можно сразу вставить",
    pasteText: "HTTP и SOCKS5 на каждом адресе, в формате вашей программы.",
    stays: "IP остаётся вашим",
    staysText: "Продление сохраняет те же адреса. Автопродление заранее называет дату и цену.",
  },
};
