import type { overview as english } from "../en/overview";
import type { Translated } from "../locale";

/** The customer's first page. In Russian. */
export const overview: Translated<typeof english> = {
  title: "Обзор",
  lead: "Что у вас есть и сколько это будет стоить.",
};
