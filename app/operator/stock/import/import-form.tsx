"use client";

import type { ChangeEvent } from "react";
import { clearComplaint } from "@/components/form/complain";
import { ToldField, ToldTextarea } from "@/components/form/told-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { describe, Field, Input, Select } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import { Outcome } from "./outcome";
import { useImport } from "./use-import";

const CATEGORIES = ["isp", "datacenter"] as const;

/** Paste or choose, check, import. */
export function ImportForm() {
  const t = useT("operatorStock");
  const words = useT("common");
  const { form, wish, change, end, isPending, check, commit } = useImport();
  const fromFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) change({ list: await file.text() });
  };
  return (
    <div className="grid items-start gap-8 lg:grid-cols-2">
      <Card>
        <form
          ref={form}
          onInput={(event) => clearComplaint(event.target)}
          onSubmit={(event) => {
            event.preventDefault();
            check();
          }}
          className="flex flex-col gap-4"
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="category" label={t("category")}>
              <Select
                {...describe("category", {})}
                value={wish.category}
                onChange={(event) => change({ category: event.target.value })}
              >
                {CATEGORIES.map((one) => (
                  <option key={one} value={one}>
                    {words(`categories.${one}`)}
                  </option>
                ))}
              </Select>
            </Field>
            <ToldField
              name="country_name"
              label={t("country")}
              required
              maxLength={64}
              placeholder={t("countryHint")}
              value={wish.country_name}
              onChange={(event) => change({ country_name: event.target.value })}
            />
          </div>
          <ToldTextarea
            name="list"
            label={t("list")}
            hint={t("listHint")}
            rows={12}
            required
            spellCheck={false}
            autoComplete="off"
            wrap="off"
            className="font-mono"
            value={wish.list}
            onChange={(event) => change({ list: event.target.value })}
          />
          <Field id="file" label={t("file")}>
            <Input
              id="file"
              type="file"
              accept=".csv,.txt,text/csv,text/plain"
              onChange={fromFile}
              className="py-1.5"
            />
          </Field>
          <div>
            <Button type="submit" tone={end?.state === "checked" ? "plain" : "primary"} pending={isPending}>
              {t("check")}
            </Button>
          </div>
        </form>
      </Card>
      {end ? <Outcome end={end} isPending={isPending} onImport={commit} /> : null}
    </div>
  );
}
