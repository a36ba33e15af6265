import "server-only";
import { ownOrigin } from "@/lib/session/origin";
import type { QuickStartPlace } from "./quick-start";

/** This site, and what a proxy can fetch: in the sandbox only the gateway's echo page, which says where it saw you. */
export async function quickStartPlace(): Promise<QuickStartPlace> {
  const origin = await ownOrigin();
  return process.env.MODE === "live"
    ? { origin, mode: "live", target: "http://example.com/" }
    : { origin, mode: "sandbox", target: `http://127.0.0.1:${process.env.GATEWAY_ECHO_PORT}/` };
}
