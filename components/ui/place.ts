const GAP = 6;
const MARGIN = 8;

/** Puts a floating panel under (or over) its anchor, flipped when there is no room, kept inside the window. */
export function placeBeside(panel: HTMLElement, anchor: HTMLElement, side: "bottom" | "top"): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = box.bottom + GAP;
  const above = box.top - GAP - height;
  const fitsBelow = below + height <= window.innerHeight - MARGIN;
  const top =
    side === "bottom" ? (fitsBelow || above < MARGIN ? below : above) : above >= MARGIN ? above : below;
  const alignRight = box.left + width > window.innerWidth - MARGIN;
  const left = alignRight ? box.right - width : box.left;
  panel.style.top = `${Math.max(MARGIN, top)}px`;
  panel.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
}
