import { billing } from "./en/billing";
import { card } from "./en/card";
import { catalog } from "./en/catalog";
import { checkout } from "./en/checkout";
import { common } from "./en/common";
import { crash } from "./en/crash";
import { docs } from "./en/docs";
import { errorDocs } from "./en/error-docs";
import { errors } from "./en/errors";
import { guides } from "./en/guides";
import { keys } from "./en/keys";
import { landing } from "./en/landing";
import { mail } from "./en/mail";
import { nav } from "./en/nav";
import { operator } from "./en/operator";
import { overview } from "./en/overview";
import { pay } from "./en/pay";
import { settings } from "./en/settings";
import { signin } from "./en/signin";
import { subscriptions } from "./en/subscriptions";
import type { Locale } from "./locale";

/** English: the language that the types of all texts and of their arguments come from. */
export const en = {
  billing,
  card,
  catalog,
  checkout,
  common,
  crash,
  docs,
  errorDocs,
  errors,
  guides,
  keys,
  landing,
  mail,
  nav,
  operator,
  overview,
  pay,
  settings,
  signin,
  subscriptions,
};

export type Messages = typeof en;
export type Namespace = keyof Messages;

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
