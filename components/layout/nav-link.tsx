"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

/** A link of the navigation that knows whether it is where the reader is. `exact` for a root such as `/`. */
export function NavLink(props: { href: string; exact?: boolean; className: string; children: ReactNode }) {
  const path = usePathname();
  const here = path === props.href || (!props.exact && path.startsWith(`${props.href}/`));
  return (
    <Link href={props.href} aria-current={here ? "page" : undefined} className={props.className}>
      {props.children}
    </Link>
  );
}
