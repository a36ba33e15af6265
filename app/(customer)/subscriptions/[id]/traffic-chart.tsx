import { Bytes, bytesText } from "@/components/format/bytes";
import { dateText } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import type { TrafficDay } from "@/lib/contract/subscription-use";
import { getLocale, getT, requestTime } from "@/lib/messages/server";

const WIDTH = 600;
const HEIGHT = 96;
const GAP = 0.25;

/** Traffic of the last days as bars, down under up; the numbers stand in a table for screen readers. */
export async function TrafficChart({ days }: { days: readonly TrafficDay[] }) {
  const [t, words, locale] = await Promise.all([getT("card"), getT("common"), getLocale()]);
  const now = requestTime();
  const dayText = ({ day }: TrafficDay) => dateText(new Date(`${day}T00:00:00Z`), locale, now);
  const title = (day: TrafficDay) =>
    `${dayText(day)}: ${bytesText(day.bytes_down + day.bytes_up, locale, (unit) => words(`bytes.${unit}`))}`;
  const sum = (key: "bytes_up" | "bytes_down") => days.reduce((total, day) => total + day[key], 0);
  const [down, up] = [sum("bytes_down"), sum("bytes_up")];
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Card title={t("traffic.title", { days: days.length })}>
      {down + up === 0 ? (
        <p className="text-muted">{t("traffic.none")}</p>
      ) : (
        <>
          <p className="mb-3 flex flex-wrap gap-x-6 text-muted">
            <span>
              <span aria-hidden="true" className="mr-2 inline-block size-2 bg-accent" />
              {t("traffic.down")} <Bytes bytes={down} />
            </span>
            <span>
              <span aria-hidden="true" className="mr-2 inline-block size-2 bg-accent opacity-45" />
              {t("traffic.up")} <Bytes bytes={up} />
            </span>
          </p>
          <Bars days={days} title={title} />
          <p aria-hidden="true" className="mt-1 flex justify-between text-muted text-xs">
            <span>{first ? dayText(first) : null}</span>
            <span>{last ? dayText(last) : null}</span>
          </p>
          <TrafficTable days={days} dayText={dayText} />
        </>
      )}
    </Card>
  );
}

function Bars({ days, title }: { days: readonly TrafficDay[]; title: (day: TrafficDay) => string }) {
  const most = Math.max(1, ...days.map((day) => day.bytes_up + day.bytes_down));
  const step = WIDTH / days.length;
  const heightOf = (bytes: number) => (bytes / most) * (HEIGHT - 2);
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-24 w-full border-line border-b"
    >
      {days.map((day, n) => {
        const [down, up] = [heightOf(day.bytes_down), heightOf(day.bytes_up)];
        const place = { x: (n + GAP / 2) * step, width: step * (1 - GAP) };
        return (
          <g key={day.day} className="fill-accent">
            <title>{title(day)}</title>
            <rect x={n * step} y={0} width={step} height={HEIGHT} fillOpacity={0} />
            <rect {...place} y={HEIGHT - down} height={down} />
            <rect {...place} y={HEIGHT - down - up} height={up} fillOpacity={0.45} />
          </g>
        );
      })}
    </svg>
  );
}

async function TrafficTable(props: { days: readonly TrafficDay[]; dayText: (day: TrafficDay) => string }) {
  const t = await getT("card");
  return (
    <div className="sr-only">
      <table>
        <caption>{t("traffic.title", { days: props.days.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("traffic.day")}</th>
            <th scope="col">{t("traffic.down")}</th>
            <th scope="col">{t("traffic.up")}</th>
            <th scope="col">{t("traffic.connections")}</th>
          </tr>
        </thead>
        <tbody>
          {props.days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{props.dayText(day)}</th>
              <td>
                <Bytes bytes={day.bytes_down} />
              </td>
              <td>
                <Bytes bytes={day.bytes_up} />
              </td>
              <td>{day.connections}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
