import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const chosen = new Map<string, string>();

/** A choice that this browser remembers, never a secret; and how to choose again. `fallback` where there is none. */
export function useRemembered(name: string, fallback: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => current(name) ?? fallback,
    () => fallback,
  );
  return [value, (next) => choose(name, next)];
}

function current(name: string): string | undefined {
  const known = chosen.get(name);
  if (known !== undefined) return known;
  const kept = stored(name);
  if (kept !== null) chosen.set(name, kept);
  return kept ?? undefined;
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function choose(name: string, value: string): void {
  chosen.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that stores nothing remembers it for this visit.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
