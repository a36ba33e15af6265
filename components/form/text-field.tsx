import type { ComponentProps, ReactNode } from "react";
import { describe, Field, Input } from "@/components/ui/field";

interface TextFieldProps extends Omit<ComponentProps<typeof Input>, "id" | "name"> {
  /** The control's id and its name in the form. */
  name: string;
  /** The id where `name` is not unique on the page. */
  id?: string;
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
}

/** One labelled line of a form, with its hint and what is wrong with it beside it. */
export function TextField({ name, id = name, label, hint, error = null, ...rest }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input {...rest} {...describe(id, { hint, error })} name={name} />
    </Field>
  );
}
