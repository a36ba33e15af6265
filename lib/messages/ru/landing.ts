import type { landing as english } from "../en/landing";
import type { Translated } from "../locale";

/** The page for people who are not signed in. In Russian. */
export const landing: Translated<typeof english> = {
  title: "Прокси, которые работают сразу",
  lead: "Статические ISP и датацентр-IP, предоплата, один API.",
};
