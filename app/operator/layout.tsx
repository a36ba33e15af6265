import type { ReactNode } from "react";
import { keepLocale } from "@/app/_settings/actions";
import { Frame } from "@/components/layout/frame";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getTheme } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { signOut } from "./actions";

/** Operator pages share one frame, of another colour, with the one search box in it. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const [session, theme] = await Promise.all([requireOperator(), getTheme()]);
  return (
    <Frame
      area="operator"
      searchHref="/operator/search?q="
      account={{ email: session.email ?? `#${session.userId}`, theme, signOut, keepLocale }}
    >
      <ClientMessages of={["errors"]}>{children}</ClientMessages>
    </Frame>
  );
}
