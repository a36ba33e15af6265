import type { ProxyLine } from "../states";
import { proxyUrl } from "./formats";

export const SNIPPETS = ["curl", "connect", "socks", "python", "node"] as const;
export type Snippet = (typeof SNIPPETS)[number];

/** A program that fetches `target` through a proxy and runs as pasted; `null` where the proxy has no such port. */
export function snippetText(snippet: Snippet, proxy: ProxyLine, target: string): string | null {
  const http = proxyUrl("http", proxy) ?? "";
  const direct = bypass(target);
  switch (snippet) {
    case "curl":
      return `curl ${direct}-x ${shell(http)} ${shell(target)}`;
    case "connect":
      return `curl ${direct}--proxytunnel -x ${shell(http)} ${shell(target)}`;
    case "socks":
      return socksText(proxy, target, direct);
    case "python":
      return [
        "import requests",
        "",
        `proxy = ${JSON.stringify(http)}`,
        `answer = requests.get(${JSON.stringify(target)}, proxies={"http": proxy, "https": proxy}, timeout=20)`,
        "print(answer.text)",
      ].join("\n");
    case "node":
      return [
        'import { ProxyAgent, fetch } from "undici";',
        "",
        `const dispatcher = new ProxyAgent(${JSON.stringify(http)});`,
        `const answer = await fetch(${JSON.stringify(target)}, { dispatcher });`,
        "console.log(await answer.text());",
      ].join("\n");
  }
}

function socksText(proxy: ProxyLine, target: string, direct: string): string | null {
  if (proxy.port_socks === null) return null;
  const host = shell(`${proxy.ip}:${proxy.port_socks}`);
  const user = shell(`${proxy.login}:${proxy.password}`);
  return `curl ${direct}--socks5-hostname ${host} --proxy-user ${user} ${shell(target)}`;
}

/** Many machines keep their own addresses off proxies by `NO_PROXY`; a target on this machine has to say otherwise. */
function bypass(target: string): string {
  return new URL(target).hostname === "127.0.0.1" ? "--noproxy '' " : "";
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
