import type { ReactNode } from "react";

/* Flags are pictures: the only raw colours outside the tokens. Drawn on 20 × 14. */

function rows(...colours: string[]): ReactNode {
  return stripes(colours, (at, size) => `M0 ${at * 14}h20v${size * 14}H0z`);
}

function columns(...colours: string[]): ReactNode {
  return stripes(colours, (at, size) => `M${at * 20} 0h${size * 20}v14h${size * -20}z`);
}

function stripes(colours: string[], shape: (at: number, size: number) => string): ReactNode {
  const paths = colours.map((fill, index) => ({
    fill,
    d: shape(index / colours.length, 1 / colours.length),
  }));
  return paths.map(({ fill, d }) => <path key={d} fill={fill} d={d} />);
}

const UNION = (
  <>
    <path fill="#012169" d="M0 0h20v14H0z" />
    <path stroke="#fff" strokeWidth="2.8" d="m0 0 20 14M20 0 0 14" />
    <path stroke="#c8102e" strokeWidth="1.1" d="m0 0 20 14M20 0 0 14" />
    <path stroke="#fff" strokeWidth="4.6" d="M10 0v14M0 7h20" />
    <path stroke="#c8102e" strokeWidth="2.6" d="M10 0v14M0 7h20" />
  </>
);

const STARS: Record<string, string> = {
  US: "M1.5 1.6h6M2.5 3.1h5M1.5 4.6h6M2.5 6.1h5",
  AU: "M5 10.6h.01M15 2.6h.01M15 11.4h.01M12.6 6h.01M17.4 5.4h.01M16 8h.01",
};

const FLAGS: Record<string, ReactNode> = {
  US: (
    <>
      {rows("#b22234", "#fff", "#b22234", "#fff", "#b22234", "#fff", "#b22234")}
      <path fill="#3c3b6e" d="M0 0h9v8H0z" />
      <path stroke="#fff" strokeWidth=".8" strokeDasharray=".8 1.2" d={STARS.US} />
    </>
  ),
  GB: UNION,
  AU: (
    <>
      <path fill="#012169" d="M0 0h20v14H0z" />
      <g transform="scale(.5)">{UNION}</g>
      <path stroke="#fff" strokeWidth="1.6" strokeLinecap="round" d={STARS.AU} />
    </>
  ),
  DE: rows("#111", "#d00", "#ffce00"),
  FR: columns("#0055a4", "#fff", "#ef4135"),
  NL: rows("#ae1c28", "#fff", "#21468b"),
  PL: rows("#fff", "#dc143c"),
  ES: (
    <>
      {rows("#aa151b", "#f1bf00", "#f1bf00", "#aa151b")}
      <path fill="#aa151b" d="M5 5h2.4v2.6a1.2 1.2 0 0 1-2.4 0z" />
    </>
  ),
  IT: columns("#009246", "#fff", "#ce2b37"),
  CA: (
    <>
      {columns("#d52b1e", "#fff", "#fff", "#d52b1e")}
      <path
        fill="#d52b1e"
        d="m10 2.6.9 1.7 1.2-.5-.4 2.1 1.7-1.2.3.9 1 .1-1.2 2 .6.5-2.6.9.1 2.1h-3.2l.1-2.1-2.6-.9.6-.5-1.2-2 1-.1.3-.9 1.7 1.2-.4-2.1 1.2.5z"
      />
    </>
  ),
  BR: (
    <>
      <path fill="#009b3a" d="M0 0h20v14H0z" />
      <path fill="#fedf00" d="m10 1.6 8 5.4-8 5.4L2 7z" />
      <circle cx="10" cy="7" r="3" fill="#002776" />
    </>
  ),
  JP: (
    <>
      <path fill="#fff" d="M0 0h20v14H0z" />
      <circle cx="10" cy="7" r="4" fill="#bc002d" />
    </>
  ),
  SG: (
    <>
      {rows("#ee2536", "#fff")}
      <path fill="#fff" d="M5.4 1.2a2.6 2.6 0 1 0 0 4.8 2.3 2.3 0 1 1 0-4.8z" />
      <path
        stroke="#fff"
        strokeWidth="1"
        strokeLinecap="round"
        d="M7 2h.01M8.8 2h.01M7.9 3.2h.01M7 4.6h.01M8.8 4.6h.01"
      />
    </>
  ),
  SE: (
    <>
      <path fill="#005293" d="M0 0h20v14H0z" />
      <path stroke="#fecb00" strokeWidth="2.8" d="M7 0v14M0 7h20" />
    </>
  ),
};

/** A small flag beside a code, never alone; nothing for a country that we have not drawn. */
export function Flag({ code }: { code: string }) {
  const picture = FLAGS[code];
  if (!picture) return null;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 14"
      width="18"
      height="12.6"
      fill="none"
      className="shrink-0 rounded-[2px] outline -outline-offset-1 outline-text/15"
    >
      {picture}
    </svg>
  );
}
