import type { Failure } from "@/components/ui/error-panel";

/**
 * Tells each refusal at the control of that name, or of the list that it is part of, and focuses the first one. Answers
 * what is left for a panel: `null` when each stands beside its control.
 */
export function complain(form: HTMLFormElement | null, failure: Failure): Failure | null {
  const { fields = [], ...rest } = failure;
  const left = fields.filter(({ path, message }) => {
    const control = form?.elements.namedItem(path) ?? form?.elements.namedItem(path.split(".")[0] ?? "");
    if (!isControl(control) || !control.willValidate) return true;
    control.setCustomValidity(message);
    return !("tells" in control.dataset);
  });
  form?.reportValidity();
  if (fields.length && left.length === 0) return null;
  return left.length ? { ...rest, fields: left } : rest;
}

/** Forgets what was wrong with a control, for a form's `onInput`. */
export function clearComplaint(target: EventTarget): void {
  if (isControl(target)) target.setCustomValidity("");
}

function isControl(target: unknown): target is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}
