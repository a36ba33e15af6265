import type { crash as english } from "../en/crash";
import type { Translated } from "../locale";

/** Pages that nobody asked for, in Russian. */
export const crash: Translated<typeof english> = {
  title: "У нас что-то сломалось",
  text: "Вы ни при чём, введённое вами не было причиной. Если вы платили, сначала посмотрите операции, потом повторите.",
  retry: "Повторить",
  report: "Если не проходит, пришлите номер запроса [оператору сайта].",
  requestId: "Номер запроса",
  missingTitle: "Такой страницы нет",
  missingText: "Адрес мог устареть, или это принадлежит другому аккаунту.",
  home: "К обзору",
};
