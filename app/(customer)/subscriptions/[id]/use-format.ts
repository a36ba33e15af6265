import { useSyncExternalStore } from "react";
import { FORMATS, type Format } from "./formats";

const KEY = "credentials-format";
const listeners = new Set<() => void>();
let chosen: Format | null = null;

/** The format of proxies that was chosen last, on this device; and how to choose another. */
export function useFormat(): [Format, (format: Format) => void] {
  return [useSyncExternalStore(subscribe, current, () => FORMATS[0]), choose];
}

function current(): Format {
  chosen ??= FORMATS.find((format) => format === stored()) ?? FORMATS[0];
  return chosen;
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function choose(format: Format): void {
  chosen = format;
  try {
    localStorage.setItem(KEY, format);
  } catch {
    // A browser that stores nothing remembers it for this visit.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
