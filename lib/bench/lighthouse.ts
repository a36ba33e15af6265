import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Medians are taken of these; scores are out of 100. */
export interface Scores {
  performance: number;
  accessibility: number;
  bestPractices: number;
  lcpSeconds: number;
  tbtMs: number;
}

/** Scores one page as a phone or a desktop would see it. */
export type Lighthouse = (url: string, form: "mobile" | "desktop", cookie: string) => Promise<Scores>;

interface Audited {
  lhr: {
    categories: Record<string, { score: number | null } | undefined>;
    audits: Record<string, { numericValue?: number } | undefined>;
  };
}

interface Module {
  default(url: string, flags: object, config?: object): Promise<Audited | undefined>;
  desktopConfig: object;
}

/** Lighthouse out of the folder that the launcher installed it into, driving the browser behind `port`. */
export async function loadLighthouse(folder: string, port: number): Promise<Lighthouse> {
  const entry = join(folder, "node_modules/lighthouse/core/index.js");
  const { default: audit, desktopConfig }: Module = await import(pathToFileURL(entry).href);
  return async (url, form, cookie) => {
    const flags = {
      port,
      logLevel: "error",
      onlyCategories: ["performance", "accessibility", "best-practices"],
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    };
    const result = await audit(url, flags, form === "desktop" ? desktopConfig : undefined);
    if (!result) throw new Error(`Lighthouse said nothing about ${url}.`);
    const { categories, audits } = result.lhr;
    const scoreOf = (name: string) => 100 * (categories[name]?.score ?? Number.NaN);
    return {
      performance: scoreOf("performance"),
      accessibility: scoreOf("accessibility"),
      bestPractices: scoreOf("best-practices"),
      lcpSeconds: (audits["largest-contentful-paint"]?.numericValue ?? Number.NaN) / 1000,
      tbtMs: audits["total-blocking-time"]?.numericValue ?? Number.NaN,
    };
  };
}
