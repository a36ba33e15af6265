import type { operator as english } from "../en/operator";
import type { Translated } from "../locale";

/** The operator's area. In Russian. */
export const operator: Translated<typeof english> = {
  title: "Обзор",
};
