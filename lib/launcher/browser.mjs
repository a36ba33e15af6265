import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isMain, ROOT, run } from "./steps.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
const DOWNLOAD_MS = 3 * 60_000;
const PACKAGES_MS = 5 * 60_000;

/**
 * Finds a browser for the journeys, or gets one: the one asked for (PROXYDECK_BROWSER, CHROME_PATH), one that
 * is installed, Playwright's own, or on Debian as root the system's package. Throws with what to do.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} the path of its executable
 */
export async function findBrowser(env = process.env) {
  const asked = env.PROXYDECK_BROWSER || env.CHROME_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`PROXYDECK_BROWSER or CHROME_PATH names a browser that isn't there: ${asked}`);
  }
  const found = installed(env) ?? (await playwrightsOwn()) ?? (await fromPackages(env));
  if (found) return found;
  throw new Error(
    "No browser was found and none could be installed. Install Chromium or Chrome, " +
      "or set PROXYDECK_BROWSER to the path of one.",
  );
}

/** @param {NodeJS.ProcessEnv} env */
function installed(env) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const fromPath = (env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name + suffix)));
  return [...fromPath, ...usualPlaces(env)].find(works) ?? null;
}

/** @param {NodeJS.ProcessEnv} env */
function usualPlaces(env) {
  const programs = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
    (path) => path !== undefined,
  );
  return [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    ...programs.map((path) => join(path, "Google/Chrome/Application/chrome.exe")),
    ...programs.map((path) => join(path, "Microsoft/Edge/Application/msedge.exe")),
  ];
}

/**
 * Whether it is there and starts: some systems have a script that only tells where to get one, and a download
 * may miss libraries.
 * @param {string} path
 */
function works(path) {
  if (!existsSync(path)) return false;
  // On Windows asking for the version opens a window.
  if (process.platform === "win32") return true;
  return spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  if (works(path)) return path;
  console.log("No browser is installed; fetching Playwright's …");
  const cli = join(ROOT, "node_modules/@playwright/test/cli.js");
  const { code } = await run(process.execPath, [cli, "install", "chromium"], { timeoutMs: DOWNLOAD_MS });
  return code === 0 && works(path) ? path : null;
}

/** @param {NodeJS.ProcessEnv} env */
async function fromPackages(env) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.log("Installing the system's Chromium …");
  const options = { env: { ...env, DEBIAN_FRONTEND: "noninteractive" }, timeoutMs: PACKAGES_MS };
  await run("apt-get", ["update"], options);
  const { code } = await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
  return code === 0 ? installed(env) : null;
}

if (isMain(import.meta.url)) console.log(await findBrowser());
