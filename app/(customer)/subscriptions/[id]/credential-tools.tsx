import { useId } from "react";
import { describe, Field, Input, Select } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import { FORMATS, type Shape } from "./formats";

interface CredentialToolsProps {
  shape: Shape;
  onShape: (shape: Shape) => void;
  count: number;
  range: string;
  isRangeWrong: boolean;
  onRange: (range: string) => void;
}

/** In which format, which of them, and how a line of one's own looks. */
export function CredentialTools(props: CredentialToolsProps) {
  const { shape, onShape, count, range, isRangeWrong, onRange } = props;
  const t = useT("card");
  const id = useId();
  const choose = (value: string) =>
    onShape({ ...shape, format: FORMATS.find((one) => one === value) ?? shape.format });
  const rangeError = isRangeWrong ? t("secret.rangeWrong", { count }) : null;
  const templateHint = t("secret.templateHint", {
    names: "{ip} {port_http} {port_socks} {login} {password}",
  });
  return (
    <div className="mb-3 grid gap-3 sm:grid-cols-2">
      <Field id={`${id}-format`} label={t("secret.format")}>
        <Select
          id={`${id}-format`}
          value={shape.format}
          onChange={(event) => choose(event.target.value)}
          className="w-full"
        >
          {FORMATS.map((one) => (
            <option key={one} value={one}>
              {t(`secret.formats.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {count > 1 ? (
        <Field id={`${id}-range`} label={t("secret.range")} error={rangeError}>
          <Input
            {...describe(`${id}-range`, { error: rangeError })}
            mono
            inputMode="numeric"
            placeholder={t("secret.rangeAll", { count })}
            value={range}
            onChange={(event) => onRange(event.target.value)}
          />
        </Field>
      ) : null}
      {shape.format === "template" ? (
        <div className="sm:col-span-2">
          <Field id={`${id}-template`} label={t("secret.template")} hint={templateHint}>
            <Input
              {...describe(`${id}-template`, { hint: templateHint })}
              mono
              maxLength={300}
              spellCheck={false}
              autoComplete="off"
              value={shape.template}
              onChange={(event) => onShape({ ...shape, template: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </div>
  );
}
