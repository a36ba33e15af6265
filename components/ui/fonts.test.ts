import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";

type Cutter = (font: Buffer, letters: string, options: object) => Promise<Buffer>;

const CUTTER: string = "subset-font";
const WHOLE = { sans: "geist-sans/Geist-Variable", mono: "geist-mono/GeistMono-Variable" };
/** What browsers apply by themselves, and figures of one width. */
const FEATURES = "calt ccmp clig kern liga locl mark mkmk rclt rlig rvrn tnum".split(" ");
const WEIGHTS = { wght: { min: 400, max: 700 } };

const SOURCE = readFileSync(new URL("./fonts.ts", import.meta.url), "utf8");
const CUTS = [
  ...SOURCE.matchAll(
    /"\.\/fonts\/((sans|mono)-[a-z]+)\.woff2"[\s\S]+?"unicode-range",\s+value:\s+"([^"]+)"/g,
  ),
].map(([, name = "", family = "", ranges = ""]) => ({ name, family, letters: lettersOf(ranges) }));

/** Cuts the fonts out of Geist: `CUT_FONTS=1 npx vitest run components/ui/fonts.test.ts` after a new range. */
test.each(CUTS)("$name holds the letters of its range", async ({ name, family, letters }) => {
  const subset = await loadCutter();
  const cut = await subset(readFileSync(wholeOf(family)), letters, {
    targetFormat: "woff2",
    variationAxes: WEIGHTS,
    keepFeatures: FEATURES,
  });
  const file = new URL(`./fonts/${name}.woff2`, import.meta.url);
  if (process.env.CUT_FONTS) writeFileSync(file, cut);
  expect(cut.equals(readFileSync(file))).toBe(true);
});

test("no letter is in two cuts of a family", () => {
  for (const family of ["sans", "mono"]) {
    const letters = CUTS.filter((cut) => cut.family === family).flatMap((cut) => [...cut.letters]);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.length).toBeGreaterThan(1_000);
  }
});

/** The package brings no types. */
async function loadCutter(): Promise<Cutter> {
  const { default: subset } = await import(CUTTER);
  return subset;
}

function wholeOf(family: string): URL {
  const path = family === "mono" ? WHOLE.mono : WHOLE.sans;
  return new URL(`../../node_modules/geist/dist/fonts/${path}.woff2`, import.meta.url);
}

function lettersOf(ranges: string): string {
  const letters = ranges.split(", ").map((range) => {
    const [first = 0, last = first] = range
      .slice(2)
      .split("-")
      .map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n)).join("");
  });
  return letters.join("");
}
