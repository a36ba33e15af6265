import type { Translate } from "@/lib/messages/translator";

/** `1 IP`, `5 IPs`, `5 GB`. */
export function quantityText(words: Translate<"common">, quantity: number, unit: "IP" | "GB"): string {
  return unit === "IP" ? words("ips", { count: quantity }) : `${quantity} ${words("units.GB")}`;
}
