"use client";

import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import type { TwoFactorState } from "./actions";
import type { Qr } from "./qr";

interface EnrolmentProps {
  state: Extract<TwoFactorState, { step: "code" }>;
  act: (data: FormData) => void;
  onCancel: () => void;
}

/** The secret for the app, as a picture and as text, and the first code. */
export function Enrolment({ state, act, onCancel }: EnrolmentProps) {
  const t = useT("settings");
  const words = useT("common");
  const form = useFocusInvalid(state.error);
  const { error, secret, qr } = state;
  return (
    <form ref={form} action={act} noValidate className="appear flex flex-col gap-4">
      <p>{t("twoFactor.scan")}</p>
      <QrPicture qr={qr} />
      <div>
        <p className="text-muted text-sm">{t("twoFactor.manual")}</p>
        <p className="mt-1 flex items-center gap-2">
          <code className="break-all font-mono text-sm">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
          <CopyButton text={secret} what={t("twoFactor.manual")} />
        </p>
      </div>
      <TextField
        name="code"
        id="first-code"
        label={t("twoFactor.code")}
        hint={t("twoFactor.codeHint")}
        error={error && (error === "tooMany" ? t("tooMany") : t(`twoFactor.${error}`))}
        mono
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
      />
      <div className="flex gap-2">
        <SubmitButton>{t("twoFactor.enable")}</SubmitButton>
        <Button onClick={onCancel}>{words("cancel")}</Button>
      </div>
    </form>
  );
}

/** For a machine's eye, which reads dark on light only: black on white in every theme. */
function QrPicture({ qr }: { qr: Qr }) {
  const t = useT("settings");
  return (
    <svg
      role="img"
      aria-label={t("twoFactor.qr")}
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded-control border border-line"
    >
      <rect width={qr.size} height={qr.size} fill="white" />
      <path d={qr.path} fill="black" />
    </svg>
  );
}

/** The recovery codes, this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useT("settings");
  return (
    <div role="status" className="appear flex flex-col gap-4">
      <h3>{t("twoFactor.codesTitle")}</h3>
      <p className="text-muted">{t("twoFactor.codesLead")}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-control border border-line p-3 font-mono text-sm max-md:gap-x-3">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" onClick={onKept}>
          {t("twoFactor.kept")}
        </Button>
        <CopyButton text={codes.join("\n")} what={t("twoFactor.copyCodes")} word />
      </div>
    </div>
  );
}
