import { createApi } from "@/lib/api/app";
import { runtime } from "@/lib/runtime";

let api: Promise<ReturnType<typeof createApi>> | undefined;

/** For `next dev` and hosts that only run Next; our own server answers before it comes here. */
async function answer(request: Request): Promise<Response> {
  api ??= runtime().then(createApi);
  return (await api).fetch(request);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
