"use client";

import { useRouter } from "next/navigation";
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";
import type { Act, ActEnd } from "./act";
import { clearComplaint, complain } from "./complain";
import { useIdempotencyKey } from "./use-idempotency-key";

interface ActDialogProps {
  /** The button that opens the dialog. */
  trigger: ReactNode;
  tone?: "primary" | "plain" | "quiet" | "danger";
  size?: "medium" | "small";
  /** Names the object: "Ban ann@example.test". */
  title: string;
  /** What it does, in one sentence: the effect before it happens. */
  description?: ReactNode;
  /** The words of the act: "Ban", "Add $5.00". */
  submit: string;
  danger?: boolean;
  wide?: boolean;
  act: Act;
  /** The form's fields; their names are those of the API, so that a refusal is told beside the right one. */
  children?: ReactNode;
}

/**
 * A button, its dialog and the one act in it. What was typed is never lost; the idempotency key stays the same only
 * while nobody knows how the last try ended and the form is unchanged. Client pages ship `errors`.
 */
export function ActDialog(props: ActDialogProps) {
  const { trigger, tone, size, title, description, submit, danger, wide, act, children } = props;
  const t = useT("common");
  const [open, setOpen] = useState(false);
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [state, dispatch, isPending] = useActionState<ActEnd, FormData>(act, { end: "open" });
  const key = useIdempotencyKey(state);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEnd(state, form, setFailure, () => setOpen(false));

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    fields.set("idempotency_key", key(fields));
    startTransition(() => dispatch(fields));
  };
  const close = () => {
    if (isPending) return;
    setFailure(null);
    setOpen(false);
  };
  return (
    <>
      <Button {...(tone ? { tone } : {})} {...(size ? { size } : {})} onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={title}
        description={description}
        wide={wide ?? false}
        footer={
          <>
            <Button onClick={close}>{t("cancel")}</Button>
            <Button type="submit" form={formId} tone={danger ? "danger" : "primary"} pending={isPending}>
              {submit}
            </Button>
          </>
        }
      >
        <form
          id={formId}
          ref={form}
          onSubmit={send}
          onInput={(event) => clearComplaint(event.target)}
          className="flex flex-col gap-4 pb-1"
        >
          {children}
          {failure ? <ErrorPanel failure={failure} /> : null}
        </form>
      </Dialog>
    </>
  );
}

/** Closes, says so and goes on after success; tells a refusal beside the field that it names. */
function useEnd(
  state: ActEnd,
  form: { current: HTMLFormElement | null },
  onFailure: (untold: Failure | null) => void,
  onDone: () => void,
): void {
  const router = useRouter();
  const told = useRef("");
  useEffect(() => {
    if (state.end === "open" || told.current === state.turn) return;
    told.current = state.turn;
    onFailure(state.end === "refused" ? complain(form.current, state.failure) : null);
    if (state.end === "refused") return;
    onDone();
    announce(state.message);
    if (state.href) router.push(state.href);
    else router.refresh();
  }, [state, form, onFailure, onDone, router]);
}
