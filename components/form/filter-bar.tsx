"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/classes";
import { Input, Select } from "@/components/ui/field";
import { Search, SlidersHorizontal } from "@/components/ui/icons";
import { listHref } from "@/lib/list-url";
import { useT } from "@/lib/messages/t";

/** One filter of a list: a text, a day, or one of several words, of which the first is "any". `wrong` says what a text of another `pattern` lacks. */
export type FilterField = { name: string; label: string; value: string | undefined } & (
  | { kind: "text"; hint?: string; pattern?: string; wrong?: string }
  | { kind: "date" }
  | { kind: "choice"; options: readonly { value: string; label: string }[] }
);

interface FilterBarProps {
  /** The list's path, without a query. */
  action: string;
  fields: readonly FilterField[];
  /** The button's word where it isn't "Filter"; then there is nothing to clear either. */
  submit?: string;
}

/** With more fields than this a phone shows the first one, and the rest when it is asked to. */
const MOST_ON_PHONE = 3;
/** A hint of more letters than this needs a longer field. */
const LONG_HINT = 22;

/** A list's filters: a form that writes what is chosen into the URL, at once for a choice, on Enter for text. Works without JavaScript. */
export function FilterBar({ action, fields, submit: word }: FilterBarProps) {
  const t = useT("common");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [first, ...rest] = fields;
  const isLong = fields.length > MOST_ON_PHONE;
  const chosen = rest.filter(({ value }) => value).length;
  const [isOpen, setOpen] = useState(false);
  const submit = () => form.current?.requestSubmit();
  const inUrl = JSON.stringify(fields.map(({ name, value = "" }) => [name, value]));
  const shown = useRef(inUrl);
  useEffect(() => {
    // What was chosen before this page came alive stays.
    if (shown.current === inUrl) return;
    const before = new Map(JSON.parse(shown.current));
    shown.current = inUrl;
    for (const [name, value] of JSON.parse(inUrl)) {
      // What the URL says as before may have been typed over while the page was on its way.
      if (before.get(name) === value) continue;
      const control = form.current?.elements.namedItem(name);
      if (control instanceof HTMLSelectElement || control instanceof HTMLInputElement) control.value = value;
    }
  }, [inUrl]);
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      String(value).trim(),
    ]);
    router.push(listHref(action, Object.fromEntries(chosen)));
  };
  return (
    <search>
      <form ref={form} action={action} onSubmit={search} className="mb-4 flex flex-wrap items-center gap-2">
        {first ? <FilterControl field={first} onChoose={submit} sharesRow={isLong} /> : null}
        {isLong ? (
          <Button
            className="noscript:hidden md:hidden"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <SlidersHorizontal />
            {chosen ? t("moreFiltersChosen", { count: chosen }) : t("moreFilters")}
          </Button>
        ) : null}
        <div className={cx("contents", isLong && !isOpen && "max-md:not-noscript:hidden")}>
          {rest.map((field) => (
            <FilterControl key={field.name} field={field} onChoose={submit} sharesRow />
          ))}
          <Button type="submit" className={cx(isLong && "max-md:grow")}>
            <Search />
            {word ?? t("filter")}
          </Button>
        </div>
        {!word && fields.some(({ value }) => value) ? (
          <ButtonLink href={action} tone="quiet">
            {t("clearFilters")}
          </ButtonLink>
        ) : null}
      </form>
    </search>
  );
}

interface FilterControlProps {
  field: FilterField;
  onChoose: () => void;
  /** On a phone something else may stand beside it. */
  sharesRow?: boolean;
}

function FilterControl({ field, onChoose, sharesRow }: FilterControlProps) {
  const common = { name: field.name, defaultValue: field.value ?? "", "aria-label": field.label };
  if (field.kind === "choice") {
    return (
      <Select {...common} onChange={onChoose} className="max-md:basis-[calc(50%-4px)] max-md:grow">
        {field.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    );
  }
  if (field.kind === "date") {
    return (
      <span className="flex items-center gap-2 max-md:w-full">
        <span aria-hidden="true" className="text-muted text-sm max-md:w-16">
          {field.label}
        </span>
        <Input {...common} type="date" className="w-40! max-md:w-auto! max-md:grow" />
      </span>
    );
  }
  const hint = field.hint ?? field.label;
  return (
    <Input
      {...common}
      type="search"
      maxLength={100}
      pattern={field.pattern}
      title={field.wrong}
      placeholder={hint}
      data-shortcut="filter"
      className={cx(
        hint.length > LONG_HINT ? "md:w-72!" : "md:w-56!",
        sharesRow ? "max-md:w-0! max-md:min-w-32 max-md:grow" : "max-md:w-full!",
      )}
    />
  );
}
