/** Joins class names and leaves out what is empty. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** The box of everything that is typed into; 16 px on phones, so that they do not zoom. */
export const CONTROL =
  "h-9 w-full rounded-control border border-faint bg-surface px-3 text-base text-text placeholder:text-muted max-md:h-11 max-md:text-lg disabled:opacity-50 aria-invalid:border-bad";
