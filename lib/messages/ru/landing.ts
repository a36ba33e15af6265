import type { landing as english } from "../en/landing";
import type { Translated } from "../locale";

/** The page for people who are not signed in. In Russian. */
export const landing: Translated<typeof english> = {
  title: "Прокси, которые работают сразу после вставки",
  lead: "Статические IP на 30 дней, ISP и датацентр: оплата с баланса, вручную или по API.",
  signIn: "Войти",
  start: "Создать аккаунт",
  counter: {
    title: "Ваша цена",
    buy: "Купить {count, number} IP",
    update: "Показать цену",
    next: "Сначала войдите или создайте аккаунт: выбор сохранится. До подтверждения ничего не списывается.",
  },
  prices: "Цены сегодня",
  priceUnit: "{category}, за {unit}",
  onRequest: "по запросу",
  best: "{price} от {quantity, number}",
  once: "Одно списание",
  onceText: "Двойной клик, повтор, потерянный ответ: это всё равно одна покупка.",
  receiptTitle: "Пример квитанции",
  receiptItem: "{quantity, number} × {category}, {country}",
  receiptUnit: "Цена за IP",
  receiptTerm: "Срок",
  receiptTotal: "Итого",
  apiTitle: "Та же покупка по API",
  apiLead: "Повтор с тем же ключом вернёт тот же заказ.",
  curl: "вызов curl",
  check: "Можно вставлять, уже проверено",
  checkText: "HTTP и SOCKS5 на каждом адресе; продление их сохраняет.",
};
