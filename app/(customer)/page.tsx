import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getT } from "@/lib/messages/server";
import { currentBan, currentSession } from "@/lib/session/current";
import { Overview } from "./_home/overview";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("overview"))("title") };
}

/** The first page of who is signed in; whose session has ended is a stranger again, and who is banned is told so. */
export default async function HomePage() {
  const session = await currentSession();
  if (!session) redirect((await currentBan()) ? "/sign-in" : "/welcome");
  return <Overview userId={session.userId} />;
}
