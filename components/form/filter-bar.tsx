"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
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
}

/** A list's filters: a form that writes what is chosen into the URL, at once for a choice, on Enter for text. Works without JavaScript. */
export function FilterBar({ action, fields }: FilterBarProps) {
  const t = useT("common");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const inUrl = JSON.stringify(fields.map(({ name, value = "" }) => [name, value]));
  const shown = useRef(inUrl);
  useEffect(() => {
    // What was chosen before this page came alive stays.
    if (shown.current === inUrl) return;
    shown.current = inUrl;
    for (const [name, value] of JSON.parse(inUrl)) {
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
        {fields.map((field) => (
          <FilterControl key={field.name} field={field} onChoose={() => form.current?.requestSubmit()} />
        ))}
        <Button type="submit">
          <Search aria-hidden="true" strokeWidth={1.5} />
          {t("filter")}
        </Button>
        {fields.some(({ value }) => value) ? (
          <ButtonLink href={action} tone="quiet">
            {t("clearFilters")}
          </ButtonLink>
        ) : null}
      </form>
    </search>
  );
}

function FilterControl({ field, onChoose }: { field: FilterField; onChoose: () => void }) {
  const common = { name: field.name, defaultValue: field.value ?? "", "aria-label": field.label };
  if (field.kind === "choice") {
    return (
      <Select {...common} onChange={onChoose} className="max-md:grow">
        {field.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    );
  }
  if (field.kind === "date")
    return <Input {...common} type="date" className="w-40! max-md:w-auto! max-md:grow" />;
  return (
    <Input
      {...common}
      type="search"
      maxLength={100}
      pattern={field.pattern}
      title={field.wrong}
      placeholder={field.hint ?? field.label}
      data-shortcut="filter"
      className="w-56! max-md:w-full!"
    />
  );
}
