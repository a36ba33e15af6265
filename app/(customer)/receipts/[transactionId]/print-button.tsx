"use client";

import { Button } from "@/components/ui/button";
import { Printer } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";

/** Prints the page; the print style leaves only the slip. */
export function PrintButton() {
  const t = useT("receipts");
  return (
    <Button onClick={() => window.print()} className="print:hidden">
      <Printer />
      {t("print")}
    </Button>
  );
}
