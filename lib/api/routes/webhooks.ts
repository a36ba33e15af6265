import type { OpenAPIHono } from "@hono/zod-openapi";
import { receiveEvent } from "@/lib/domain/deposits/receive";
import { AppError, notFound } from "@/lib/errors";
import type { ApiBusiness, ApiEnv } from "../call";

/**
 * The door for payment providers, beside the API: no key, but the provider's own signature over the raw body. An event
 * that was there before is answered like a new one, so that the provider stops sending it.
 */
export function mountWebhooks(api: OpenAPIHono<ApiEnv>, business: ApiBusiness): void {
  const path = "/payments/:provider/webhook";
  api.post(path, async (c) => {
    const name = c.req.param("provider");
    const provider = Object.hasOwn(business.payments, name) ? business.payments[name] : undefined;
    if (!provider?.readEvent) throw notFound();
    const webhook = { headers: c.req.raw.headers, body: c.get("rawBody"), now: new Date() };
    const isNew = await receiveEvent(business, name, provider.readEvent(webhook));
    return c.json({ status: "ok", repeated: !isNew });
  });
  api.all(path, (c) => {
    c.header("Allow", "POST");
    throw new AppError("method_not_allowed", "Webhooks are posted.");
  });
}
