import {
  BookOpen,
  CreditCard,
  Gift,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Settings,
  ShoppingBag,
} from "lucide-react";
import type { Messages } from "@/lib/messages/en";

/** A page of the frame's navigation; `label` is a key of `nav.places`. */
export interface Place {
  href: string;
  label: keyof Messages["nav"]["places"];
  icon: LucideIcon;
}

/** The customer's pages. The first four stand in the phone's bottom bar, the rest under "more". */
export const CUSTOMER_PLACES: readonly Place[] = [
  { href: "/", label: "overview", icon: LayoutDashboard },
  { href: "/catalog", label: "catalog", icon: ShoppingBag },
  { href: "/subscriptions", label: "subscriptions", icon: Network },
  { href: "/billing", label: "billing", icon: CreditCard },
  { href: "/referrals", label: "referrals", icon: Gift },
  { href: "/settings", label: "settings", icon: Settings },
  { href: "/docs", label: "docs", icon: BookOpen },
];
