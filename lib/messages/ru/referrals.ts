import type { referrals as english } from "../en/referrals";
import type { Translated } from "../locale";

/** The referral link and what it earned. In Russian. */
export const referrals: Translated<typeof english> = {
  title: "Рефералы",
  lead: "Приглашайте людей и получайте {rate} % от их пополнений.",
  link: "Ваша ссылка",
  linkName: "реферальная ссылка",
  code: "Код",
  codeName: "реферальный код",
  rate: "Ваша доля",
  rateValue: "{rate} %",
  earned: "Заработано",
  invited: "Пришли по ссылке",
  paying: "Из них пополнили",
  how: {
    title: "Как это работает",
    join: "Кто откроет вашу ссылку и зарегистрируется в течение 30 дней, считается приглашённым вами.",
    pay: "С каждого их пополнения {rate} % сразу поступает на ваш баланс, а им это ничего не стоит.",
    back: "Если их платёж отзовут, отзовут и вашу долю.",
  },
  list: "Поступления",
  empty: "Поступлений ещё нет. Дайте ссылку тому, кому нужны прокси.",
  what: "Что",
  date: "Дата",
  status: "Статус",
  amount: "Сумма",
};
