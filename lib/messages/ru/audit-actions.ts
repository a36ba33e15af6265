import type { auditActions as english } from "../en/audit-actions";
import type { Translated } from "../locale";

/** What the audit trail and the activity of a subscription tell. In Russian. */
export const auditActions: Translated<typeof english> = {
  by: "{by}",
  renewedByItself: "Подписка продлена автоматически",
  credentials: {
    read: "Открыты данные доступа",
    rotate: "Сменены логин и пароль",
  },
  deposit: {
    complete: "Пополнение выполнено",
    create: "Создано пополнение",
    fail: "Пополнение не выполнено",
    reverse: "Пополнение отменено",
  },
  job: {
    retry: "Задание повторено вручную",
  },
  key: {
    change: "Изменён API-ключ",
    create: "Создан API-ключ",
    revoke: "Отозван API-ключ",
    rotate: "Заменён API-ключ",
    signing_secret: "Создан новый секрет подписи",
  },
  pricing: {
    change: "Изменены цены",
  },
  stock: {
    import: "Загружен список адресов",
    return: "Адрес возвращён на склад",
    withdraw: "Адрес снят с продажи",
  },
  subscription: {
    auto_renew: "Изменено автопродление",
    buy: "Покупка подписки",
    check: "Проверка прокси",
    expire: "Срок подписки истёк",
    grant: "Подписка выдана",
    label: "Изменено название подписки",
    price_announced: "Объявлена новая цена",
    refund: "Возврат денег за подписку",
    release: "Подписка закрыта",
    renew: "Продление подписки",
    renewal_failed: "Не удалось продлить подписку",
    resume: "Подписка возобновлена",
    suspend: "Подписка приостановлена",
    traffic: "Добавлен трафик",
  },
  user: {
    ban: "Пользователь заблокирован",
    change: "Изменены заметки или Telegram id",
    sign_out: "Завершены все сессии пользователя",
    two_factor_reset: "Двухфакторный вход отключён",
    unban: "Пользователь разблокирован",
    view: "Просмотр аккаунта глазами пользователя",
  },
  wallet: {
    adjust: "Корректировка баланса",
  },
};
