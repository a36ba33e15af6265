import "server-only";
import { cache } from "react";
import { createApi } from "@/lib/api/app";
import type { RouteDefinition } from "@/lib/contract/route";
import type { Principal } from "@/lib/domain/context";
import { runtime } from "@/lib/runtime";
import { signRequest } from "@/lib/signing";
import { adaptAnswer } from "./adapt";
import { type Remote, sendOverHttp } from "./remote";

/** What came back: the API's own answer or error, as JSON. */
export interface Reply {
  ok: boolean;
  status: number;
  body: unknown;
}

/** The session's key is checked once per page; outside of a page's rendering React keeps nothing, and each call checks. */
const checkedKeys = cache(() => new Map<string, Promise<Principal>>());

let api: Promise<ReturnType<typeof createApi>> | undefined;

/** Carries a request to the API: in this process, or over HTTP when `PROXY_API_URL` names another deployment. */
export async function send(
  request: Request,
  route: RouteDefinition | null,
  signingSecret: string | null = null,
): Promise<Reply> {
  const { proxyApiUrl } = (await runtime()).env;
  if (proxyApiUrl === null) {
    api ??= runtime().then(createApi);
    return readReply(await (await api).fetch(request, { inProcess: true, checked: checkedKeys() }));
  }
  const reply = await readReply(
    await sendOverHttp(request, {
      baseUrl: proxyApiUrl,
      sign: signingSecret === null ? null : signerOf(signingSecret),
    }),
  );
  return reply.ok && route ? { ...reply, body: adaptAnswer(route, reply.body) } : reply;
}

function signerOf(secret: string): NonNullable<Remote["sign"]> {
  return ({ method, pathWithQuery, idempotencyKey, body }) =>
    signRequest(secret, Math.floor(Date.now() / 1000), {
      method,
      path: pathWithQuery,
      idempotencyKey,
      body: Buffer.from(body),
    });
}

async function readReply(response: Response): Promise<Reply> {
  return { ok: response.ok, status: response.status, body: await response.json() };
}
