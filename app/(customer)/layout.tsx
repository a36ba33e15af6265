import type { ReactNode } from "react";
import { CustomerFrame } from "./customer-frame";

/** Customer pages share one frame. */
export default function CustomerLayout({ children }: { children: ReactNode }) {
  return <CustomerFrame>{children}</CustomerFrame>;
}
