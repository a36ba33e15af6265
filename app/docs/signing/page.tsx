import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "../_parts/code-block";
import { DocsSection, Prose } from "../_parts/prose";
import { SIGNING_PROGRAMS } from "./programs";
import { VECTORS } from "./vectors";

const FORM = "X-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>]";
const SIGNED = `v1
<t>
<METHOD>
<path with query>
<Idempotency-Key>
<hex SHA-256 of the body>`;
const PROGRAMS = [
  { language: "bash", label: "bash, openssl: sign.sh" },
  { language: "python", label: "Python: sign.py" },
  { language: "node", label: "Node: sign.mjs" },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("guides"))("signing.title") };
}

/** What is signed, how, and vectors to check against. A test runs the programs over every vector. */
export default async function SigningPage() {
  const t = await getT("guides");
  return (
    <>
      <PageHead title={t("signing.title")} lead={t("signing.lead")} />
      <p>
        <Prose text={t("signing.when")} />
      </p>
      <DocsSection id="header" title={t("signing.formTitle")}>
        <CodeBlock code={FORM} title="HTTP" />
      </DocsSection>
      <DocsSection id="text" title={t("signing.textTitle")}>
        <p>{t("signing.text")}</p>
        <CodeBlock code={SIGNED} title="v1" />
        <p>
          <Prose text={t("signing.lines")} />
        </p>
      </DocsSection>
      <DocsSection id="programs" title={t("signing.programsTitle")}>
        <p>
          <Prose text={t("signing.programs")} />
        </p>
        {PROGRAMS.map(({ language, label }) => (
          <CodeBlock
            key={language}
            code={SIGNING_PROGRAMS[language](VECTORS[0])}
            title={label}
            example={`sign-${language}`}
          />
        ))}
      </DocsSection>
      <DocsSection id="vectors" title={t("signing.vectorsTitle")}>
        <p>{t("signing.vectors")}</p>
        {VECTORS.map(({ name, ...vector }) => (
          <CodeBlock key={name} code={JSON.stringify(vector, null, 2)} title={t(`signing.names.${name}`)} />
        ))}
      </DocsSection>
    </>
  );
}
