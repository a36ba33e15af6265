import { useId } from "react";
import { Button } from "@/components/ui/button";
import { describe, Field, Input, Select, Switch } from "@/components/ui/field";
import { RefreshCw } from "@/components/ui/icons";
import { countryName } from "@/lib/countries";
import { useLocale, useT } from "@/lib/messages/t";
import { type LoginOptions, MOST_MINUTES, newSession } from "./login-options";

interface EndpointBuilderProps {
  options: LoginOptions;
  onOptions: (options: LoginOptions) => void;
  /** ISO codes that can be asked for; at most one: there is nothing to choose. */
  countries: readonly string[];
}

/** Country, sticky session and its lifetime: what the login of the rotating endpoint asks for. */
export function EndpointBuilder({ options, onOptions, countries }: EndpointBuilderProps) {
  const t = useT("card");
  const locale = useLocale();
  const id = useId();
  const change = (part: Partial<LoginOptions>) => onOptions({ ...options, ...part });
  const minutesHint = t("endpoint.minutesHint", { most: MOST_MINUTES });
  const clamp = (text: string) => Math.min(MOST_MINUTES, Math.max(1, Math.trunc(Number(text)) || 1));
  return (
    <fieldset className="mb-4 grid gap-3">
      <legend className="mb-2 font-medium">{t("endpoint.title")}</legend>
      {countries.length > 1 ? (
        <Field id={`${id}-country`} label={t("endpoint.country")}>
          <Select
            id={`${id}-country`}
            value={options.country}
            onChange={(event) => change({ country: event.target.value })}
          >
            <option value="">{t("endpoint.anyCountry")}</option>
            {countries.map((code) => (
              <option key={code} value={code}>{`${code} ${countryName(code, locale)}`}</option>
            ))}
          </Select>
        </Field>
      ) : null}
      <Switch
        label={t("endpoint.sticky")}
        hint={t("endpoint.stickyHint")}
        checked={options.session !== null}
        onChange={(event) => change({ session: event.target.checked ? newSession() : null })}
      />
      {options.session === null ? null : (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Field id={`${id}-session`} label={t("endpoint.session")}>
            <span className="flex gap-2">
              <Input id={`${id}-session`} mono readOnly value={options.session} />
              <Button onClick={() => change({ session: newSession() })}>
                <RefreshCw />
                {t("endpoint.newSession")}
              </Button>
            </span>
          </Field>
          <Field id={`${id}-minutes`} label={t("endpoint.minutes")} hint={minutesHint}>
            <Input
              {...describe(`${id}-minutes`, { hint: minutesHint })}
              type="number"
              min={1}
              max={MOST_MINUTES}
              value={options.minutes}
              onChange={(event) => change({ minutes: Math.trunc(event.target.valueAsNumber) || 0 })}
              onBlur={(event) => change({ minutes: clamp(event.target.value) })}
            />
          </Field>
        </div>
      )}
    </fieldset>
  );
}
