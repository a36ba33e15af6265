import type { Messages } from "./en";
import type { Translated } from "./locale";
import { billing } from "./ru/billing";
import { card } from "./ru/card";
import { catalog } from "./ru/catalog";
import { checkout } from "./ru/checkout";
import { common } from "./ru/common";
import { crash } from "./ru/crash";
import { docs } from "./ru/docs";
import { errorDocs } from "./ru/error-docs";
import { errors } from "./ru/errors";
import { guides } from "./ru/guides";
import { keys } from "./ru/keys";
import { landing } from "./ru/landing";
import { mail } from "./ru/mail";
import { nav } from "./ru/nav";
import { operator } from "./ru/operator";
import { overview } from "./ru/overview";
import { pay } from "./ru/pay";
import { settings } from "./ru/settings";
import { signin } from "./ru/signin";
import { subscriptions } from "./ru/subscriptions";

/** Russian, key for key as English. */
export const ru: Translated<Messages> = {
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
