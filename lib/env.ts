import { join, resolve } from "node:path";
import { type Contact, readContact } from "@/lib/contact";
import { type Limits, parseLimits } from "@/lib/rate-limits";

/** The configuration of one process, read once from the environment. */
export interface Env {
  mode: "sandbox" | "live";
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  databaseUrl: string;
  authSecret: string;
  dataKey: string;
  moneyEnabled: boolean;
  signatureRequired: boolean;
  keyPrefix: string;
  /** Base address of the API that the dashboard works against; `null`: the one in this process. */
  proxyApiUrl: string | null;
  /** That API works on this very database with the same secrets, so its users are ours. */
  proxyApiShared: boolean;
  gateway: {
    /** Where the rotating endpoint listens. */
    host: string;
    portHttp: number;
    portSocks: number;
    portRotating: number;
    echoPort: number;
    addresses: string;
    allow: string;
  };
  payments: {
    /** What customers read who pay by bank or crypto; empty: that is not offered. */
    manualInstructions: string;
  };
  /** Empty: mails are kept, not sent. */
  smtpUrl: string;
  mailFrom: string;
  /** Whom people may write to; `null`: nobody is named. */
  contact: Contact | null;
  trustedProxies: number;
  /** Opens `/metrics` to whoever bears it; empty: only this machine reads them. */
  metricsToken: string;
  rateLimits: Limits;
  /** The page that proxies are tried with; empty: only their login is tried. */
  checkTargetUrl: string;
}

type Source = Record<string, string | undefined>;

const REQUIRED = ["DATABASE_URL", "AUTH_SECRET", "DATA_KEY"];
const REQUIRED_LIVE = ["PUBLIC_URL", "API_MONEY_ENABLED", "API_SIGNATURE_REQUIRED", "GATEWAY_ADDRESSES"];
const SANDBOX_INSTRUCTIONS = "Sandbox: nothing has to be sent. An operator marks the deposit as completed.";

/** Reads the configuration. Throws one error that lists everything missing or malformed, all at once. */
export function readEnv(source: Source = process.env): Env {
  const mode = source.MODE === "live" ? "live" : "sandbox";
  const problems = missing(source, mode);
  if (source.MODE && source.MODE !== "live" && source.MODE !== "sandbox")
    problems.push("MODE must be sandbox or live.");
  const whole = (name: string, fallback: number) => {
    const text = source[name];
    if (text === undefined || text === "") return fallback;
    if (!/^\d{1,5}$/.test(text)) problems.push(`${name} must be a whole number.`);
    return Number(text);
  };
  const [portHttp, portSocks, portRotating = 7000] = (source.GATEWAY_PORTS ?? "8080,1080")
    .split(",")
    .map(Number);
  if (![portHttp, portSocks, portRotating].every(isPort))
    problems.push("GATEWAY_PORTS must be two or three ports: http,socks,rotating.");
  const port = whole("PORT", 3000);
  const host = source.HOST || "127.0.0.1";
  const publicUrl = readUrl(source.PUBLIC_URL || `http://${host}:${port}`, problems);
  const env: Env = {
    mode,
    host,
    port,
    publicUrl,
    dataDir: resolve(/* turbopackIgnore: true */ source.DATA_DIR || "data"),
    databaseUrl: source.DATABASE_URL ?? "",
    authSecret: source.AUTH_SECRET ?? "",
    dataKey: source.DATA_KEY ?? "",
    moneyEnabled: readSwitch(source, "API_MONEY_ENABLED", true, problems),
    signatureRequired: readSwitch(source, "API_SIGNATURE_REQUIRED", false, problems),
    keyPrefix: source.KEY_PREFIX || "pdk_",
    proxyApiUrl: readApiUrl(source.PROXY_API_URL, problems),
    proxyApiShared: readSwitch(source, "PROXY_API_SHARED", false, problems),
    gateway: {
      host: source.GATEWAY_HOST || (mode === "live" ? "0.0.0.0" : "127.0.0.1"),
      portHttp: portHttp ?? 0,
      portSocks: portSocks ?? 0,
      portRotating,
      echoPort: whole("GATEWAY_ECHO_PORT", 0),
      addresses: source.GATEWAY_ADDRESSES ?? "",
      allow: source.GATEWAY_ALLOW ?? "",
    },
    payments: {
      manualInstructions: source.PAYMENT_MANUAL_INSTRUCTIONS ?? (mode === "live" ? "" : SANDBOX_INSTRUCTIONS),
    },
    smtpUrl: readSmtp(source.SMTP_URL ?? "", problems),
    mailFrom: source.MAIL_FROM || `Proxydeck <no-reply@${hostOf(publicUrl)}>`,
    contact: readSupport(source.SUPPORT_CONTACT ?? "", problems),
    trustedProxies: whole("TRUSTED_PROXIES", 0),
    metricsToken: source.METRICS_TOKEN ?? "",
    rateLimits: parseLimits(source.RATE_LIMITS ?? "", problems),
    checkTargetUrl: readCheckTarget(source, mode, problems),
  };
  if (problems.length) throw new Error(`Configuration is not complete:\n- ${problems.join("\n- ")}`);
  return env;
}

