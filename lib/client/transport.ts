import "server-only";
import { cache } from "react";
import { createApi } from "@/lib/api/app";
import type { ApiBindings } from "@/lib/api/call";
import type { RouteDefinition } from "@/lib/contract/route";
import { foreignApiUrl } from "@/lib/env";
import { runtime } from "@/lib/runtime";
import { DASHBOARD_SIGNING, signRequest } from "@/lib/signing";
import { adaptAnswer } from "./adapt";
import { type Remote, sendOverHttp } from "./remote";

/** What came back: the API's own answer or error, as JSON. */
export interface Reply {
  ok: boolean;
  status: number;
  body: unknown;
}

/** The session's key is checked once per page; outside of a page's rendering React keeps nothing, and each call checks. */
const checkedKeys = cache((): NonNullable<ApiBindings["checked"]> => new Map());

let api: Promise<ReturnType<typeof createApi>> | undefined;

/** Carries a request to the API: in this process, or over HTTP when `PROXY_API_URL` names another deployment. */
export async function send(
  request: Request,
  route: RouteDefinition | null,
  signingSecret: string | null = null,
): Promise<Reply> {
  const { env, seal } = await runtime();
  const { proxyApiUrl } = env;
  if (proxyApiUrl === null) return sendInProcess(request);
  const secret = signingSecret ?? (env.proxyApiShared ? seal.derive(DASHBOARD_SIGNING)[0] : undefined);
  const sign = secret === undefined ? null : signerOf(secret);
  const reply = await readReply(await sendOverHttp(request, { baseUrl: proxyApiUrl, sign }));
  const isForeign = reply.ok && route !== null && foreignApiUrl(env) !== null;
  return isForeign ? { ...reply, body: adaptAnswer(route, reply.status, reply.body) } : reply;
}

/** Carries a request to the API in this process, whatever the pages work with. */
export async function sendInProcess(request: Request): Promise<Reply> {
  api ??= runtime().then(createApi);
  return readReply(await (await api).fetch(request, { inProcess: true, checked: checkedKeys() }));
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
