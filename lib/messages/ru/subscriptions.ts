import type { subscriptions as english } from "../en/subscriptions";
import type { Translated } from "../locale";

/** The list of subscriptions. In Russian. */
export const subscriptions: Translated<typeof english> = {
  title: "Подписки",
  lead: "Всё, что вы арендуете, сначала новые.",
  buy: "Купить прокси",
  name: "{quantity, number} × {category} {country}",
  nameTraffic: "{quantity, number} ГБ {category} {country}",
  table: "Ваши подписки",
  search: "Поиск",
  searchHint: "Название, номер или IP",
  status: "Статус",
  category: "Категория",
  anyStatus: "Любой статус",
  anyCategory: "Любая категория",
  expiring: "Окончание",
  anyEnd: "Любое окончание",
  expiringSoon: "Истекают за 7 дней",
  csv: "CSV этого списка",
  column: {
    name: "Подписка",
    status: "Статус",
    lease: "Срок",
    ends: "Окончание",
    renewal: "Цена продления",
    autoRenew: "Автопродление",
  },
  nothingYet: "У вас пока нет прокси. Купленные появятся здесь.",
  noMatch: "Под эти фильтры не подходит ни одна подписка.",
  pages: "Страницы подписок",
  older: "Более старые",
  newest: "К новым",
};
