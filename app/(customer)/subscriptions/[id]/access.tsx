"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { announce } from "@/components/ui/announcer";
import type { ApiRequest } from "@/components/ui/as-curl";
import { Card } from "@/components/ui/card";
import type { Address, Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import type { ProxyLine } from "../states";
import { CredentialGate } from "./credential-gate";
import { CredentialLines } from "./credential-lines";
import { CredentialTools } from "./credential-tools";
import { EndpointBuilder } from "./endpoint-builder";
import { linesIn } from "./formats";
import { NewPassword } from "./new-password";
import { Snippets } from "./snippets";
import { useAccess } from "./use-access";
import { useSecret } from "./use-secret";

interface AccessProps {
  subscription: Pick<Subscription, "id" | "status" | "kind">;
  name: string;
  addresses: readonly Address[];
  /** What a rotating login can ask for. */
  countries: readonly string[];
  /** Who saw the credentials last, and when. */
  seen: ReactNode;
  echoUrl: string;
  rotateRequest: ApiRequest;
  /** What confirms the person. */
  proof: "password" | "key";
}

/** Credentials and the snippets that use them; the secret lives in here while it is shown, and nowhere else. */
export function Access(props: AccessProps) {
  const { subscription, name, addresses, countries, seen, echoUrl, rotateRequest, proof } = props;
  const t = useT("card");
  const router = useRouter();
  const access = useAccess(addresses);
  const { shape, options } = access;
  const copy = async (open: ProxyLine[]) => {
    const proxies = access.chosen(open);
    try {
      await navigator.clipboard.writeText(linesIn(shape, proxies).join("\n"));
      announce(t("secret.copied", { count: proxies.length }));
    } catch {
      announce(t("secret.copyFailed"), { tone: "bad" });
    }
  };
  const secret = useSecret({ subscriptionId: subscription.id, onCopy: copy, onSeen: () => router.refresh() });
  if (subscription.status === "provisioning" || subscription.status === "released")
    return <NoAccess isReleased={subscription.status === "released"} />;
  const proxies = access.chosen(secret.lines);
  const [example] = proxies;
  const isShown = secret.lines !== null;
  return (
    <>
      <Card
        title={t("secret.title")}
        action={
          <NewPassword
            subscriptionId={subscription.id}
            name={name}
            request={rotateRequest}
            onReplaced={secret.hide}
          />
        }
      >
        {subscription.kind === "rotating" ? (
          <EndpointBuilder options={options} onOptions={access.setOptions} countries={countries} />
        ) : null}
        <CredentialTools
          shape={shape}
          onShape={access.setShape}
          count={addresses.length}
          range={access.range}
          isRangeWrong={access.isRangeWrong}
          onRange={access.setRange}
        />
        <CredentialLines
          subscriptionId={subscription.id}
          proxies={proxies}
          isShown={isShown}
          isPending={secret.isPending}
          shape={shape}
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
          {isShown ? t("secret.seenNow") : seen}
        </p>
      </Card>
      {example ? (
        <Snippets
          proxy={example}
          isShown={isShown}
          isPending={secret.isPending}
          onReveal={() => secret.ask("reveal")}
          target={echoUrl}
        />
      ) : null}
    </>
  );
}

function NoAccess({ isReleased }: { isReleased: boolean }) {
  const t = useT("card");
  return (
    <Card title={t("secret.title")}>
      <p className="text-muted">{t(isReleased ? "secret.released" : "secret.none")}</p>
    </Card>
  );
}
