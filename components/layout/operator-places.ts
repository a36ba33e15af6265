import {
  Boxes,
  HeartPulse,
  KeyRound,
  Landmark,
  LayoutDashboard,
  Network,
  ScrollText,
  Settings,
  Tags,
  Users,
} from "lucide-react";
import type { Place } from "./places";

/** The operator's pages. The first four stand in the phone's bottom bar, the rest under "more". */
export const OPERATOR_PLACES: readonly Place[] = [
  { href: "/operator", label: "overview", icon: LayoutDashboard },
  { href: "/operator/users", label: "users", icon: Users },
  { href: "/operator/deposits", label: "deposits", icon: Landmark },
  { href: "/operator/subscriptions", label: "subscriptions", icon: Network },
  { href: "/operator/stock", label: "stock", icon: Boxes },
  { href: "/operator/prices", label: "prices", icon: Tags },
  { href: "/operator/keys", label: "keys", icon: KeyRound },
  { href: "/operator/audit", label: "audit", icon: ScrollText },
  { href: "/operator/health", label: "health", icon: HeartPulse },
  { href: "/operator/settings", label: "settings", icon: Settings },
];
