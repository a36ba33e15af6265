import { PageHead } from "@/components/layout/page-head";
import type { ApiRequest } from "@/components/ui/as-curl";
import { Link } from "@/components/ui/link";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";
import { FollowStatus } from "./follow-status";
import { LabelForm } from "./label-form";
import { Renew } from "./renew";

const CANT_RENEW: readonly Subscription["status"][] = ["provisioning", "suspended"];

interface CardHeadProps {
  subscription: Subscription;
  name: string;
  requests: { label: ApiRequest; renew: ApiRequest };
}

/** The card's name and its main acts: label, renew. */
export async function CardHead({ subscription, name, requests }: CardHeadProps) {
  const t = await getT("card");
  const { id, label, status } = subscription;
  const canRenew = subscription.renewal_price_usd !== null && !CANT_RENEW.includes(status);
  return (
    <PageHead
      above={<Link href="/subscriptions">{t("back")}</Link>}
      title={name}
      lead={<FollowStatus status={status} />}
      action={
        <div className="flex flex-wrap gap-2">
          <LabelForm subscriptionId={id} label={label} request={requests.label} />
          {canRenew ? <Renew subscriptionId={id} name={name} request={requests.renew} /> : null}
        </div>
      }
    />
  );
}
