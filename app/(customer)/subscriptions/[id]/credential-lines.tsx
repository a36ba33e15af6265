import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/classes";
import { CopyButton } from "@/components/ui/copy-button";
import { Copy, Download, Eye, EyeOff } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";
import type { ProxyLine } from "../states";
import { isLineFormat, linesIn, type Shape, saveAsFile } from "./formats";

interface CredentialLinesProps {
  subscriptionId: number;
  /** Those that are chosen. */
  proxies: readonly ProxyLine[];
  isShown: boolean;
  isPending: boolean;
  shape: Shape;
  onReveal: () => void;
  onCopy: () => void;
  onHide: () => void;
}

/** The proxies in the chosen format, with dots for the secret until it is revealed. */
export function CredentialLines(props: CredentialLinesProps) {
  const { subscriptionId, proxies, isShown, isPending, shape, onReveal, onCopy, onHide } = props;
  const t = useT("card");
  const lines = linesIn(shape, proxies);
  const hasRows = isLineFormat(shape.format);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-end gap-2 max-sm:[&>button]:grow">
        {isShown ? (
          <Button onClick={() => saveAsFile(`proxies-${subscriptionId}`, shape.format, lines)}>
            <Download />
            {t("secret.download")}
          </Button>
        ) : null}
        <Button onClick={onCopy} disabled={isPending || proxies.length === 0}>
          <Copy />
          {t("secret.copy")}
        </Button>
        {isShown ? (
          <Button onClick={onHide}>
            <EyeOff />
            {t("secret.hide")}
          </Button>
        ) : (
          <Button tone="primary" onClick={onReveal} pending={isPending}>
            <Eye />
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
        <pre className="w-max min-w-full font-mono text-sm">
          {lines.map((line, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a format stand in order and may repeat
              key={index}
              className={cx("flex items-center justify-between gap-3", hasRows && "min-h-7")}
            >
              <span>{line}</span>
              {isShown && hasRows ? (
                <span className="sticky -right-3 bg-ground pr-3 pl-1">
                  <CopyButton text={line} what={t("secret.line", { number: index + 1 })} />
                </span>
              ) : null}
            </span>
          ))}
        </pre>
      </section>
    </>
  );
}
