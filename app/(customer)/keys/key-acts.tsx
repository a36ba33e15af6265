"use client";

import { EditKey } from "@/app/_keys/edit-key";
import { ActDialog } from "@/components/form/act-dialog";
import { Field, Select } from "@/components/ui/field";
import type { KeyCard } from "@/lib/contract/keys";
import { useT } from "@/lib/messages/t";
import { endKey, makeSecret, replaceKey } from "./actions";
import { OnceDialog } from "./once-dialog";

const OVERLAPS = ["now", "1h", "24h", "7d"] as const;

interface KeyActsProps {
  card: KeyCard;
  meUrl: string;
}

/** What can be done with a key in its state. */
export function KeyActs({ card, meUrl }: KeyActsProps) {
  const t = useT("keys");
  const { id, name, status } = card;
  if (status === "revoked" || status === "expired") return null;
  const isActive = status === "active";
  return (
    <div className="relative z-1 flex flex-wrap justify-end gap-2 py-1.5 max-md:grid max-md:grid-cols-2">
      {isActive ? (
        <>
          <EditKey card={card} />
          <OnceDialog
            size="small"
            trigger={t("rotate.button")}
            name={t("rotate.of", { name })}
            title={t("rotate.title", { name })}
            description={t("rotate.lead")}
            submit={t("rotate.submit")}
            act={replaceKey}
            meUrl={meUrl}
            fields={() => <Overlap id={id} of="rotate" />}
          />
          <OnceDialog
            size="small"
            trigger={t("secret.button")}
            name={t("secret.of", { name })}
            title={t("secret.title", { name })}
            description={t("secret.lead")}
            submit={t("secret.submit")}
            act={makeSecret}
            meUrl={meUrl}
            fields={() => <Overlap id={id} of="secret" />}
          />
        </>
      ) : null}
      <ActDialog
        size="small"
        trigger={
          <>
            {t("revoke.button")}
            <span className="sr-only"> {name}</span>
          </>
        }
        title={t("revoke.title", { name })}
        description={t("revoke.lead")}
        submit={t("revoke.submit")}
        danger
        act={endKey}
      >
        <input type="hidden" name="id" value={id} />
      </ActDialog>
    </div>
  );
}

function Overlap({ id, of }: { id: number; of: "rotate" | "secret" }) {
  const t = useT("keys");
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <Field id={`overlap-${of}-${id}`} label={t(`${of}.overlap`)}>
        <Select id={`overlap-${of}-${id}`} name="overlap" defaultValue="24h">
          {OVERLAPS.map((overlap) => (
            <option key={overlap} value={overlap}>
              {t(`rotate.overlaps.${overlap}`)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
