import type { KeyboardEvent } from "react";
import { t } from "../../i18n/language.js";
import type { Bar, Stretch } from "../../lib/timeline.js";

interface Props {
  bars: readonly Bar[];
  stretch: Stretch;
  onDraw: (stretch: Stretch | null) => void;
  /** What was drawn is chosen. */
  onEnd: () => void;
}

/** Both edges of the chosen years as sliders, for keys and screen readers: arrows move one, Enter chooses, Escape takes it back. */
export function TimelineEdges({ bars, stretch: [first, last], onDraw, onEnd }: Props) {
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") onEnd();
    else onDraw(null);
  };
  const common = { min: 0, max: Math.max(bars.length - 1, 0), onKeyDown: keys, onBlur: onEnd };
  return (
    <div className="timeline-edges">
      <input
        {...common}
        type="range"
        aria-label={t("First of the years; Enter chooses them")}
        aria-valuetext={bars[first]?.from}
        value={first}
        onChange={({ currentTarget }) => onDraw([Math.min(Number(currentTarget.value), last), last])}
      />
      <input
        {...common}
        type="range"
        aria-label={t("Last of the years; Enter chooses them")}
        aria-valuetext={bars[last]?.to}
        value={last}
        onChange={({ currentTarget }) => onDraw([first, Math.max(Number(currentTarget.value), first)])}
      />
    </div>
  );
}
