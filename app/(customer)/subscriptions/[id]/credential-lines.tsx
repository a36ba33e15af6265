import { Copy, Download, Eye, EyeOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/classes";
import { CopyButton } from "@/components/ui/copy-button";
import { Select } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import type { ProxyLine } from "../states";
import { FORMATS, type Format, isLineFormat, linesIn, saveAsFile } from "./formats";

interface CredentialLinesProps {
  subscriptionId: number;
  proxies: readonly ProxyLine[];
  isShown: boolean;
  isPending: boolean;
  format: Format;
  onFormat: (format: Format) => void;
  onReveal: () => void;
  onCopy: () => void;
  onHide: () => void;
}

/** The proxies in the chosen format, with dots for the secret until it is revealed. */
export function CredentialLines(props: CredentialLinesProps) {
  const { subscriptionId, proxies, isShown, isPending, format, onFormat, onReveal, onCopy, onHide } = props;
  const t = useT("card");
  const lines = linesIn(format, proxies);
  const chooseFormat = (value: string) => onFormat(FORMATS.find((one) => one === value) ?? format);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Select
          aria-label={t("secret.format")}
          value={format}
          onChange={(event) => chooseFormat(event.target.value)}
          className="mr-auto"
        >
          {FORMATS.map((one) => (
            <option key={one} value={one}>
              {t(`secret.formats.${one}`)}
            </option>
          ))}
        </Select>
        {isShown ? (
          <Button onClick={() => saveAsFile(`proxies-${subscriptionId}`, format, lines)}>
            <Download aria-hidden="true" strokeWidth={1.5} />
            {t("secret.download")}
          </Button>
        ) : null}
        <Button onClick={onCopy} disabled={isPending}>
          <Copy aria-hidden="true" strokeWidth={1.5} />
          {t("secret.copy")}
        </Button>
        {isShown ? (
          <Button onClick={onHide}>
            <EyeOff aria-hidden="true" strokeWidth={1.5} />
            {t("secret.hide")}
          </Button>
        ) : (
          <Button tone="primary" onClick={onReveal} pending={isPending}>
            <Eye aria-hidden="true" strokeWidth={1.5} />
            {t("secret.reveal")}
          </Button>
        )}
      </div>
      <section
        aria-label={t("secret.region")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-control border border-line bg-ground px-3 py-2"
      >
        <pre className="font-mono text-sm">
          {lines.map((line, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a format stand in order and may repeat
              key={index}
              className={cx("flex items-center justify-between gap-3", isLineFormat(format) && "min-h-7")}
            >
              <span>{line}</span>
              {isShown && isLineFormat(format) ? (
                <CopyButton text={line} what={t("secret.line", { number: index + 1 })} />
              ) : null}
            </span>
          ))}
        </pre>
      </section>
    </>
  );
}
