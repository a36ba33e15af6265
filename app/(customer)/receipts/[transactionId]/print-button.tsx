"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useT } from "@/lib/messages/t";

/** Prints the page; the print style leaves only the slip. */
export function PrintButton() {
  const t = useT("receipts");
  return (
    <Button onClick={() => window.print()} className="print:hidden">
      <Printer aria-hidden="true" strokeWidth={1.5} />
      {t("print")}
    </Button>
  );
}
