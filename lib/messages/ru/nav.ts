import type { nav as english } from "../en/nav";
import type { Translated } from "../locale";

/** The frame around every page, in Russian. */
export const nav: Translated<typeof english> = {
  main: "Основное",
  more: "Ещё",
  account: "Аккаунт",
  signOut: "Выйти",
  language: "Язык",
  theme: "Тема",
  themes: { system: "Системная", light: "Светлая", dark: "Тёмная" },
  operatorArea: "Оператор",
  signedInAs: "Вы вошли как",
  balance: "Баланс {amount}",
  balanceNow: "Баланс теперь {amount}",
  noScript:
    "Без JavaScript можно читать, фильтровать и переходить по ссылкам. Для покупки, продления, пополнения и показа доступов он нужен.",
  search: "Поиск",
  palette: "Перейти",
  paletteHint: "Страница, IP, метка или номер",
  searchFor: "Искать «{text}»",
  keys: {
    title: "Горячие клавиши",
    palette: "Перейти на страницу или найти",
    filter: "Фильтр списка",
    help: "Показать этот список",
    close: "Закрыть верхний слой",
  },
  places: {
    overview: "Обзор",
    catalog: "Каталог",
    subscriptions: "Подписки",
    billing: "Финансы",
    referrals: "Рефералы",
    settings: "Настройки",
    docs: "Документация",
    users: "Пользователи",
    deposits: "Пополнения",
    stock: "Склад",
    prices: "Цены",
    keys: "Ключи",
    audit: "Журнал",
    health: "Состояние",
  },
};
