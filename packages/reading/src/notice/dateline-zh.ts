import type { Dateline } from "./dateline-en.js";
import { blankDate, isRealDay } from "./printed-date.js";
import type { Prose } from "./prose.js";

const SENT = /(?:(?<year>\d{4})年)?(?<month>\d{1,2})月(?<day>\d{1,2})日(?=电|讯)/u;
/** How far into the prose a dateline may stand, in characters: below a headline of two lines. */
const REACH = 160;

/** The dateline of Chinese news, 新华社某地3月22日电; null where it has none. */
export function findChineseDateline({ text, span: [start, end] }: Prose): Dateline | null {
  const match = SENT.exec(text.slice(start, Math.min(end, start + REACH)));
  if (!match) return null;
  const { year, month, day } = match.groups as { year?: string; month: string; day: string };
  if (!isRealDay(null, Number(month), Number(day))) return null;
  const span: Dateline["span"] = [start + match.index, start + match.index + match[0].length];
  const yearSpan: Dateline["span"] | null = year === undefined ? null : [span[0], span[0] + 4];
  return { span, date: { ...blankDate(span), year: year ? Number(year) : null, month: Number(month), day: Number(day), yearSpan } };
}
