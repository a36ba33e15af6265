import compile from "icu-minify/compile";
import type { Texts } from "./translator";

interface Raw {
  readonly [name: string]: string | Raw;
}

/** Parses the ICU syntax of all texts. The result is plain JSON, as what goes to the browser has to be. */
export function compileTexts(texts: Raw): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === "string" ? JSON.parse(JSON.stringify(compile(text))) : compileTexts(text),
    ]),
  );
}
