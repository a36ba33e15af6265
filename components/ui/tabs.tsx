"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cx } from "./classes";

interface TabsProps {
  label: string;
  tabs: { key: string; label: string; content: ReactNode }[];
  onTab?: (key: string) => void;
}

/** Parts of one thing, one at a time. Arrows move between the tabs. For parts with a URL use links. */
export function Tabs({ label, tabs, onTab }: TabsProps) {
  const id = useId();
  const [active, setActive] = useState(tabs[0]?.key);
  const choose = (key: string) => {
    setActive(key);
    onTab?.(key);
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = tabs.findIndex((tab) => tab.key === active);
    const next = tabs.at((at + by) % tabs.length);
    if (!next) return;
    choose(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  const shown = tabs.find((tab) => tab.key === active);
  return (
    <div>
      <div
        role="tablist"
        aria-label={label}
        className="flex gap-4 overflow-x-auto border-line border-b px-0.5"
      >
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === active}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === active ? 0 : -1}
            onClick={() => choose(tab.key)}
            onKeyDown={move}
            className={cx(
              "-mb-px h-9 whitespace-nowrap border-b-2 font-medium -outline-offset-2 max-md:h-11",
              tab.key === active
                ? "border-accent text-text"
                : "border-transparent text-muted hover:text-text",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without controls takes focus, as the tabs pattern says
        tabIndex={0}
        aria-labelledby={`${id}-${active}`}
        className="pt-3"
      >
        {shown?.content}
      </div>
    </div>
  );
}
