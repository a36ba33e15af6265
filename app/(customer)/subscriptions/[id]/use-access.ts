import { useState } from "react";
import type { Address } from "@/lib/contract/subscriptions";
import type { ProxyLine } from "../states";
import { FORMATS, masked, type Shape, USUAL_TEMPLATE } from "./formats";
import { type LoginOptions, USUAL_MINUTES, withOptions } from "./login-options";
import { readRange } from "./range";
import { useRemembered } from "./use-remembered";

const NO_OPTIONS: LoginOptions = { country: "", session: null, minutes: USUAL_MINUTES };

/** How the credentials are written: format and template (remembered here), which of them, and the login's options. */
export function useAccess(addresses: readonly Address[]) {
  const [kept, keepFormat] = useRemembered("credentials-format", FORMATS[0]);
  const [template, keepTemplate] = useRemembered("credentials-template", USUAL_TEMPLATE);
  const [range, setRange] = useState("");
  const [options, setOptions] = useState(NO_OPTIONS);
  const shape: Shape = { format: FORMATS.find((one) => one === kept) ?? FORMATS[0], template };
  return {
    shape,
    range,
    isRangeWrong: addresses.length > 0 && readRange(range, addresses.length) === null,
    options,
    setRange,
    setOptions,
    setShape(next: Shape) {
      keepFormat(next.format);
      keepTemplate(next.template);
    },
    /** The chosen ones of the opened proxies, or of the addresses, where they are told, with dots for the secret. */
    chosen(open: readonly ProxyLine[] | null): ProxyLine[] {
      const proxies = open ?? masked(addresses);
      return (readRange(range, proxies.length) ?? []).flatMap((index) => {
        const proxy = proxies[index];
        return proxy ? [{ ...proxy, login: withOptions(proxy.login, options) }] : [];
      });
    },
  };
}
