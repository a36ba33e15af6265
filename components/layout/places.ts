import {
  BookOpen,
  Boxes,
  CreditCard,
  Gift,
  HeartPulse,
  KeyRound,
  Landmark,
  LayoutDashboard,
  type LineIcon,
  Network,
  ScrollText,
  Settings,
  ShoppingBag,
  Tags,
  Users,
} from "@/components/ui/icons";
import type { Messages } from "@/lib/messages/en";

/** A page of the frame's navigation; `label` is a key of `nav.places`. */
interface Place {
  href: string;
  label: keyof Messages["nav"]["places"];
  icon: LineIcon;
}

/** The customer's pages. The first four stand in the phone's bottom bar, the rest under "more". */
const CUSTOMER_PLACES: readonly Place[] = [
  { href: "/", label: "overview", icon: LayoutDashboard },
  { href: "/catalog", label: "catalog", icon: ShoppingBag },
  { href: "/subscriptions", label: "subscriptions", icon: Network },
  { href: "/billing", label: "billing", icon: CreditCard },
  { href: "/referrals", label: "referrals", icon: Gift },
  { href: "/keys", label: "keys", icon: KeyRound },
  { href: "/settings", label: "settings", icon: Settings },
  { href: "/docs", label: "docs", icon: BookOpen },
];

/** The operator's pages. The first four stand in the phone's bottom bar, the rest under "more". */
const OPERATOR_PLACES: readonly Place[] = [
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

/** Who the pages are for. */
export type Area = "customer" | "operator";

/** The pages of each area, as its navigation lists them. */
export const PLACES: Record<Area, readonly Place[]> = {
  customer: CUSTOMER_PLACES,
  operator: OPERATOR_PLACES,
};
