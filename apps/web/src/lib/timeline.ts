/** What is counted of one year or month. */
export interface Period {
  /** 2022 or 2022-09. */
  period: string;
  count: number;
  all: number;
}

/** A bar of the timeline: one period, or several taken together where there are too many to be told apart. */
export interface Bar extends Period {
  /** First and last period that it stands for. */
  from: string;
  to: string;
}

/** First and last of a stretch of bars. */
export type Stretch = readonly [number, number];

/** More bars than this are not told apart on a narrow screen. */
const MOST_BARS = 90;

/**
 * The periods to show of a search: those of its dates (ISO days; null where there is none), else from the first to the last that has
 * results. Where none has any, all of them.
 */
export function shownPeriods<P extends Period>(periods: readonly P[], from: string | null, to: string | null): P[] {
  const within = periods.filter(
    ({ period }) => (from === null || period >= from.slice(0, period.length)) && (to === null || period <= to.slice(0, period.length)),
  );
  const first = from === null ? within.findIndex(({ count }) => count > 0) : 0;
  const last = to === null ? within.findLastIndex(({ count }) => count > 0) : within.length - 1;
  return first < 0 || last < 0 ? within : within.slice(first, last + 1);
}

/** Periods as bars, those in between that hold nothing included. */
export function barsOf(periods: readonly Period[]): Bar[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isMonthly = first.period.length > 4;
  const [start, end] = [numberOf(first.period), numberOf(last.period)];
  const step = stepFor(end - start + 1, isMonthly);
  const aligned = Math.floor(start / step) * step;
  const known = Map.groupBy(periods, ({ period }) => Math.floor(numberOf(period) / step));
  return Array.from({ length: Math.floor((end - aligned) / step) + 1 }, (_, place) => {
    const at = aligned + place * step;
    const within = known.get(at / step) ?? [];
    const [from, to] = [nameOf(at, isMonthly), nameOf(at + step - 1, isMonthly)];
    return {
      period: from === to ? from : `${from}–${to}`,
      from,
      to,
      count: within.reduce((sum, { count }) => sum + count, 0),
      all: within.reduce((sum, { all }) => sum + all, 0),
    };
  });
}

/** Share of the records of its time; 0 where there are none. */
export function shareOf({ count, all }: Period): number {
  return all === 0 ? 0 : count / all;
}

function stepFor(length: number, isMonthly: boolean): number {
  const steps = isMonthly ? [1, 3, 6, 12, 60, 120] : [1, 2, 5, 10, 25, 50, 100];
  return steps.find((step) => length / step <= MOST_BARS) ?? 1_000;
}

/** Years, or months since the year 0, so that they can be counted. */
function numberOf(period: string): number {
  const [year = 0, month] = period.split("-").map(Number);
  return month === undefined ? year : year * 12 + month - 1;
}

function nameOf(number: number, isMonthly: boolean): string {
  if (!isMonthly) return String(number).padStart(4, "0");
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
