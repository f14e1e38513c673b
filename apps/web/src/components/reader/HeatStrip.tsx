import { useMemo } from "react";
import { t } from "../../i18n/language.js";
import type { Cited } from "./citing.js";
import { type Stretch, stretchesOf } from "./heat.js";

/** More stretches than this are not told apart on a narrow screen. */
const MOST = 120;

interface Props {
  /** How each passage is cited, by its position. */
  cited: ReadonlyMap<number, Cited>;
  total: number;
  onGo: (position: number) => void;
}

/** Where in the text the citations lie: a press goes there. The passages themselves say the same to who does not see it. */
export function HeatStrip({ cited, total, onGo }: Props) {
  const stretches = useMemo(() => stretchesOf(cited, total, MOST), [cited, total]);
  const highest = Math.max(1, ...stretches.map(({ count }) => count));
  if (total < 2) return null;
  const go = (event: React.MouseEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const stretch = stretches[Math.floor(((event.clientX - left) / width) * stretches.length)];
    if (stretch) onGo(firstCitedIn(stretch, stretches, cited));
  };
  return (
    <figure className="heat-strip">
      <figcaption className="small quiet">{t("Where in the text the citations lie: press to go there")}</figcaption>
      <svg viewBox={`0 0 ${stretches.length} 10`} preserveAspectRatio="none" aria-hidden="true" onClick={go}>
        {stretches.map(({ from, count }, place) => (
          <rect
            key={from}
            x={place}
            y={count === 0 ? 9.4 : 9 - 9 * (count / highest)}
            width={1}
            height={10}
            data-cited={count > 0 || undefined}
          />
        ))}
      </svg>
    </figure>
  );
}

/** The first cited passage of a stretch; its first one where none is. */
function firstCitedIn({ from }: Stretch, stretches: readonly Stretch[], cited: ReadonlyMap<number, Cited>): number {
  const length = (stretches[1]?.from ?? 1) - (stretches[0]?.from ?? 0);
  for (let position = from; position < from + length; position++) if ((cited.get(position)?.itself ?? 0) > 0) return position;
  return from;
}
