"use client";

import { useActionState } from "react";
import { EmailAndPassword } from "@/components/form/email-and-password";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import { useT } from "@/lib/messages/t";
import { type SignInState, sendCode, signIn, signInWithKey } from "./actions";

const START: SignInState = { email: "", problem: null, challenge: null };

interface SignInFormProps {
  next: string;
  remote: string | null;
  /** Why the session that was open here was closed, if by a ban. */
  ban: { reason: string | null } | null;
}

/** E-mail and password, or an API key; at somebody else's API only that. What was typed into the e-mail is never lost. */
export function SignInForm({ next, remote, ban }: SignInFormProps) {
  const t = useT("signin");
  const start: SignInState = ban ? { ...START, problem: { code: "banned", ...ban } } : START;
  const [state, act] = useActionState<SignInState, FormData>(signIn, start);
  if (remote !== null) return <KeyForm next={next} remote={remote} start={start} />;
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
        { key: "key", label: t("byKey"), content: <KeyForm next={next} remote={null} start={START} /> },
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
      <BanNotice problem={state.problem} />
      <EmailAndPassword
        email={state.email}
        password="current"
        error={problemText(t, state.problem, t("wrong"))}
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
  const error = isOver ? t("code.expired") : problemText(t, problem, t("code.wrong"));
  return (
    <form ref={form} action={act} noValidate className="appear flex flex-col gap-4">
      <BanNotice problem={problem} />
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

function KeyForm({ next, remote, start }: { next: string; remote: string | null; start: SignInState }) {
  const t = useT("signin");
  const [state, act] = useActionState<SignInState, FormData>(signInWithKey, start);
  const form = useFocusInvalid(state.problem);
  const isUserMissing = state.problem?.code === "bad_request";
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4 pt-1">
      <input type="hidden" name="next" value={next} />
      <BanNotice problem={state.problem} />
      <TextField
        name="key"
        label={t("key.label")}
        hint={remote === null ? t("key.hint") : t("key.remoteHint", { host: remote })}
        error={isUserMissing ? null : keyProblemText(t, state.problem)}
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
type Problem = SignInState["problem"];

/** A ban is no mistake in a field: it stands above them all, and has the focus when it is told. */
function BanNotice({ problem }: { problem: Problem }) {
  if (problem?.code !== "banned") return null;
  const { code, reason } = problem;
  return (
    <div data-first-focus tabIndex={-1} className="rounded-card">
      <ErrorPanel failure={{ code, ...(reason ? { reason } : {}) }} />
    </div>
  );
}

/** What stands beside the field; `wrong` is for what was typed wrong. */
function problemText(t: Words, problem: Problem, wrong: string): string | null {
  if (!problem || problem.code === "banned") return null;
  if (problem.code === "rate_limited") return t("tooMany");
  return problem.code === "invalid_key" ? wrong : t("failed");
}

function keyProblemText(t: Words, problem: Problem): string | null {
  if (problem?.code === "key_expired") return t("key.expired");
  if (problem?.code === "unavailable") return t("key.unavailable");
  if (problem?.code === "ip_not_allowed") return t("key.address");
  if (problem?.code === "forbidden_scope") return t("key.forbidden");
  return problemText(t, problem, t("key.wrong"));
}
