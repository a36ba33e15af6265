import type { Messages } from "./en";
import type { Translated } from "./locale";
import { auditActions } from "./ru/audit-actions";
import { auditFacts } from "./ru/audit-facts";
import { billing } from "./ru/billing";
import { bulk } from "./ru/bulk";
import { card } from "./ru/card";
import { catalog } from "./ru/catalog";
import { checkout } from "./ru/checkout";
import { common } from "./ru/common";
import { crash } from "./ru/crash";
import { deposits } from "./ru/deposits";
import { docs } from "./ru/docs";
import { errorDocs } from "./ru/error-docs";
import { errors } from "./ru/errors";
import { guides } from "./ru/guides";
import { keys } from "./ru/keys";
import { landing } from "./ru/landing";
import { mail } from "./ru/mail";
import { nav } from "./ru/nav";
import { operator } from "./ru/operator";
import { operatorAudit } from "./ru/operator-audit";
import { operatorBulk } from "./ru/operator-bulk";
import { operatorDeposits } from "./ru/operator-deposits";
import { operatorHealth } from "./ru/operator-health";
import { operatorKeys } from "./ru/operator-keys";
import { operatorPrices } from "./ru/operator-prices";
import { operatorStock } from "./ru/operator-stock";
import { operatorSubscriptions } from "./ru/operator-subscriptions";
import { operatorUsers } from "./ru/operator-users";
import { overview } from "./ru/overview";
import { pay } from "./ru/pay";
import { receipts } from "./ru/receipts";
import { referrals } from "./ru/referrals";
import { settings } from "./ru/settings";
import { signin } from "./ru/signin";
import { subscriptions } from "./ru/subscriptions";
import { useDocs } from "./ru/use-docs";
import { wrongFields } from "./ru/wrong-fields";

/** Russian, key for key as English. */
export const ru: Translated<Messages> = {
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
