import type { ReactNode } from "react";
import type { Theme } from "@/lib/messages/locale";
import { ContactLine } from "./contact-line";
import { Preferences } from "./preferences";
import { Wordmark } from "./wordmark";

/** One narrow card for sign-in and its kin: nothing else to look at. */
export function AuthFrame(props: {
  title: string;
  lead?: ReactNode;
  theme: Theme;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <Wordmark />
      <section className="rounded-card border border-line bg-surface p-6">
        <h1 className="text-title">{props.title}</h1>
        {props.lead ? <p className="mt-0.5 text-muted">{props.lead}</p> : null}
        <div className="mt-5">{props.children}</div>
      </section>
      {props.footer ? <p className="text-center text-muted">{props.footer}</p> : null}
      <Preferences theme={props.theme} />
      <ContactLine />
    </main>
  );
}
