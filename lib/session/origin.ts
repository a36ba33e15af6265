import "server-only";
import { headers } from "next/headers";
import { ownOrigins } from "@/lib/env";
import { runtime } from "@/lib/runtime";

/**
 * Where this site is, for links and for commands that are to be pasted: `https://shop.example`. Of our own origins the
 * one that the reader used; what a request says of any other host counts for nothing.
 */
export async function ownOrigin(): Promise<string> {
  const { env } = await runtime();
  const host = (await headers()).get("host");
  return ownOrigins(env).find((origin) => new URL(origin).host === host) ?? env.publicUrl;
}
