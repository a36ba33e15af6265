"use client";

import { ActDialog } from "@/components/form/act-dialog";
import { ToldField, ToldTextarea } from "@/components/form/told-field";
import { Checkbox, Field, Select } from "@/components/ui/field";
import type { KeyCard } from "@/lib/contract/keys";
import { useT } from "@/lib/messages/t";
import { editKey } from "./actions";

const PERIODS = ["month", "total"] as const;

/** A button and a form for a key's name and limits. Its scopes can only be taken away. */
export function EditKey({ card }: { card: KeyCard }) {
  const t = useT("keys");
  const { name } = card;
  return (
    <ActDialog
      size="small"
      wide
      trigger={
        <>
          {t("edit.button")}
          <span className="sr-only"> {name}</span>
        </>
      }
      title={t("edit.title", { name })}
      description={t("edit.lead")}
      submit={t("edit.submit")}
      act={editKey}
    >
      <Terms card={card} />
    </ActDialog>
  );
}

function Terms({ card }: { card: KeyCard }) {
  const t = useT("keys");
  const end = card.expires_at?.slice(0, 10) ?? "";
  return (
    <>
      <input type="hidden" name="id" value={card.id} />
      <input type="hidden" name="kind" value={card.kind} />
      <input type="hidden" name="expires_was" value={end} />
      <ToldField
        name="name"
        id={`edit-name-${card.id}`}
        label={t("create.name")}
        required
        maxLength={80}
        defaultValue={card.name}
        autoComplete="off"
        data-first-focus
      />
      {card.kind === "operator" ? null : <Scopes scopes={card.scopes} />}
      <ToldField
        name="expires_at"
        id={`edit-end-${card.id}`}
        type="date"
        label={t("edit.expiry")}
        hint={t("edit.expiryHint")}
        defaultValue={end}
      />
      <ToldTextarea
        name="allowed_ips"
        id={`edit-ips-${card.id}`}
        label={t("create.ips")}
        hint={t("create.ipsHint")}
        optional
        spellCheck={false}
        defaultValue={card.allowed_ips.join("\n")}
        className="font-mono"
      />
      {card.kind === "operator" ? null : <Cap card={card} />}
    </>
  );
}

function Scopes({ scopes }: Pick<KeyCard, "scopes">) {
  const t = useT("keys");
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-medium">{t("create.scopes")}</legend>
      <p className="mb-0.5 text-muted text-sm">{t("edit.scopesHint")}</p>
      {scopes.map((scope) => (
        <Checkbox
          key={scope}
          name="scopes"
          value={scope}
          defaultChecked
          label={t(`scopes.${scope}`)}
          hint={<code className="font-mono">{scope}</code>}
        />
      ))}
    </fieldset>
  );
}

function Cap({ card }: { card: KeyCard }) {
  const t = useT("keys");
  const periodId = `edit-period-${card.id}`;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ToldField
        name="spend_cap"
        id={`edit-cap-${card.id}`}
        label={t("create.cap")}
        hint={t("create.capHint")}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={card.spend_cap?.amount_usd ?? ""}
      />
      <Field id={periodId} label={t("create.period")}>
        <Select id={periodId} name="period" defaultValue={card.spend_cap?.period ?? "month"}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t(`create.periods.${period}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
