import type { signin as english } from "../en/signin";
import type { Translated } from "../locale";

/** Signing in and out. In Russian. */
export const signin: Translated<typeof english> = {
  title: "Вход",
  lead: "Прокси и баланс в одном месте.",
  email: "Почта",
  password: "Пароль",
  submit: "Войти",
  wrong: "Почта или пароль не подходят.",
  tooMany: "Слишком много попыток. Подождите четверть часа и попробуйте снова.",
  banned: "Этот аккаунт заблокирован: {reason} Баланс сохранён. Напишите оператору сайта, чтобы обжаловать.",
  failed: "Сейчас войти не получилось. Попробуйте ещё раз.",
  ended: "Войдите, чтобы продолжить с того же места.",
};
