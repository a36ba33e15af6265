import { useT } from "@/lib/messages/t";
import type { CheckedAddress } from "../states";

interface CheckNoteProps {
  found: { state: "checking" } | { state: "checked"; is: CheckedAddress; hasTarget: boolean };
}

/** What a check found, in words: whether it works, by which IP it leaves, and what each protocol said. */
export function CheckNote({ found }: CheckNoteProps) {
  const t = useT("card");
  if (found.state === "checking") return t("check.checking");
  const { ok, http, socks5, exit_ip: exitIp } = found.is;
  const said = (protocol: CheckedAddress["http"]) =>
    protocol.problem === null ? t("check.works") : t(`check.problems.${protocol.problem}`);
  const protocols =
    http.problem === socks5.problem
      ? t("check.both", { said: said(http) })
      : `${t("check.http", { said: said(http) })} · ${t("check.socks", { said: said(socks5) })}`;
  return (
    <>
      {ok ? <ExitIp ip={exitIp} hasTarget={found.hasTarget} /> : null}
      {protocols}
    </>
  );
}

function ExitIp({ ip, hasTarget }: { ip: string | null; hasTarget: boolean }) {
  const t = useT("card");
  if (!hasTarget) return `${t("check.loginOnly")} · `;
  return ip === null ? null : (
    <>
      {t("check.exit")} <span className="font-mono text-text">{ip}</span>
      {" · "}
    </>
  );
}
