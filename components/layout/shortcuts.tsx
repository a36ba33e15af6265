"use client";

import { useEffect, useState } from "react";
import { Facts, Kbd } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { useT } from "@/lib/messages/t";
import { Palette, PaletteButton } from "./palette";
import { type Area, PLACES } from "./places";

type Layer = "palette" | "help" | null;

/** The keys of every page: Ctrl-K or ⌘K for the palette, `/` for the list's filter, `?` for this list. */
export function Shortcuts({ area, searchHref }: { area: Area; searchHref: string }) {
  const t = useT("nav");
  const [layer, setLayer] = useState<Layer>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wish = wishOf(event);
      if (!wish) return;
      event.preventDefault();
      if (wish === "filter") focusFilter();
      else setLayer(wish);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const close = () => setLayer(null);
  const goals = PLACES[area].map(({ href, label }) => ({ href, label: t(`places.${label}`) }));
  return (
    <>
      <PaletteButton onOpen={() => setLayer("palette")} />
      <Palette open={layer === "palette"} onClose={close} goals={goals} searchHref={searchHref} />
      <ShortcutHelp open={layer === "help"} onClose={close} />
    </>
  );
}

function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT("nav");
  const keys = [
    [<Kbd key="k">Ctrl K</Kbd>, t("keys.palette")],
    [<Kbd key="/">/</Kbd>, t("keys.filter")],
    [<Kbd key="?">?</Kbd>, t("keys.help")],
    [<Kbd key="esc">Esc</Kbd>, t("keys.close")],
  ] as const;
  return (
    <Dialog open={open} onClose={onClose} title={t("keys.title")}>
      <Facts rows={keys.map(([key, label]) => ({ key: label, label, value: key }))} />
    </Dialog>
  );
}

function wishOf(event: KeyboardEvent): "palette" | "help" | "filter" | null {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) return "palette";
  const target = event.target instanceof HTMLElement ? event.target : null;
  const isTyping = target?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target?.tagName ?? "");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]"))
    return null;
  if (event.key === "?") return "help";
  return event.key === "/" ? "filter" : null;
}

function focusFilter(): void {
  const filter = document.querySelector('[data-shortcut="filter"]');
  if (filter instanceof HTMLElement) filter.focus();
}
