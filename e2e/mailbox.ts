import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf } from "./fixtures";

/** A mail as the sandbox keeps it. */
export interface Mail {
  topic: string;
  link: string;
}

/** Waits for a mail of a topic to an address. */
export async function newestMail(request: APIRequestContext, email: string, topic: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(async () => {
      const headers = headersOf(firstRun().operator.api_key);
      const answer = await request.get(`${API}/sandbox/mails?email=${encodeURIComponent(email)}`, {
        headers,
      });
      const { items }: { items: Mail[] } = await answer.json();
      found = items.find((mail) => mail.topic === topic);
      return found?.topic;
    })
    .toBe(topic);
  return found ?? { topic, link: "" };
}
