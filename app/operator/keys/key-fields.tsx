import { ToldField, ToldTextarea } from "@/components/form/told-field";
import { Checkbox, describe, Field, Select } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";

const SCOPES = ["proxy:read", "proxy:write", "proxy:buy", "deposits:write"] as const;
const SIGNINGS = ["none", "optional", "required"] as const;

/** What a new key is asked for. An operator key holds every scope, so there is none to choose. */
export function KeyFields({ kind, userId }: { kind: "reseller" | "operator"; userId?: string }) {
  const t = useT("operatorKeys");
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      {kind === "reseller" ? (
        <ToldField
          name="user_id"
          label={t("userId")}
          required
          inputMode="numeric"
          pattern="[1-9][0-9]*"
          maxLength={15}
          defaultValue={userId}
        />
      ) : null}
      <ToldField name="name" label={t("name")} required maxLength={80} autoComplete="off" />
      {kind === "reseller" ? (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">{t("scopes")}</legend>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              name="scopes"
              value={scope}
              defaultChecked
              label={t(`scopeNames.${scope}`)}
              hint={scope}
            />
          ))}
        </fieldset>
      ) : null}
      <ToldField name="expires_at" type="date" label={t("expiresAt")} hint={t("expiresHint")} />
      <ToldTextarea
        name="allowed_ips"
        label={t("ips")}
        hint={t("ipsHint")}
        rows={2}
        spellCheck={false}
        className="font-mono"
      />
      <Field id="signing" label={t("signing")}>
        <Select {...describe("signing", {})} name="signing" defaultValue="none">
          {SIGNINGS.map((one) => (
            <option key={one} value={one}>
              {t(`signings.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
