import "server-only";
import { createApi } from "@/lib/api/app";
import { runtime } from "@/lib/runtime";

let api: Promise<ReturnType<typeof createApi>> | undefined;

/** Carries a request to the API: in this process. */
export async function send(request: Request): Promise<Response> {
  api ??= runtime().then(createApi);
  return (await api).fetch(request, { inProcess: true });
}
