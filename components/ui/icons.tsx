/// <reference types="next/image-types/global" />
import type { ReactNode } from "react";
import sprite from "./icons.svg";

/** A line icon, for the eye only: the words beside it, or its button's name, say what it means. */
export type LineIcon = (props: { className?: string }) => ReactNode;

/**
 * An icon of the sprite by its name at Lucide. A reference weighs less than the drawing, in the page and in what React
 * is sent; `icons.test.ts` draws the sprite.
 */
function lineIcon(name: string): LineIcon {
  return ({ className }) => referTo(`${sprite.src}#${name}`, className);
}

function referTo(href: string, className?: string): ReactNode {
  return (
    <svg aria-hidden="true" className={className ? `icon ${className}` : "icon"}>
      <use href={href} />
    </svg>
  );
}

export const Activity = lineIcon("activity");
export const ArrowDown = lineIcon("arrow-down");
export const ArrowUp = lineIcon("arrow-up");
export const Ban = lineIcon("ban");
export const BookOpen = lineIcon("book-open");
export const Boxes = lineIcon("boxes");
export const Check = lineIcon("check");
export const ChevronDown = lineIcon("chevron-down");
export const Circle = lineIcon("circle");
export const CircleAlert = lineIcon("circle-exclamation-point");
export const CircleCheck = lineIcon("circle-check");
export const CircleDashed = lineIcon("circle-dashed");
export const CircleDot = lineIcon("circle-dot");
export const CircleHelp = lineIcon("circle-question-mark");
export const CircleUser = lineIcon("circle-user");
export const CircleX = lineIcon("circle-x");
export const Clock = lineIcon("clock");
export const Copy = lineIcon("copy");
export const CornerDownLeft = lineIcon("corner-down-left");
export const CreditCard = lineIcon("credit-card");
export const Download = lineIcon("download");
export const Ellipsis = lineIcon("ellipsis");
export const ExternalLink = lineIcon("external-link");
export const Eye = lineIcon("eye");
export const EyeOff = lineIcon("eye-off");
export const Flag = lineIcon("flag");
export const Gift = lineIcon("gift");
export const HeartPulse = lineIcon("heart-pulse");
export const KeyRound = lineIcon("key-round");
export const Landmark = lineIcon("landmark");
export const LayoutDashboard = lineIcon("layout-dashboard");
export const LoaderCircle = lineIcon("loader-circle");
export const LogOut = lineIcon("log-out");
export const Network = lineIcon("network");
export const PauseCircle = lineIcon("circle-pause");
export const Plus = lineIcon("plus");
export const Printer = lineIcon("printer");
export const RefreshCw = lineIcon("refresh-cw");
export const RotateCw = lineIcon("rotate-cw");
export const ScrollText = lineIcon("scroll-text");
export const Search = lineIcon("search");
export const Settings = lineIcon("settings");
export const ShoppingBag = lineIcon("shopping-bag");
export const SlidersHorizontal = lineIcon("sliders-horizontal");
export const Tag = lineIcon("tag");
export const Tags = lineIcon("tags");
export const TriangleAlert = lineIcon("triangle-exclamation-point");
export const Users = lineIcon("users");
export const WifiOff = lineIcon("wifi-off");
export const X = lineIcon("x");
