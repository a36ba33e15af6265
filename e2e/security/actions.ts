import type { Page, Request } from "@playwright/test";
import { raw } from "./raw";

/** Does something on a page and answers the server action that the browser sent for it. */
export async function actionOf(page: Page, act: () => Promise<unknown>): Promise<Request> {
  const [request] = await Promise.all([
    page.waitForRequest((candidate) => candidate.method() === "POST" && "next-action" in candidate.headers()),
    act(),
  ]);
  return request;
}

/** The same action once more, from somewhere else. */
export async function replay(action: Request, origin: string | null, cookie: string, more = {}) {
  const { origin: _, cookie: _cookie, ...headers } = action.headers();
  const body = action.postDataBuffer() ?? Buffer.alloc(0);
  return raw(action.url(), {
    method: "POST",
    body,
    headers: {
      ...headers,
      "content-length": String(body.length),
      cookie,
      ...(origin === null ? {} : { origin }),
      ...more,
    },
  });
}
