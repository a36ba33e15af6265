import type { Metadata } from "next";
import { getT } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { Landing } from "./_home/landing";
import { Overview } from "./_home/overview";
import { startReading } from "./_home/read-overview";
import { CustomerFrame } from "./(customer)/customer-frame";

export async function generateMetadata(): Promise<Metadata> {
  const session = await currentSession();
  const title = session ? (await getT("overview"))("title") : (await getT("landing"))("title");
  return { title };
}

/** The first page: what we sell to who is signed out, what they have to who is signed in. */
export default async function HomePage() {
  const session = await currentSession();
  if (!session) return <Landing />;
  if (session.role === "customer") startReading(session.userId);
  return (
    <CustomerFrame>
      <Overview userId={session.userId} />
    </CustomerFrame>
  );
}
