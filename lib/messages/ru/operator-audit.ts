import type { operatorAudit as english } from "../en/operator-audit";
import type { Translated } from "../locale";

/** The audit trail. In Russian. */
export const operatorAudit: Translated<typeof english> = {
  title: "Журнал",
  lead: "Кто что сделал, сначала новое. Изменить здесь ничего нельзя.",
  csv: "Скачать CSV",
  table: "Журнал",
  what: "Что",
  action: "Действие",
  anyAction: "Любое действие",
  subject: "С чем",
  anySubject: "С чем угодно",
  subjects: {
    subscription: "Подписки",
    user: "Пользователи",
    deposit: "Пополнения",
    key: "Ключи",
    stock: "Склад",
    category: "Цены",
    job: "Задания",
  },
  subjectId: "Номер объекта",
  user: "Пользователь",
  userId: "Номер пользователя",
  digits: "Только цифры, например 12.",
  by: "Кто",
  since: "С даты",
  until: "По дату",
  when: "Когда",
  facts: "Подробности",
  raw: "Как записано",
  nothingYet: "Пока ничего не происходило.",
  noMatch: "Под эти фильтры ничего не подходит.",
};
