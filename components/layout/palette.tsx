"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { cx } from "@/components/ui/classes";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { CornerDownLeft, Search } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";

/** One thing that the palette can go to. */
export interface Goal {
  href: string;
  label: string;
}

interface PaletteProps {
  open: boolean;
  onClose: () => void;
  goals: readonly Goal[];
  /** Where a text is searched for; the text is put after it. */
  searchHref: string;
}

/** Type to go somewhere: pages by name, anything else by the area's own search. Arrows choose, Enter goes. */
export function Palette({ open, onClose, goals, searchHref }: PaletteProps) {
  const t = useT("nav");
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = matching(goals, text, {
    label: t("searchFor", { text: text.trim() }),
    href: `${searchHref}${encodeURIComponent(text.trim())}`,
  });
  const close = () => {
    setText("");
    setAt(0);
    onClose();
  };
  const go = (goal: Goal | undefined) => {
    if (!goal) return;
    close();
    router.push(goal.href);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      go(found[at]);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !found.length) return;
    event.preventDefault();
    setAt((at + step + found.length) % found.length);
  };
  return (
    <Dialog open={open} onClose={close} title={t("palette")}>
      <Input
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length ? `${listId}-${at}` : undefined}
        aria-label={t("palette")}
        placeholder={t("paletteHint")}
        maxLength={100}
        data-first-focus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={listId} role="listbox" aria-label={t("palette")} className="mt-2 flex min-h-40 flex-col pb-2">
        {found.map((goal, index) => (
          <GoalRow key={goal.href} id={`${listId}-${index}`} goal={goal} chosen={index === at} onGo={go} />
        ))}
      </div>
    </Dialog>
  );
}

function GoalRow(props: { id: string; goal: Goal; chosen: boolean; onGo: (goal: Goal) => void }) {
  const { id, goal, chosen, onGo } = props;
  return (
    <button
      id={id}
      type="button"
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onClick={() => onGo(goal)}
      className={cx(
        "flex min-h-9 items-center justify-between gap-3 rounded-control px-3 text-left max-md:min-h-11",
        chosen ? "bg-accent-weak text-accent" : "hover:bg-hover",
      )}
    >
      <span className="truncate">{goal.label}</span>
      {chosen ? <CornerDownLeft className="size-4 shrink-0" /> : null}
    </button>
  );
}

function matching(goals: readonly Goal[], text: string, search: Goal): Goal[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...goals];
  return [...goals.filter(({ label }) => label.toLowerCase().includes(wanted)), search];
}

/** The button that opens the palette, with its key beside it. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const t = useT("nav");
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-9 w-full max-w-72 items-center gap-2 rounded-control border border-line bg-ground px-3 text-muted hover:border-strong"
    >
      <Search className="size-4" />
      <span className="grow text-left">{t("search")}</span>
      <kbd className="font-mono text-xs">Ctrl K</kbd>
    </button>
  );
}
