import { t } from "../../i18n/language.js";
import "../../styles/timeline.css";
import { memo, type PointerEvent, useRef, useState } from "react";
import type { TimelineFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { formatCount, formatShare } from "../../lib/numbers.js";
import type { ChangeSearch, SearchState } from "../../lib/search-address.js";
import { type Bar, barsOf, shareOf } from "../../lib/timeline.js";

graphql(`
  fragment Timeline on SearchResult {
    timeline(unit: $unit) {
      period
      count
      all
    }
  }
`);

type Measure = "COUNT" | "SHARE";

interface Props {
  /** Undefined until something was counted. */
  result: TimelineFragment | undefined;
  search: SearchState;
  onChange: ChangeSearch;
}

const HEIGHT = 60;

/** How the hits spread over time, as counts or as shares of all records. Drawing over the bars chooses their time. */
export const Timeline = memo(function Timeline({ result, search, onChange }: Props) {
  const [measure, setMeasure] = useState<Measure>("COUNT");
  const [drawn, setDrawn] = useState<[number, number] | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const bars = barsOf((result?.timeline ?? []).filter(({ period }) => period.length === 4 || isInYearsOf(period, search)));
  if (bars.length < 2) return <div className="timeline" />;
  const values = bars.map((bar) => (measure === "COUNT" ? bar.count : shareOf(bar)));
  const highest = Math.max(...values, Number.MIN_VALUE);
  const chosen = drawn === null ? barsWithin(bars, search) : (drawn.toSorted((a, b) => a - b) as [number, number]);

  const placeOf = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bars.length)));
  };
  const choose = (from: string, to: string) => onChange((now) => ({ ...now, from, to }));
  const end = () => {
    const [first, last] = drawn?.toSorted((a, b) => a - b).map((place) => bars[place]) ?? [];
    setDrawn(null);
    if (first && last) choose(first.from, last.to);
  };
  return (
    <figure className="timeline">
      <figcaption>
        <span aria-hidden="true" className={chosen === null ? "timeline-hint" : undefined}>
          {chosen === null ? t("Draw over the years to choose them") : nameOf(bars, chosen)}
        </span>
        {chosen !== null && (
          <button type="button" className="button-link" onClick={() => choose("", "")}>
            {t("All years")}
          </button>
        )}
        <MeasureChoice measure={measure} onChange={setMeasure} />
      </figcaption>
      <svg
        ref={svg}
        viewBox={`0 0 ${bars.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn([placeOf(event), placeOf(event)]);
        }}
        onPointerMove={(event) => setDrawn((before) => before && [before[0], placeOf(event)])}
        onPointerUp={end}
        onPointerCancel={() => setDrawn(null)}
      >
        {bars.map((bar, place) => (
          <BarShape
            key={bar.from}
            bar={bar}
            place={place}
            height={heightOf(values[place] ?? 0, highest)}
            isChosen={isWithin(place, chosen)}
          />
        ))}
      </svg>
      <div className="timeline-ends" aria-hidden="true">
        <span>{bars[0]?.from}</span>
        <span>
          {measure === "COUNT" ? formatCount(highest) : formatShare(highest)} {t("at most")}
        </span>
        <span>{bars.at(-1)?.to}</span>
      </div>
      <TimelineTable bars={bars} />
    </figure>
  );
});

function MeasureChoice({ measure, onChange }: { measure: Measure; onChange: (measure: Measure) => void }) {
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t("What the bars show")}</legend>
      {(["COUNT", "SHARE"] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="measure" checked={measure === one} onChange={() => onChange(one)} />
          <span>{one === "COUNT" ? t("Records") : t("Share of all")}</span>
        </label>
      ))}
    </fieldset>
  );
}

function BarShape({ bar, place, height, isChosen }: { bar: Bar; place: number; height: number; isChosen: boolean }) {
  return (
    <g data-chosen={isChosen || undefined}>
      <rect className="timeline-ground" x={place * 10} width={10} y={0} height={HEIGHT}>
        <title>
          {t("{period}: {count} of {all} records, {share}", {
            period: bar.period,
            count: bar.count,
            all: bar.all,
            share: formatShare(shareOf(bar)),
          })}
        </title>
      </rect>
      <rect className="timeline-bar" x={place * 10 + 1} width={8} y={HEIGHT - height} height={height} />
    </g>
  );
}

/** The same figures for a screen reader. */
function TimelineTable({ bars }: { bars: readonly Bar[] }) {
  return (
    <table className="visually-hidden">
      <caption>{t("Results over time")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Year")}</th>
          <th scope="col">{t("Records")}</th>
          <th scope="col">{t("Share of all")}</th>
        </tr>
      </thead>
      <tbody>
        {bars
          .filter(({ all }) => all > 0)
          .map((bar) => (
            <tr key={bar.from}>
              <th scope="row">{bar.period}</th>
              <td>{formatCount(bar.count)}</td>
              <td>{formatShare(shareOf(bar))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** Whatever is not nothing shows at least a line. */
function heightOf(value: number, highest: number): number {
  return value === 0 ? 0 : Math.max(2, (value / highest) * (HEIGHT - 2));
}

function isWithin(place: number, chosen: readonly [number, number] | null): boolean {
  return chosen !== null && place >= chosen[0] && place <= chosen[1];
}

/** Months are shown of the chosen years alone. */
function isInYearsOf(month: string, { from, to }: SearchState): boolean {
  return month.slice(0, 4) >= from.slice(0, 4) && month.slice(0, 4) <= to.slice(0, 4);
}

/** The bars that lie in the dates of the search; null where it has none. */
function barsWithin(bars: readonly Bar[], { from, to }: SearchState): [number, number] | null {
  if (from === "" && to === "") return null;
  const first = from === "" ? 0 : bars.findIndex((bar) => bar.to >= from.slice(0, bar.to.length));
  const last = to === "" ? bars.length - 1 : bars.findLastIndex((bar) => bar.from <= to.slice(0, bar.from.length));
  return first < 0 || last < first ? null : [first, last];
}

function nameOf(bars: readonly Bar[], [first, last]: readonly [number, number]): string {
  const [from, to] = [bars[first]?.from ?? "", bars[last]?.to ?? ""];
  return from === to ? from : `${from}–${to}`;
}
