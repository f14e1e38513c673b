import { memo, type PointerEvent, useRef, useState } from "react";
import type { TimelineFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { formatCount, formatShare } from "../../lib/numbers.js";
import { type ChangeSearch, firstDay, lastDay, type SearchState } from "../../lib/search-address.js";
import { type Bar, barsOf, type Stretch, shareOf, shownPeriods } from "../../lib/timeline.js";
import { TimelineEdges } from "./TimelineEdges.js";
import { TimelineTable } from "./TimelineTable.js";

graphql(`
  fragment Timeline on SearchResult {
    timeline(unit: $unit) {
      period
      count
      all
    }
  }
`);

interface Props {
  /** Undefined until something was counted. */
  result: TimelineFragment | undefined;
  search: SearchState;
  onChange: ChangeSearch;
}

const HEIGHT = 60;

/**
 * How the hits spread over time, as counts or as shares of all records: over the years that have some, or over those that are
 * chosen. Drawing over the bars, or moving either edge by keys, chooses.
 */
export const Timeline = memo(function Timeline({ result, search, onChange }: Props) {
  const [drawn, setDrawn] = useState<Stretch | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const isNarrowed = search.from !== "" || search.to !== "";
  const bars = barsOf(shownPeriods(result?.timeline ?? [], firstDay(search.from), lastDay(search.to)));
  if (bars.length < 2 && !isNarrowed) return <div className="timeline" />;
  const values = bars.map((bar) => (search.bars === "COUNT" ? bar.count : shareOf(bar)));
  const highest = Math.max(...values, Number.MIN_VALUE);
  const stretch = drawn === null ? null : inOrder(drawn);

  const placeOf = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bars.length)));
  };
  const choose = (from: string, to: string) => onChange((now) => ({ ...now, from, to }));
  const end = () => {
    const [first, last] = stretch?.map((place) => bars[place]) ?? [];
    setDrawn(null);
    if (first && last) choose(first.from, last.to);
  };
  return (
    <figure className="timeline">
      <figcaption>
        <span className={stretch === null && !isNarrowed ? "timeline-hint" : undefined} aria-hidden="true">
          {stretch !== null ? nameOf(bars, stretch) : isNarrowed ? datesOf(search) : t("Draw over the years to choose them")}
        </span>
        {isNarrowed && (
          <button type="button" className="button-link" onClick={() => choose("", "")}>
            {t("All years")}
          </button>
        )}
        <BarsChoice bars={search.bars} onChange={(bars) => onChange((now) => ({ ...now, bars }))} />
      </figcaption>
      <div className="timeline-plot">
        <svg
          ref={svg}
          viewBox={`0 0 ${Math.max(bars.length, 1) * 10} ${HEIGHT}`}
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
              isChosen={stretch !== null && place >= stretch[0] && place <= stretch[1]}
            />
          ))}
        </svg>
        <TimelineEdges bars={bars} stretch={stretch ?? [0, bars.length - 1]} onDraw={setDrawn} onEnd={end} />
      </div>
      <div className="timeline-ends" aria-hidden="true">
        <span>{bars[0]?.from}</span>
        <span>
          {search.bars === "COUNT" ? formatCount(highest) : formatShare(highest)} {t("at most")}
        </span>
        <span>{bars.at(-1)?.to}</span>
      </div>
      <TimelineTable bars={bars} />
    </figure>
  );
});

function BarsChoice({ bars, onChange }: { bars: SearchState["bars"]; onChange: (bars: SearchState["bars"]) => void }) {
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t("What the bars show")}</legend>
      {(["COUNT", "SHARE"] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="bars" checked={bars === one} onChange={() => onChange(one)} />
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

/** Whatever is not nothing shows at least a line. */
function heightOf(value: number, highest: number): number {
  return value === 0 ? 0 : Math.max(2, (value / highest) * (HEIGHT - 2));
}

function inOrder([a, b]: Stretch): Stretch {
  return a <= b ? [a, b] : [b, a];
}

/** The dates of a search as they were chosen or typed. */
function datesOf({ from, to }: Pick<SearchState, "from" | "to">): string {
  return from === to ? from : `${from}–${to}`;
}

function nameOf(bars: readonly Bar[], [first, last]: Stretch): string {
  return datesOf({ from: bars[first]?.from ?? "", to: bars[last]?.to ?? "" });
}
