import { expect } from "@playwright/test";
import { type RawAnswer, raw } from "./raw";

const HIDDEN = /<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g;
const plain = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

/** Sends a form that strangers get as a browser without JavaScript does; answers the page that comes back. */
export async function postForm(url: string, fields: object, cookie = ""): Promise<RawAnswer> {
  const page = await raw(url);
  const form = /<form\b.*?<\/form>/s.exec(page.text)?.[0] ?? "";
  const hidden = [...form.matchAll(HIDDEN)].map(([, name = "", value = ""]) => [name, plain(value)]);
  expect(hidden.map(([name]) => name)).toContain("$ACTION_KEY");
  const all = new Map([...hidden, ...Object.entries(fields)].map(([name = "", value = ""]) => [name, value]));
  const parts = [...all].map(
    ([name, value]) => `--part\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(`${parts.join("")}--part--\r\n`);
  const headers = {
    cookie,
    origin: new URL(url).origin,
    "content-type": "multipart/form-data; boundary=part",
    "content-length": String(body.length),
  };
  return raw(url, { method: "POST", headers, body });
}
