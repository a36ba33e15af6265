import { Flag } from "@/components/ui/icons";
import { Badge } from "@/components/ui/status";
import type { OperatorDeposit } from "@/lib/contract/deposits";
import { useT } from "@/lib/messages/t";

/** What an operator should look at, in words. */
export function Flags({ flags }: { flags: OperatorDeposit["flags"] }) {
  const t = useT("operatorDeposits");
  return flags.map((flag) => (
    <Badge key={flag} tone="warn">
      <Flag />
      {t(`flags.${flag}`)}
    </Badge>
  ));
}
