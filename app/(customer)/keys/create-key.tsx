"use client";

import { wrongNetworksText } from "@/app/_keys/networks";
import { TextField } from "@/components/form/text-field";
import { Checkbox, describe, Field, Input, Select, Textarea } from "@/components/ui/field";
import { Plus } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";
import { makeKey } from "./actions";
import { OnceDialog } from "./once-dialog";
import type { Wrong } from "./states";

const SCOPES = ["proxy:read", "proxy:buy", "proxy:write", "deposits:write"] as const;
const EXPIRIES = ["never", "30d", "90d", "1y"] as const;
const SIGNINGS = ["none", "optional", "required"] as const;
const PERIODS = ["month", "total"] as const;

/** The button and the form of a new key. */
export function CreateKey({ meUrl }: { meUrl: string }) {
  const t = useT("keys");
  return (
    <OnceDialog
      tone="primary"
      wide
      trigger={
        <>
          <Plus />
          {t("create.button")}
        </>
      }
      title={t("create.title")}
      submit={t("create.submit")}
      act={makeKey}
      meUrl={meUrl}
      fields={(wrong) => <Fields wrong={wrong} />}
    />
  );
}

function Fields({ wrong }: { wrong: readonly Wrong[] }) {
  const t = useT("keys");
  const errorOf = (field: Wrong["field"]) => {
    const found = wrong.find((one) => one.field === field);
    if (!found) return null;
    return field === "allowed_ips" ? wrongNetworksText(t, found.lines) : t(`wrong.${field}`);
  };
  return (
    <>
      <TextField
        name="name"
        id="key-name"
        label={t("create.name")}
        hint={t("create.nameHint")}
        error={errorOf("name")}
        autoComplete="off"
        data-first-focus
      />
      <Scopes error={errorOf("scopes")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice name="expiry" label={t("create.expiry")} error={errorOf("expires_at")}>
          {EXPIRIES.map((key) => [key, t(`create.expiries.${key}`)])}
        </Choice>
        <Choice name="signing" label={t("create.signing")} hint={t("create.signingHint")} error={null}>
          {SIGNINGS.map((key) => [key, t(`create.signings.${key}`)])}
        </Choice>
      </div>
      <Networks error={errorOf("allowed_ips")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          id="key-amount"
          label={t("create.cap")}
          hint={t("create.capHint")}
          error={errorOf("spend_cap")}
        >
          <Input
            {...describe("key-amount", { hint: t("create.capHint"), error: errorOf("spend_cap") })}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
        <Choice name="period" label={t("create.period")} error={null}>
          {PERIODS.map((key) => [key, t(`create.periods.${key}`)])}
        </Choice>
      </div>
      {wrong.some(({ field }) => field === "other") ? <p role="alert">{errorOf("other")}</p> : null}
    </>
  );
}

function Scopes({ error }: { error: string | null }) {
  const t = useT("keys");
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{t("create.scopes")}</legend>
      {SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          name="scopes"
          value={scope}
          defaultChecked={scope === "proxy:read"}
          aria-invalid={error ? true : undefined}
          label={t(`scopes.${scope}`)}
          hint={<code className="font-mono">{scope}</code>}
        />
      ))}
      {error ? (
        <p role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Networks({ error }: { error: string | null }) {
  const t = useT("keys");
  const hint = t("create.ipsHint");
  return (
    <Field id="key-ips" label={t("create.ips")} hint={hint} error={error} optional>
      <Textarea
        {...describe("key-ips", { hint, error })}
        name="allowed_ips"
        spellCheck={false}
        placeholder="203.0.113.0/24"
        className="font-mono"
      />
    </Field>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  hint?: string;
  error: string | null;
  children: [string, string][];
}

function Choice({ name, label, hint, error, children }: ChoiceProps) {
  const id = `key-${name}`;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Select {...describe(id, { hint, error })} name={name}>
        {children.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
