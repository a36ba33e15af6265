import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { Eye } from "@/components/ui/icons";
import { Tabs } from "@/components/ui/tabs";
import { useT } from "@/lib/messages/t";
import type { ProxyLine } from "../states";
import { SNIPPETS, type Snippet, snippetText } from "./snippet-texts";

interface SnippetsProps {
  proxy: ProxyLine;
  isShown: boolean;
  isPending: boolean;
  onReveal: () => void;
  target: string;
}

const NEEDS: Partial<Record<Snippet, "pythonNeeds" | "nodeNeeds" | "playwrightNeeds">> = {
  python: "pythonNeeds",
  node: "nodeNeeds",
  playwright: "playwrightNeeds",
};

/** Programs that go through the first proxy; with dots for the secret until it is revealed. */
export function Snippets({ proxy, isShown, isPending, onReveal, target }: SnippetsProps) {
  const t = useT("card");
  const tabs = SNIPPETS.flatMap((key) => {
    const text = snippetText(key, proxy, target);
    if (text === null) return [];
    const needs = NEEDS[key];
    const content = (
      <>
        <Code
          label={t(`snippets.${key}`)}
          masked={!isShown}
          className="on-ground rounded-control border border-line px-3 py-2"
        >
          {text}
        </Code>
        <div className="mt-2 flex min-h-9 items-center justify-between gap-3">
          <p className="text-muted text-sm">{needs ? t(`snippets.${needs}`) : null}</p>
          {isShown ? (
            <CopyButton text={text} what={t("snippets.what")} word />
          ) : (
            <Button size="small" onClick={onReveal} pending={isPending}>
              <Eye />
              {t("snippets.fill")}
            </Button>
          )}
        </div>
      </>
    );
    return [{ key, label: t(`snippets.${key}`), content }];
  });
  return (
    <Card title={t("snippets.title")}>
      <p className="mb-2 text-muted">
        {isShown ? t("snippets.shown", { ip: proxy.ip }) : t("snippets.hidden")}
      </p>
      <Tabs label={t("snippets.title")} tabs={tabs} />
    </Card>
  );
}
