import type { Failure } from "@/components/ui/error-panel";

/**
 * Tells each refusal at the control of that name, or of the list that it is part of, and focuses the first one. Answers
 * what is left for a panel, by the labels that the form has: `null` when each stands beside its control.
 */
export function complain(form: HTMLFormElement | null, failure: Failure): Failure | null {
  const { fields = [], ...rest } = failure;
  const controlOf = (path: string) =>
    form?.elements.namedItem(path) ?? form?.elements.namedItem(path.split(".")[0] ?? "");
  const left = fields.filter(({ path, message }) => {
    const control = controlOf(path);
    if (!isControl(control) || !control.willValidate) return true;
    control.setCustomValidity(message);
    return !("tells" in control.dataset);
  });
  form?.reportValidity();
  if (fields.length && left.length === 0) return null;
  if (left.length === 0) return rest;
  return { ...rest, fields: left.map((field) => ({ ...field, ...labelOf(controlOf(field.path)) })) };
}

/** Forgets what was wrong with a control, for a form's `onInput`. */
export function clearComplaint(target: EventTarget): void {
  if (isControl(target)) target.setCustomValidity("");
}

/** A control's label, or of several with one name the legend that they are under. */
function labelOf(control: Element | RadioNodeList | null | undefined): { label?: string } {
  const first = control instanceof RadioNodeList ? control[0] : control;
  const [own] = isControl(first) ? (first.labels ?? []) : [];
  const legend = first instanceof Element ? first.closest("fieldset")?.querySelector("legend") : null;
  const label = (control === first ? own : legend)?.firstChild?.textContent;
  return label ? { label } : {};
}

function isControl(target: unknown): target is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}
