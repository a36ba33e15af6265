import type { Messages } from "./en";
import type { Translated } from "./locale";
import { billing } from "./ru/billing";
import { card } from "./ru/card";
import { catalog } from "./ru/catalog";
import { checkout } from "./ru/checkout";
import { common } from "./ru/common";
import { crash } from "./ru/crash";
import { errors } from "./ru/errors";
import { landing } from "./ru/landing";
import { nav } from "./ru/nav";
import { operator } from "./ru/operator";
import { overview } from "./ru/overview";
import { pay } from "./ru/pay";
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
  errors,
  landing,
  nav,
  operator,
  overview,
  pay,
  signin,
  subscriptions,
};
