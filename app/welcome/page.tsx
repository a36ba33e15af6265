import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { queryOf } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { Landing } from "./landing";

interface WelcomeProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("landing"))("title") };
}

/**
 * What we sell, for who is signed out. It stands at `/` for browsers without a session (see `next.config.ts`): a page of
 * its own, so that strangers don't download what customers use.
 */
export default async function WelcomePage({ searchParams }: WelcomeProps) {
  if (await currentSession()) redirect("/");
  return <Landing query={queryOf(await searchParams)} />;
}
