import type { operator as english } from "../en/operator";
import type { Translated } from "../locale";

/** The operator's area. In Russian. */
export const operator: Translated<typeof english> = {
  title: "Оператор",
  lead: "В этой версии операторам доступен API: блокировка пользователей, корректировка баланса и управление песочницей.",
  how: "Вызывайте маршруты под {path} с ключом оператора; все они перечислены в документе.",
  document: "Документ OpenAPI",
};
