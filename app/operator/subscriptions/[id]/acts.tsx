import { ActDialog } from "@/components/form/act-dialog";
import { ReasonField } from "@/components/form/reason-field";
import { ToldField } from "@/components/form/told-field";
import { moneyText } from "@/components/format/money";
import { describe, Field, Select } from "@/components/ui/field";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useLocale, useT } from "@/lib/messages/t";
import { refund as giveBack, giveTraffic, resume, suspend } from "../actions";

interface ActsProps {
  subscription: Subscription;
  name: string;
  refund: { full_usd: string; unused_usd: string } | null;
}

/** What an operator can do with a subscription as it stands. */
export function Acts({ subscription, name, refund }: ActsProps) {
  const t = useT("operatorSubscriptions");
  const { id, status, kind } = subscription;
  const isOver = status === "released" || status === "provisioning";
  const isSuspended = status === "suspended";
  return (
    <div className="flex flex-wrap gap-2">
      {kind === "rotating" && !isOver ? <Traffic id={id} name={name} /> : null}
      {isOver ? null : (
        <ActDialog
          trigger={t(isSuspended ? "resume" : "suspend")}
          title={t(isSuspended ? "resumeTitle" : "suspendTitle", { name })}
          description={t(isSuspended ? "resumeEffect" : "suspendEffect")}
          submit={t(isSuspended ? "resume" : "suspend")}
          danger={!isSuspended}
          act={isSuspended ? resume : suspend}
        >
          <Named id={id} name={name} />
          <ReasonField label={t("reason")} hint={t("reasonHint")} first />
        </ActDialog>
      )}
      {refund ? <Refund id={id} name={name} refund={refund} /> : null}
    </div>
  );
}

function Refund({
  id,
  name,
  refund,
}: {
  id: number;
  name: string;
  refund: NonNullable<ActsProps["refund"]>;
}) {
  const t = useT("operatorSubscriptions");
  const locale = useLocale();
  return (
    <ActDialog
      trigger={t("refund")}
      title={t("refundTitle", { name })}
      description={t("refundEffect")}
      submit={t("refund")}
      danger
      act={giveBack}
    >
      <Named id={id} name={name} />
      <Field id="portion" label={t("portion")}>
        <Select {...describe("portion", {})} name="portion" data-first-focus>
          <option value="full">{t("full", { amount: moneyText(refund.full_usd, locale) })}</option>
          <option value="unused">{t("unused", { amount: moneyText(refund.unused_usd, locale) })}</option>
        </Select>
      </Field>
      <ReasonField label={t("reason")} hint={t("reasonHint")} />
    </ActDialog>
  );
}

function Traffic({ id, name }: { id: number; name: string }) {
  const t = useT("operatorSubscriptions");
  return (
    <ActDialog
      trigger={t("traffic")}
      title={t("trafficTitle", { name })}
      description={t("trafficEffect")}
      submit={t("traffic")}
      act={giveTraffic}
    >
      <Named id={id} name={name} />
      <ToldField
        name="quantity"
        label={t("trafficQuantity")}
        type="number"
        data-first-focus
        min={1}
        max={500}
        required
        defaultValue="1"
      />
      <ReasonField label={t("reason")} hint={t("reasonHint")} />
    </ActDialog>
  );
}

function Named({ id, name }: { id: number; name: string }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="name" value={name} />
    </>
  );
}
