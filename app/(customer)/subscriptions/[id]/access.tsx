"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { announce } from "@/components/ui/announcer";
import { Card } from "@/components/ui/card";
import type { Address, Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import type { ProxyLine } from "../states";
import { CredentialGate } from "./credential-gate";
import { CredentialLines } from "./credential-lines";
import { linesIn, masked } from "./formats";
import { NewPassword } from "./new-password";
import { Snippets } from "./snippets";
import { useFormat } from "./use-format";
import { useSecret } from "./use-secret";

interface AccessProps {
  subscription: Pick<Subscription, "id" | "status" | "kind">;
  name: string;
  addresses: readonly Address[];
  /** Who saw the credentials last, and when. */
  seen: ReactNode;
  echoUrl: string;
  /** What confirms the person. */
  proof: "password" | "key";
}

/** Credentials and the snippets that use them; the secret lives in here while it is shown, and nowhere else. */
export function Access({ subscription, name, addresses, seen, echoUrl, proof }: AccessProps) {
  const t = useT("card");
  const router = useRouter();
  const [format, chooseFormat] = useFormat();
  const copy = async (proxies: ProxyLine[]) => {
    try {
      await navigator.clipboard.writeText(linesIn(format, proxies).join("\n"));
      announce(t("secret.copied", { count: proxies.length }));
    } catch {
      announce(t("secret.copyFailed"), { tone: "bad" });
    }
  };
  const secret = useSecret({ subscriptionId: subscription.id, onCopy: copy, onSeen: () => router.refresh() });
  const hasNone = subscription.status === "provisioning" || subscription.status === "released";
  if (hasNone) {
    return (
      <Card title={t("secret.title")}>
        <p className="text-muted">
          {t(subscription.status === "released" ? "secret.released" : "secret.none")}
        </p>
      </Card>
    );
  }
  const proxies = secret.lines ?? masked(addresses);
  const example = proxies[0];
  return (
    <>
      <Card
        title={t("secret.title")}
        action={<NewPassword subscriptionId={subscription.id} name={name} onReplaced={secret.hide} />}
      >
        <CredentialLines
          subscriptionId={subscription.id}
          proxies={proxies}
          isShown={secret.lines !== null}
          isPending={secret.isPending}
          format={format}
          onFormat={chooseFormat}
          onReveal={() => secret.ask("reveal")}
          onCopy={() => secret.ask("copy")}
          onHide={secret.hide}
        />
        <CredentialGate
          gate={secret.gate}
          proof={proof}
          isPending={secret.isPending}
          onPassword={secret.ask}
          onDismiss={secret.dismiss}
        />
        <p aria-live="polite" className="mt-3 text-muted text-sm">
          {secret.lines ? t("secret.seenNow") : seen}
        </p>
      </Card>
      {example ? <Snippets proxy={example} isShown={secret.lines !== null} target={echoUrl} /> : null}
    </>
  );
}
