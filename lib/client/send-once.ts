import "server-only";
import { cache } from "react";
import type { RouteDefinition } from "@/lib/contract/route";
import { type Reply, send } from "./transport";

/** What this page has read so far. Only while a page renders does React keep it, so actions always ask anew. */
const repliesOfPage = cache(() => new Map<string, Promise<Reply>>());

/** `send`, but the same read within one page is sent once: the frame and the page both want the balance. */
export function sendOnce(
  request: Request,
  route: RouteDefinition,
  signingSecret: string | null,
): Promise<Reply> {
  if (request.method !== "GET") return send(request, route, signingSecret);
  const replies = repliesOfPage();
  const name = `${request.headers.get("Authorization")} ${request.url}`;
  const reply = replies.get(name) ?? send(request, route, signingSecret);
  replies.set(name, reply);
  return reply;
}
