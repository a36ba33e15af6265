import { join, resolve } from "node:path";

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
  gateway: {
    host: string;
    portHttp: number;
    portSocks: number;
    echoPort: number;
    addresses: string;
    allow: string;
  };
  /** Empty: mails are kept, not sent. */
  smtpUrl: string;
  mailFrom: string;
  trustedProxies: number;
  rateLimits: Record<string, number>;
}

type Source = Record<string, string | undefined>;

const REQUIRED = ["DATABASE_URL", "AUTH_SECRET", "DATA_KEY"];
const REQUIRED_LIVE = ["PUBLIC_URL", "API_MONEY_ENABLED", "API_SIGNATURE_REQUIRED", "GATEWAY_ADDRESSES"];

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
  const [portHttp, portSocks] = (source.GATEWAY_PORTS ?? "8080,1080").split(",").map(Number);
  if (!isPort(portHttp) || !isPort(portSocks)) problems.push("GATEWAY_PORTS must be two ports: http,socks.");
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
    gateway: {
      host: source.GATEWAY_HOST || "",
      portHttp: portHttp ?? 0,
      portSocks: portSocks ?? 0,
      echoPort: whole("GATEWAY_ECHO_PORT", 0),
      addresses: source.GATEWAY_ADDRESSES ?? "",
      allow: source.GATEWAY_ALLOW ?? "",
    },
    smtpUrl: readSmtp(source.SMTP_URL ?? "", problems),
    mailFrom: source.MAIL_FROM || `Proxydeck <no-reply@${hostOf(publicUrl)}>`,
    trustedProxies: whole("TRUSTED_PROXIES", 0),
    rateLimits: readLimits(source.RATE_LIMITS ?? "", problems),
  };
  if (problems.length) throw new Error(`Configuration is not complete:\n- ${problems.join("\n- ")}`);
  return env;
}

/** Where the first start leaves how to sign in. */
export function firstRunFile(env: Env): string {
  return join(env.dataDir, "first-run.json");
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

function readSmtp(text: string, problems: string[]): string {
  if (text && !/^smtps?:\/\/[^\s/]/.test(text))
    problems.push("SMTP_URL must look like smtps://user:password@host.");
  return text;
}

function hostOf(url: string): string {
  return url ? new URL(url).hostname : "localhost";
}

/** `reads=500,money=60` → limits per minute by bucket. */
function readLimits(text: string, problems: string[]): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const part of text.split(",").filter(Boolean)) {
    const match = /^\s*([a-z]+)=(\d+)\s*$/.exec(part);
    if (match?.[1]) limits[match[1]] = Number(match[2]);
    else problems.push("RATE_LIMITS must look like reads=500,money=60.");
  }
  return limits;
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && Number.isInteger(port) && port > 0 && port < 65_536;
}
