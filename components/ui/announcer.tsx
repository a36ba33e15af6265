"use client";

import { useEffect, useId, useSyncExternalStore } from "react";
import { useT } from "@/lib/messages/t";
import { IconButton } from "./button";
import { cx } from "./classes";
import { X } from "./icons";

interface Note {
  id: number;
  text: string;
  tone: "plain" | "bad";
  /** Read out only, nothing to see. */
  silent: boolean;
}

const STAYS_MS = 6000;
const NONE: readonly Note[] = [];
let notes: readonly Note[] = NONE;
let lastId = 0;
let places: readonly string[] = [];
const listeners = new Set<() => void>();

/** Says something in the corner and to screen readers, from any client component. `silent`: to screen readers only. */
export function announce(text: string, how: { tone?: "plain" | "bad"; silent?: boolean } = {}): void {
  lastId += 1;
  change([...notes.slice(-2), { id: lastId, text, tone: how.tone ?? "plain", silent: how.silent ?? false }]);
}

/** The place where announcements appear: once in the root layout, once in a dialog, which makes the rest inert. The innermost shows them. */
export function Announcer() {
  const place = useId();
  const all = useSyncExternalStore(
    subscribe,
    () => notes,
    () => NONE,
  );
  const innermost = useSyncExternalStore(
    subscribe,
    () => places.at(-1) === place,
    () => true,
  );
  useEffect(() => {
    places = [...places, place];
    tell();
    return () => {
      places = places.filter((other) => other !== place);
      tell();
    };
  }, [place]);
  const current = innermost ? all : NONE;
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2 max-md:bottom-20"
    >
      {current.map((note) => (
        <NoteView key={note.id} note={note} />
      ))}
    </div>
  );
}

function NoteView({ note }: { note: Note }) {
  const t = useT("common");
  useEffect(() => {
    const timer = setTimeout(() => forget(note.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [note.id]);
  if (note.silent) return <p className="sr-only">{note.text}</p>;
  return (
    <div
      className={cx(
        "appear pointer-events-auto flex max-w-sm items-center gap-2 rounded-card border bg-raised py-1.5 pr-1.5 pl-4 shadow-float",
        note.tone === "bad" ? "border-bad" : "border-line",
      )}
    >
      <p>{note.text}</p>
      <IconButton size="small" label={t("dismiss")} onClick={() => forget(note.id)}>
        <X />
      </IconButton>
    </div>
  );
}

function forget(id: number): void {
  change(notes.filter((note) => note.id !== id));
}

function change(next: readonly Note[]): void {
  notes = next;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
