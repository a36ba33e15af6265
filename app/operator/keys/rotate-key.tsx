import { describe, Field, Select } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import { rotate } from "./actions";
import { KeyDialog } from "./key-dialog";

const OVERLAPS = ["24h", "1h", "7d", "now"] as const;

/** Replaces a key, with an overlap. */
export function RotateKey({ id, name }: { id: number; name: string }) {
  const t = useT("operatorKeys");
  return (
    <KeyDialog
      size="small"
      trigger={t("rotate")}
      title={t("rotateTitle", { name })}
      description={t("rotateEffect")}
      submit={t("rotate")}
      act={rotate}
    >
      <input type="hidden" name="id" value={id} />
      <Field id="overlap" label={t("overlap")}>
        <Select {...describe("overlap", {})} name="overlap" defaultValue="24h">
          {OVERLAPS.map((one) => (
            <option key={one} value={one}>
              {t(`overlaps.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    </KeyDialog>
  );
}
