import type { bulk as english } from "../en/bulk";
import type { Translated } from "../locale";

/** What is done with many subscriptions at once. In Russian. */
export const bulk: Translated<typeof english> = {
  selectPage: "Выбрать все на этой странице",
  select: "Выбрать {name}",
  bar: "Выбранные подписки",
  selected: "Выбрано: {count, number}",
  price: "продление на 30 дней: {amount}",
  clear: "Снять выбор",
  renew: "Продлить",
  autoOn: "Включить автопродление",
  autoOff: "Выключить автопродление",
  switched:
    "{on, select, yes {Автопродление включено} other {Автопродление выключено}} для {count, plural, one {# подписки} few {# подписок} many {# подписок} other {# подписки}}.",
  notSwitched:
    "{count, plural, one {Не изменена # подписка} few {Не изменены # подписки} many {Не изменено # подписок} other {Не изменено # подписки}}: {reason}",
  lost: "Ответа не было. Результат пока неизвестен, попробуйте ещё раз.",
  dialog: {
    title: "Продлить {count, plural, one {# подписку} few {# подписки} many {# подписок} other {# подписки}}",
    lead: "Каждая продлится на 30 дней отдельным списанием. Если цены успели вырасти, ничего не спишется.",
    skipped:
      "{count, plural, one {# из них нельзя продлить, она пропущена.} few {# из них нельзя продлить, они пропущены.} many {# из них нельзя продлить, они пропущены.} other {# из них нельзя продлить, они пропущены.}}",
    pay: "Оплатить {amount}",
    again: "Узнать результат",
    done: "Готово",
    progress: "Готово {ended, number} из {count, number}",
    results: "Результат по каждой",
    charged: "Списано всего",
    until: "продлена до {date}",
    underWay: "продлевается",
    notKnown: "пока неизвестно",
    failed: "не продлена, деньги не списаны: {reason}",
    unknown: "Пока неизвестно, чем это закончилось. Повторная проверка не спишет деньги дважды.",
  },
  export: {
    button: "Выгрузить данные доступа",
    title:
      "Выгрузить данные доступа {count, plural, one {# подписки} few {# подписок} many {# подписок} other {# подписки}}",
    lead: "Пароль откроет их все и сохранит в файл вида host:port:user:pass. Это отметится в действиях каждой подписки.",
    password: "Пароль или код",
    submit: "Скачать",
    wrong: "Пароль или код не подходит.",
    tooMany: "Слишком много попыток. Подождите немного.",
    done: "{count, plural, one {# прокси} few {# прокси} many {# прокси} other {# прокси}} в файле.",
  },
};
