import type { ProxyLine } from "../states";
import { proxyUrl } from "./formats";

export const SNIPPETS = ["curl", "connect", "socks", "python", "node", "playwright"] as const;
export type Snippet = (typeof SNIPPETS)[number];

/** A program that fetches `target` through a proxy and runs as pasted; `null` where the proxy has no such port. */
export function snippetText(snippet: Snippet, proxy: ProxyLine, target: string): string | null {
  const http = proxyUrl("http", proxy) ?? "";
  const direct = isHere(target) ? "--noproxy '' " : "";
  switch (snippet) {
    case "curl":
      return `curl ${direct}-x ${shell(http)} ${shell(target)}`;
    case "connect":
      return `curl ${direct}--proxytunnel -x ${shell(http)} ${shell(target)}`;
    case "socks":
      return socksText(proxy, target, direct);
    case "python":
      return pythonText(http, target);
    case "node":
      return nodeText(proxy, target);
    case "playwright":
      return playwrightText(proxy, target);
  }
}

function socksText(proxy: ProxyLine, target: string, direct: string): string | null {
  if (proxy.port_socks === null) return null;
  const host = shell(`${proxy.ip}:${proxy.port_socks}`);
  const user = shell(`${proxy.login}:${proxy.password}`);
  return `curl ${direct}--socks5-hostname ${host} --proxy-user ${user} ${shell(target)}`;
}

function pythonText(http: string, target: string): string {
  return [
    ...(isHere(target) ? ["import os"] : []),
    "import urllib.request",
    "",
    ...(isHere(target) ? ['os.environ["no_proxy"] = ""'] : []),
    `proxy = ${JSON.stringify(http)}`,
    'handler = urllib.request.ProxyHandler({"http": proxy, "https": proxy})',
    `answer = urllib.request.build_opener(handler).open(${JSON.stringify(target)}, timeout=20)`,
    "print(answer.read().decode())",
  ].join("\n");
}

function nodeText(proxy: ProxyLine, target: string): string {
  const { protocol, hostname, port } = new URL(target);
  const isSecure = protocol === "https:";
  const way = isSecure ? "https" : "http";
  const tunnel = isSecure ? "{ socket, agent: false }" : "{ createConnection: () => socket }";
  return [
    'import http from "node:http";',
    ...(isSecure ? ['import https from "node:https";'] : []),
    "",
    `const login = Buffer.from(${JSON.stringify(`${proxy.login}:${proxy.password}`)}).toString("base64");`,
    "const connect = http.request({",
    `  host: ${JSON.stringify(proxy.ip)},`,
    `  port: ${proxy.port_http},`,
    '  method: "CONNECT",',
    `  path: ${JSON.stringify(`${hostname}:${port || (isSecure ? 443 : 80)}`)},`,
    '  headers: { "Proxy-Authorization": "Basic " + login },',
    "});",
    'connect.on("connect", (answer, socket) => {',
    '  if (answer.statusCode !== 200) throw new Error("The proxy answered " + answer.statusCode);',
    `  ${way}.get(${JSON.stringify(target)}, ${tunnel}, (page) => page.pipe(process.stdout));`,
    "});",
    "connect.end();",
  ].join("\n");
}

function playwrightText({ ip, port_http, login, password }: ProxyLine, target: string): string {
  return [
    'import { chromium } from "playwright";',
    "",
    "const browser = await chromium.launch({",
    "  proxy: {",
    `    server: ${JSON.stringify(`http://${ip}:${port_http}`)},`,
    `    username: ${JSON.stringify(login)},`,
    `    password: ${JSON.stringify(password)},`,
    "  },",
    "});",
    "const page = await browser.newPage();",
    `await page.goto(${JSON.stringify(target)});`,
    'console.log(await page.textContent("body"));',
    "await browser.close();",
  ].join("\n");
}

/** Many machines keep their own addresses off proxies by `NO_PROXY`; a target on this machine has to say otherwise. */
function isHere(target: string): boolean {
  return new URL(target).hostname === "127.0.0.1";
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
