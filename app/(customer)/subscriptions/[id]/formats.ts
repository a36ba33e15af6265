import type { Address } from "@/lib/contract/subscriptions";
import type { ProxyLine } from "../states";

export const FORMATS = ["colon", "at", "http", "socks5", "csv", "json", "template"] as const;
export type Format = (typeof FORMATS)[number];

/** A format; `template` is what a line of `"template"` looks like. */
export interface Shape {
  format: Format;
  template: string;
}

export const USUAL_TEMPLATE = "{ip}:{port_http}:{login}:{password}";

/** What stands for a login or a password that is not shown: always as long. */
export const DOTS = "••••••••••";

const FILE: Record<Format, [ending: string, type: string]> = {
  colon: ["txt", "text/plain"],
  at: ["txt", "text/plain"],
  http: ["txt", "text/plain"],
  socks5: ["txt", "text/plain"],
  csv: ["csv", "text/csv"],
  json: ["json", "application/json"],
  template: ["txt", "text/plain"],
};

const COLUMNS = ["ip", "port_http", "port_socks", "login", "password"] as const;
type Column = (typeof COLUMNS)[number];

/** Addresses as proxies whose secret is dots. */
export function masked(addresses: readonly Address[]): ProxyLine[] {
  return addresses.map((address) => ({ ...address, login: DOTS, password: DOTS }));
}

/** The proxies as lines of a format. */
export function linesIn({ format, template }: Shape, proxies: readonly ProxyLine[]): string[] {
  if (format === "template") return proxies.map((proxy) => filled(template, proxy));
  if (format === "csv") return [COLUMNS.join(","), ...proxies.map(csvRow)];
  if (format === "json") return JSON.stringify(proxies.map(inOrder), null, 2).split("\n");
  return proxies.flatMap((proxy) => lineIn(format, proxy) ?? []);
}

/** A template with its placeholders filled in; a placeholder that there is not stays as it is. */
function filled(template: string, proxy: ProxyLine): string {
  return template.replace(/\{(ip|port_http|port_socks|login|password)\}/g, (_, name: Column) =>
    String(proxy[name] ?? ""),
  );
}

/** True where each line is one proxy, so that one line can be copied. */
export function isLineFormat(format: Format): boolean {
  return format !== "csv" && format !== "json";
}

/** `scheme://login:password@host:port`, with login and password escaped. */
export function proxyUrl(scheme: "http" | "socks5", proxy: ProxyLine): string | null {
  const port = scheme === "http" ? proxy.port_http : proxy.port_socks;
  return port === null
    ? null
    : `${scheme}://${escaped(proxy.login)}:${escaped(proxy.password)}@${proxy.ip}:${port}`;
}

/** Saves the lines as a file, without an address that would outlive it. */
export function saveAsFile(name: string, format: Format, lines: readonly string[]): void {
  const [ending, type] = FILE[format];
  const url = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function lineIn(format: Exclude<Format, "csv" | "json" | "template">, proxy: ProxyLine): string | null {
  const { ip, port_http, login, password } = proxy;
  if (format === "colon") return `${ip}:${port_http}:${login}:${password}`;
  if (format === "at") return `${login}:${password}@${ip}:${port_http}`;
  return proxyUrl(format, proxy);
}

function csvRow(proxy: ProxyLine): string {
  return COLUMNS.map((column) => csvCell(String(proxy[column] ?? ""))).join(",");
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function inOrder(proxy: ProxyLine): Record<string, string | number | null> {
  return Object.fromEntries(COLUMNS.map((column) => [column, proxy[column]]));
}

function escaped(text: string): string {
  return text.startsWith(DOTS) ? text : encodeURIComponent(text);
}
