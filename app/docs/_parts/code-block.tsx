import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { useT } from "@/lib/messages/t";

/** Code to read or paste. `example` names it for the test that runs it. */
export function CodeBlock({ code, title, example }: { code: string; title: string; example?: string }) {
  const t = useT("docs");
  return (
    <figure className="min-w-0 rounded-card border border-line bg-surface">
      <figcaption className="flex min-h-9 items-center justify-between gap-3 border-line border-b pr-1 pl-4 text-muted text-sm">
        {title}
        <CopyButton text={code} what={t("codeOf", { title })} />
      </figcaption>
      <Code label={title} example={example} className="rounded-b-card px-4 py-3">
        {code}
      </Code>
    </figure>
  );
}
