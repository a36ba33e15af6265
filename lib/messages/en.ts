import { auditActions } from "./en/audit-actions";
import { auditFacts } from "./en/audit-facts";
import { billing } from "./en/billing";
import { bulk } from "./en/bulk";
import { card } from "./en/card";
import { catalog } from "./en/catalog";
import { checkout } from "./en/checkout";
import { common } from "./en/common";
import { crash } from "./en/crash";
import { deposits } from "./en/deposits";
import { docs } from "./en/docs";
import { errorDocs } from "./en/error-docs";
import { errors } from "./en/errors";
import { guides } from "./en/guides";
import { keys } from "./en/keys";
import { landing } from "./en/landing";
import { mail } from "./en/mail";
import { nav } from "./en/nav";
import { operator } from "./en/operator";
import { operatorAudit } from "./en/operator-audit";
import { operatorBulk } from "./en/operator-bulk";
import { operatorDeposits } from "./en/operator-deposits";
import { operatorHealth } from "./en/operator-health";
import { operatorKeys } from "./en/operator-keys";
import { operatorPrices } from "./en/operator-prices";
import { operatorStock } from "./en/operator-stock";
import { operatorSubscriptions } from "./en/operator-subscriptions";
import { operatorUsers } from "./en/operator-users";
import { overview } from "./en/overview";
import { pay } from "./en/pay";
import { receipts } from "./en/receipts";
import { referrals } from "./en/referrals";
import { settings } from "./en/settings";
import { signin } from "./en/signin";
import { subscriptions } from "./en/subscriptions";
import { useDocs } from "./en/use-docs";
import { wrongFields } from "./en/wrong-fields";
import type { Locale } from "./locale";

/** English: the language that the types of all texts and of their arguments come from. */
export const en = {
  auditActions,
  auditFacts,
  billing,
  bulk,
  card,
  catalog,
  checkout,
  common,
  crash,
  deposits,
  docs,
  errorDocs,
  errors,
  guides,
  keys,
  landing,
  mail,
  nav,
  operator,
  operatorAudit,
  operatorBulk,
  operatorDeposits,
  operatorHealth,
  operatorKeys,
  operatorPrices,
  operatorStock,
  operatorSubscriptions,
  operatorUsers,
  overview,
  pay,
  receipts,
  referrals,
  settings,
  signin,
  subscriptions,
  useDocs,
  wrongFields,
};

export type Messages = typeof en;
export type Namespace = keyof Messages;

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
