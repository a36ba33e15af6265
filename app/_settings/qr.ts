import { encode } from "uqr";

/** A QR code as one SVG path on a grid of `size`. */
export interface Qr {
  size: number;
  path: string;
}

/** Draws a text; every run of dark squares is one stroke of the path. */
export function qrOf(text: string): Qr {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const rows = data.map((row, y) => {
    const line = row.map((dark) => (dark ? "1" : "0")).join("");
    return [...line.matchAll(/1+/g)]
      .map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`)
      .join("");
  });
  return { size, path: rows.join("") };
}
