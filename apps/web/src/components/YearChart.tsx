import { t } from "../i18n/language.js";
import { formatCount } from "../lib/numbers.js";

/** How often something stood in each year, as bars; the same figures as a table for a screen reader. Years between are shown empty. */
export function YearChart({ counts, label }: { counts: ReadonlyArray<{ year: number; count: number }>; label: string }) {
  if (counts.length === 0) return null;
  const bars = barsOf(counts);
  const highest = Math.max(...bars.map((bar) => bar.count));
  return (
    <figure className="year-chart">
      <figcaption>{label}</figcaption>
      <svg viewBox={`0 0 ${bars.length * 10} 60`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((bar, place) => (
          <rect key={bar.key} x={place * 10 + 1} width={8} y={60 - heightOf(bar.count, highest)} height={heightOf(bar.count, highest)}>
            <title>{`${bar.key}: ${formatCount(bar.count)}`}</title>
          </rect>
        ))}
      </svg>
      <div className="year-chart-ends" aria-hidden="true">
        <span>{bars[0]?.key}</span>
        {bars.length > 1 && <span>{bars.at(-1)?.key}</span>}
      </div>
      <table className="visually-hidden">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Year")}</th>
            <th scope="col">{t("Times")}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ year, count }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** More bars than this are not told apart on a narrow screen; years are then taken together by tens. */
const MOST_BARS = 80;

function barsOf(counts: ReadonlyArray<{ year: number; count: number }>): { key: string; count: number }[] {
  const years = counts.map(({ year }) => year);
  const first = Math.min(...years);
  const last = Math.max(...years);
  const step = last - first < MOST_BARS ? 1 : 10;
  const start = Math.floor(first / step) * step;
  return Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, place) => {
    const from = start + place * step;
    const within = counts.filter(({ year }) => year >= from && year < from + step);
    return { key: step === 1 ? `${from}` : `${from}s`, count: within.reduce((sum, { count }) => sum + count, 0) };
  });
}

/** A year with anything in it shows at least a line. */
function heightOf(count: number, highest: number): number {
  return count === 0 ? 0 : Math.max(2, (count / highest) * 58);
}
