"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import type { Category } from "@/lib/contract/catalog";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";

interface FiltersProps {
  chosen: { status?: Subscription["status"]; category?: Category["category"]; q?: string };
  statuses: readonly Subscription["status"][];
  categories: readonly Category["category"][];
}

/** The list's filters: a form that writes the URL, at once for a choice, on Enter for text. */
export function Filters({ chosen, statuses, categories }: FiltersProps) {
  const t = useT("subscriptions");
  const words = useT("common");
  const form = useRef<HTMLFormElement>(null);
  const { status = "", category = "", q = "" } = chosen;
  useEffect(() => {
    for (const [name, value] of Object.entries({ status, category, q })) {
      const control = form.current?.elements.namedItem(name);
      if (control instanceof HTMLSelectElement || control instanceof HTMLInputElement) control.value = value;
    }
  }, [status, category, q]);
  const submit = () => form.current?.requestSubmit();
  return (
    <Form ref={form} action="/subscriptions" role="search" className="mb-4 flex flex-wrap items-center gap-2">
      <Input
        type="search"
        name="q"
        defaultValue={q}
        maxLength={100}
        aria-label={t("search")}
        placeholder={t("searchHint")}
        className="w-56! max-md:w-full!"
      />
      <Select
        name="status"
        defaultValue={status}
        aria-label={t("status")}
        onChange={submit}
        className="max-md:grow"
      >
        <option value="">{t("anyStatus")}</option>
        {statuses.map((one) => (
          <option key={one} value={one}>
            {words(`status.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        name="category"
        defaultValue={category}
        aria-label={t("category")}
        onChange={submit}
        className="max-md:grow"
      >
        <option value="">{t("anyCategory")}</option>
        {categories.map((one) => (
          <option key={one} value={one}>
            {words(`categories.${one}`)}
          </option>
        ))}
      </Select>
      <Button type="submit">
        <Search aria-hidden="true" strokeWidth={1.5} />
        {t("filter")}
      </Button>
      {status || category || q ? (
        <ButtonLink href="/subscriptions" tone="quiet">
          {words("clearFilters")}
        </ButtonLink>
      ) : null}
    </Form>
  );
}
