import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { Prose } from "../_parts/prose";

const VERSIONS = [
  { version: "1.5.0", change: "telling" },
  { version: "1.4.0", change: "expected" },
  { version: "1.3.0", change: "careful" },
  { version: "1.2.0", change: "whole" },
  { version: "1.1.0", change: "docs" },
  { version: "1.0.0", change: "first" },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("guides"))("changelog.title") };
}

/** What changed in the API, the newest first. */
export default async function ChangelogPage() {
  const t = await getT("guides");
  return (
    <>
      <PageHead title={t("changelog.title")} lead={t("changelog.lead")} />
      <dl className="flex flex-col gap-4">
        {VERSIONS.map(({ version, change }) => (
          <div
            key={version}
            className="grid gap-x-6 gap-y-1 border-line border-t pt-3 sm:grid-cols-[96px_1fr]"
          >
            <dt className="font-mono">{version}</dt>
            <dd>
              <Prose text={t(`changelog.${change}`)} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
