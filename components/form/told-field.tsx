"use client";

import type { ComponentProps } from "react";
import { describe, Field, Textarea } from "@/components/ui/field";
import { TextField } from "./text-field";
import { useComplaint } from "./use-complaint";

interface Told {
  /** What a text lacks that is not taken. */
  wrong?: string;
}

/** A `TextField` that says itself what is wrong with it: what the browser finds, or what an act's answer names. */
export function ToldField({ wrong, ...field }: Omit<ComponentProps<typeof TextField>, "error"> & Told) {
  const { error, control } = useComplaint(wrong);
  return <TextField {...field} {...control} error={error} />;
}

interface ToldTextareaProps extends Omit<ComponentProps<typeof Textarea>, "id" | "name">, Told {
  name: string;
  id?: string;
  label: string;
  hint?: string;
  optional?: boolean;
}

/** The same for several lines. */
export function ToldTextarea({
  wrong,
  name,
  id = name,
  label,
  hint,
  optional = false,
  ...rest
}: ToldTextareaProps) {
  const { error, control } = useComplaint(wrong);
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <Textarea {...rest} {...describe(id, { hint, error })} {...control} name={name} />
    </Field>
  );
}
