import type { operatorAudit as english } from "../en/operator-audit";
import type { Translated } from "../locale";

/** The audit trail. In Russian. */
export const operatorAudit: Translated<typeof english> = {
  title: "Журнал",
  lead: "Кто что сделал, сначала новое. Изменить здесь ничего нельзя.",
  csv: "Скачать CSV",
  table: "Журнал",
  action: "Действие",
  actionHint: "Например, user.ban",
  subject: "Предмет",
  subjectHint: "Например, subscription",
  subjectId: "Номер предмета",
  user: "Номер пользователя",
  by: "Кто",
  since: "С даты",
  until: "По дату",
  when: "Когда",
  facts: "Подробности",
  show: "Показать",
  noFacts: "Подробностей нет.",
  nothingYet: "Пока ничего не происходило.",
  noMatch: "Под эти фильтры ничего не подходит.",
};
