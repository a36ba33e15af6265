import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getT } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { Overview } from "./_home/overview";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("overview"))("title") };
}

/** The first page of who is signed in; whose session has ended is a stranger again. */
export default async function HomePage() {
  const session = await currentSession();
  if (!session) redirect("/welcome");
  return <Overview userId={session.userId} />;
}
