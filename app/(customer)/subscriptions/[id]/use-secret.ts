import { useCallback, useEffect, useRef, useState } from "react";
import { revealCredentials } from "../actions";
import type { ProxyLine, Refusal } from "../states";

const SHOWN_MS = 30_000;

type Wish = "reveal" | "copy";

/** What stands between the person and the secret, if anything. */
export type Gate =
  | { kind: "none" }
  | { kind: "confirm"; wish: Wish; problem: "invalid_key" | "rate_limited" | null }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "lost" };

interface SecretOptions {
  subscriptionId: number;
  /** Gets the secret of a "copy"; it is not kept. */
  onCopy: (lines: ProxyLine[]) => Promise<void>;
  /** The activity has a new reading. */
  onSeen: () => void;
}

const NO_GATE: Gate = { kind: "none" };

/**
 * Keeps a revealed secret in this component's state and nowhere else: for 30 seconds, until the tab is hidden or
 * left, and never past unmounting. An answer that comes after any of these is dropped.
 */
export function useSecret({ subscriptionId, onCopy, onSeen }: SecretOptions) {
  const [lines, setLines] = useState<ProxyLine[] | null>(null);
  const [gate, setGate] = useState<Gate>(NO_GATE);
  const [isPending, setPending] = useState(false);
  const turn = useRef(0);
  const isAsking = useRef(false);
  const hide = useCallback(() => {
    turn.current += 1;
    setLines(null);
  }, []);
  useHideOnLeaving(hide);
  useEffect(() => {
    if (!lines) return;
    const timer = setTimeout(hide, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [lines, hide]);

  const ask = async (wish: Wish, password?: string) => {
    if (wish === "copy" && lines) return onCopy(lines);
    if (isAsking.current) return;
    isAsking.current = true;
    setPending(true);
    const asked = turn.current;
    try {
      const answer = await revealCredentials({ id: subscriptionId, password });
      if (answer.state === "confirm") return setGate({ kind: "confirm", wish, problem: answer.problem });
      if (answer.state === "refused") return setGate({ kind: "refused", refusal: answer.refusal });
      setGate(NO_GATE);
      onSeen();
      if (asked !== turn.current) return;
      if (wish === "copy") await onCopy(answer.lines);
      else setLines(answer.lines);
    } catch {
      setGate({ kind: "lost" });
    } finally {
      isAsking.current = false;
      setPending(false);
    }
  };
  return { lines, gate, isPending, ask, hide, dismiss: () => setGate(NO_GATE) };
}

function useHideOnLeaving(hide: () => void): void {
  useEffect(() => {
    const hideWhenHidden = () => {
      if (document.visibilityState === "hidden") hide();
    };
    document.addEventListener("visibilitychange", hideWhenHidden);
    window.addEventListener("pagehide", hide);
    return () => {
      document.removeEventListener("visibilitychange", hideWhenHidden);
      window.removeEventListener("pagehide", hide);
      hide();
    };
  }, [hide]);
}
