import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "./_parts/code-block";
import { quickStartPlace } from "./_parts/place";
import { DocsSection, Prose } from "./_parts/prose";
import { quickStartNode, quickStartPython, quickStartSteps } from "./_parts/quick-start";

const STEPS = ["key", "quote", "buy", "credentials", "use"] as const;
const NEXT = ["basics", "proxies", "reference", "errors", "idempotency"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("docs"))("start.title") };
}

/** From a key to a working proxy. A test reads these commands off this page and runs them. */
export default async function QuickStartPage() {
  const [t, place] = await Promise.all([getT("docs"), quickStartPlace()]);
  const commands = quickStartSteps(place);
  const note = place.mode === "sandbox" ? "start.sandboxKey" : "start.liveKey";
  const scripts = [
    { key: "python", label: "Python: proxy.py", code: quickStartPython(place) },
    { key: "node", label: "Node: proxy.mjs", code: quickStartNode(place) },
  ];
  return (
    <>
      <PageHead title={t("start.title")} lead={t("start.lead")} />
      {STEPS.map((step, index) => (
        <DocsSection key={step} id={step} title={`${index + 1}. ${t(`start.${step}.title`)}`}>
          <p>
            <Prose text={step === "key" ? t(note) : t(`start.${step}.text`)} />
          </p>
          <CodeBlock code={commands[step]} title="bash" example={`step-${step}`} />
        </DocsSection>
      ))}
      {place.mode === "sandbox" ? (
        <p className="mt-3 text-muted">
          <Prose text={t("start.echo")} />
        </p>
      ) : null}
      <DocsSection id="programs" title={t("start.programs.title")}>
        <p>
          <Prose text={t("start.programs.text")} />
        </p>
        {scripts.map(({ key, label, code }) => (
          <CodeBlock key={key} code={code} title={label} example={`program-${key}`} />
        ))}
      </DocsSection>
      <DocsSection id="next" title={t("start.next")}>
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          {NEXT.map((page) => (
            <li key={page}>
              <Link href={`/docs/${page}`} className="text-accent underline underline-offset-2">
                {t(`places.${page}`)}
              </Link>
              {`: ${t(`start.why.${page}`)}`}
            </li>
          ))}
        </ul>
      </DocsSection>
    </>
  );
}