/** The API that the dashboard works against, when that is somebody else's: its keys sign in, our users don't. */
export function foreignApiUrl(env: Pick<Env, "proxyApiUrl" | "proxyApiShared">): string | null {
  return env.proxyApiShared ? null : env.proxyApiUrl;
}

/** Where the first start leaves how to sign in. */
export function firstRunFile(env: Env): string {
  return join(env.dataDir, "first-run.json");
}

/** The rotating endpoint as customers reach it, `host:port`: one that listens on all addresses goes by our public name. */
export function publicEndpoint(env: Env): string {
  const { host, portRotating } = env.gateway;
  const name = host === "0.0.0.0" || host === "::" ? new URL(env.publicUrl).hostname : host;
  return `${name.includes(":") && !name.startsWith("[") ? `[${name}]` : name}:${portRotating}`;
}

/** The origins of our own pages; in the sandbox both names of this machine count. */
export function ownOrigins(env: Env): string[] {
  if (env.mode === "live") return [env.publicUrl];
  return [env.publicUrl, `http://localhost:${env.port}`, `http://127.0.0.1:${env.port}`];
}

function missing(source: Source, mode: Env["mode"]): string[] {
  const names = mode === "live" ? [...REQUIRED, ...REQUIRED_LIVE] : REQUIRED;
  return names.filter((name) => !source[name]).map((name) => `${name} is missing.`);
}

function readSwitch(source: Source, name: string, fallback: boolean, problems: string[]): boolean {
  const text = source[name]?.toLowerCase();
  if (!text) return fallback;
  if (["1", "true", "on", "yes"].includes(text)) return true;
  if (["0", "false", "off", "no"].includes(text)) return false;
  problems.push(`${name} must be on or off.`);
  return fallback;
}

function readUrl(text: string, problems: string[]): string {
  try {
    return new URL(text).origin;
  } catch {
    problems.push("PUBLIC_URL must be an absolute URL.");
    return "";
  }
}

function readApiUrl(text: string | undefined, problems: string[]): string | null {
  if (!text) return null;
  if (/^https?:\/\/[^?#]+$/.test(text) && URL.canParse(text)) return text;
  problems.push(
    "PROXY_API_URL must be the base address of an API, such as https://panel.example/proxy/api/v1.",
  );
  return null;
}

function readSmtp(text: string, problems: string[]): string {
  if (text && !/^smtps?:\/\/[^\s/]/.test(text))
    problems.push("SMTP_URL must look like smtps://user:password@host.");
  return text;
}

function readSupport(text: string, problems: string[]): Contact | null {
  const contact = readContact(text);
  if (contact === undefined)
    problems.push(
      "SUPPORT_CONTACT must be an e-mail address or an https address, such as help@shop.example or https://shop.example/help.",
    );
  return contact ?? null;
}

/** The sandbox tries its proxies with its own echo page. */
function readCheckTarget(source: Source, mode: Env["mode"], problems: string[]): string {
  const echo = mode === "sandbox" && source.GATEWAY_ECHO_PORT;
  const text = source.CHECK_TARGET_URL || (echo ? `http://127.0.0.1:${echo}/` : "");
  if (text && !/^https?:\/\/[^@\s]+$/.test(text))
    problems.push("CHECK_TARGET_URL must be an http(s) address.");
  return text;
}

function hostOf(url: string): string {
  return url ? new URL(url).hostname : "localhost";
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && Number.isInteger(port) && port > 0 && port < 65_536;
}
