import type { ReactNode } from "react";
import type { ErrorCode, FieldError } from "@/lib/errors";
import { useT } from "@/lib/messages/t";
import { cx } from "./classes";
import { CopyButton } from "./copy-button";
import { fieldNameOf } from "./field-names";
import { CircleHelp, CircleX } from "./icons";
import { WithContact } from "./with-contact";

/** What an answer of the API says about its failure: the fields of its `error` that a person needs. */
export interface Failure {
  code: ErrorCode;
  request_id?: string;
  charged?: boolean | "unknown";
  /** `label`: what the form that was filled in calls the field. */
  fields?: (FieldError & { label?: string })[];
  reason?: string;
  appeal?: string;
}

interface ErrorPanelProps {
  failure: Failure;
  /** Replaces the catalogue's "what to do" where the page knows better. None is shown while the outcome is unknown. */
  fix?: ReactNode;
  /** What to do: a button or a link. */
  action?: ReactNode;
}

/** What happened, whether money moved, what to do, and the request id. Client users ship `errors` and `common`. */
export function ErrorPanel({ failure, fix, action }: ErrorPanelProps) {
  const t = useT("common");
  const text = useT("errors");
  const unknown = failure.charged === "unknown";
  const Icon = unknown ? CircleHelp : CircleX;
  return (
    <div
      role="alert"
      className={cx(
        "flex gap-3 rounded-card border p-4",
        unknown ? "border-warn/40 bg-warn-weak" : "border-bad/40 bg-bad-weak",
      )}
    >
      <Icon className={cx("mt-0.5 size-4 shrink-0", unknown ? "text-warn" : "text-bad")} />
      <div className="min-w-0 grow">
        <p className="font-medium">{text(`${failure.code}.title`)}</p>
        <Charged charged={failure.charged} />
        {failure.reason ? <p className="mt-1">{failure.reason}</p> : null}
        {failure.fields?.map((field) => (
          <p key={`${field.path}${field.code}`} className="mt-1">
            <FieldName path={field.path} label={field.label} /> {field.message}
          </p>
        ))}
        {fix || !unknown ? (
          <p className="mt-1 text-muted">{fix ?? <WithContact text={text(`${failure.code}.fix`)} />}</p>
        ) : null}
        {failure.appeal ? <p className="mt-1 text-muted">{failure.appeal}</p> : null}
        {action ? <div className="mt-3 flex flex-wrap gap-2">{action}</div> : null}
        {failure.request_id ? <RequestId label={t("requestId")} id={failure.request_id} /> : null}
      </div>
    </div>
  );
}

/** As the reader knows it; the API's own name only where no form of ours has the field. */
function FieldName({ path, label }: { path: string; label?: string | undefined }) {
  const t = useT("common");
  const name = fieldNameOf(path);
  const words = label ?? (name && t(`fieldNames.${name}`));
  return words ? `${words}:` : <code className="font-mono text-sm">{path}</code>;
}

function Charged({ charged }: { charged: Failure["charged"] }) {
  const t = useT("common");
  if (charged === undefined) return null;
  return <p className="mt-1">{t(`charged.${charged === "unknown" ? "unknown" : charged ? "yes" : "no"}`)}</p>;
}

/** A request's id with a copy button, to send to whoever can look it up. */
export function RequestId({ label, id }: { label: string; id: string }) {
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-2 text-muted text-sm">
      {label}
      <code className="select-all break-all font-mono text-text">{id}</code>
      <CopyButton text={id} what={label} />
    </p>
  );
}
