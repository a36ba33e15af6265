import type { ReactNode } from "react";

/** One bar: what it stands for, its height in any unit, and its value in words. */
export interface Bar {
  key: string;
  label: string;
  size: number;
  value: string;
}

interface BarChartProps {
  caption: string;
  bars: readonly Bar[];
  /** Heads of the table that screen readers get instead. */
  heads: readonly [string, string];
  /** What the highest bar stands for. */
  note?: ReactNode;
}

const HEIGHT = 96;
const STEP = 10;

/** Values over time as bars: one accent, a hairline, values on hover and in a table for screen readers. */
export function BarChart({ caption, bars, heads, note }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ size }) => size));
  const width = Math.max(1, bars.length) * STEP;
  return (
    <figure>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-24 w-full overflow-visible"
      >
        {bars.map((bar, index) => {
          const height = bar.size > 0 ? Math.max(2, (bar.size / most) * HEIGHT) : 0;
          return (
            <g key={bar.key} className="group">
              <title>{`${bar.label}: ${bar.value}`}</title>
              <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} className="fill-transparent" />
              <rect
                x={index * STEP + 1.5}
                y={HEIGHT - height}
                width={STEP - 3}
                height={height}
                className="fill-accent group-hover:opacity-70"
              />
            </g>
          );
        })}
        <line
          x1={0}
          x2={width}
          y1={HEIGHT}
          y2={HEIGHT}
          vectorEffect="non-scaling-stroke"
          className="stroke-strong"
        />
      </svg>
      <figcaption className="mt-2 flex justify-between gap-4 text-muted text-xs tabular-nums">
        <span aria-hidden="true">{bars[0]?.label}</span>
        {note ? <span>{note}</span> : null}
        <span aria-hidden="true">{bars.at(-1)?.label}</span>
      </figcaption>
      {/* A table takes the height of its rows, whatever it is told: hidden alone it would stretch the page. */}
      <div className="sr-only">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row">{bar.label}</th>
                <td>{bar.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
