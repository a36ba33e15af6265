"use client";

import { useActionState } from "react";
import { EmailAndPassword } from "@/components/form/email-and-password";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import { useT } from "@/lib/messages/t";
import { type SignInState, sendCode, signIn, signInWithKey } from "./actions";

const START: SignInState = { email: "", problem: null, challenge: null };

/** E-mail and password, or an API key; at somebody else's API only that. What was typed into the e-mail is never lost. */
export function SignInForm({ next, remote }: { next: string; remote: string | null }) {
  const t = useT("signin");
  const [state, act] = useActionState<SignInState, FormData>(signIn, START);
  if (remote !== null) return <KeyForm next={next} remote={remote} />;
  if (state.challenge) return <CodeForm next={next} start={state} />;
  return (
    <Tabs
      label={t("ways")}
      tabs={[
        {
          key: "account",
          label: t("byAccount"),
          content: <AccountForm next={next} state={state} act={act} />,
        },
        { key: "key", label: t("byKey"), content: <KeyForm next={next} remote={null} /> },
      ]}
    />
  );
}

function AccountForm(props: { next: string; state: SignInState; act: (data: FormData) => void }) {
  const t = useT("signin");
  const { state } = props;
  const form = useFocusInvalid(state.problem);
  return (
    <form ref={form} action={props.act} className="flex flex-col gap-4 pt-1">
      <input type="hidden" name="next" value={props.next} />
      <EmailAndPassword
        email={state.email}
        password="current"
        error={state.problem && problemText(t, state.problem)}
      />
      <SubmitButton>{t("submit")}</SubmitButton>
      <Link href="/forgot" className="self-center text-accent text-sm">
        {t("forgot")}
      </Link>
    </form>
  );
}

function CodeForm({ next, start }: { next: string; start: SignInState }) {
  const t = useT("signin");
  const [state, act] = useActionState<SignInState, FormData>(sendCode, start);
  const form = useFocusInvalid(state.problem);
  const { problem } = state;
  const isOver = problem?.code === "key_expired";
  const error = problem && (isOver ? t("code.expired") : problemText(t, problem, { wrong: t("code.wrong") }));
  return (
    <form ref={form} action={act} noValidate className="appear flex flex-col gap-4">
      <p>{t("code.lead")}</p>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="challenge" value={start.challenge ?? ""} />
      <TextField
        name="code"
        label={t("code.label")}
        hint={t("code.hint")}
        error={error}
        mono
        autoFocus
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
      />
      <SubmitButton>{t("code.submit")}</SubmitButton>
      <a href="/sign-in" className="self-center text-accent text-sm">
        {t("code.restart")}
      </a>
    </form>
  );
}

function KeyForm({ next, remote }: { next: string; remote: string | null }) {
  const t = useT("signin");
  const [state, act] = useActionState<SignInState, FormData>(signInWithKey, START);
  const form = useFocusInvalid(state.problem);
  const isUserMissing = state.problem?.code === "bad_request";
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4 pt-1">
      <input type="hidden" name="next" value={next} />
      <TextField
        name="key"
        label={t("key.label")}
        hint={remote === null ? t("key.hint") : t("key.remoteHint", { host: remote })}
        error={state.problem && !isUserMissing ? keyProblemText(t, state.problem) : null}
        type="password"
        mono
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
      />
      {remote === null ? null : <RemoteFields userId={state.userId} isUserMissing={isUserMissing} />}
      <SubmitButton>{t("submit")}</SubmitButton>
    </form>
  );
}

/** What a key of another deployment may need besides. */
function RemoteFields(props: { userId: string | undefined; isUserMissing: boolean }) {
  const t = useT("signin");
  return (
    <>
      <TextField
        name="user_id"
        label={t("key.user")}
        hint={t("key.userHint")}
        error={props.isUserMissing ? t("key.userMissing") : null}
        defaultValue={props.userId}
        inputMode="numeric"
        autoComplete="off"
        maxLength={15}
      />
      <TextField
        name="signing_secret"
        label={t("key.secret")}
        hint={t("key.secretHint")}
        type="password"
        mono
        autoComplete="off"
        maxLength={500}
      />
    </>
  );
}

type Words = ReturnType<typeof useT<"signin">>;
type ProblemOf = NonNullable<SignInState["problem"]>;

function problemText(t: Words, problem: ProblemOf, words: { wrong: string } = { wrong: t("wrong") }): string {
  if (problem.code === "banned") return t("banned", { reason: problem.reason ?? "" });
  if (problem.code === "rate_limited") return t("tooMany");
  return problem.code === "invalid_key" ? words.wrong : t("failed");
}

function keyProblemText(t: Words, problem: ProblemOf): string {
  if (problem.code === "key_expired") return t("key.expired");
  if (problem.code === "unavailable") return t("key.unavailable");
  if (problem.code === "ip_not_allowed") return t("key.address");
  if (problem.code === "forbidden_scope") return t("key.forbidden");
  return problemText(t, problem, { wrong: t("key.wrong") });
}
