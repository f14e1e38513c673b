import type { Span } from "@lectern/schema";
import { findDates } from "./dates.js";
import { findChineseDates } from "./dates-zh.js";
import type { PrintedDate } from "./printed-date.js";
import type { Prose } from "./prose.js";

/** Where a piece of news came from and when it was sent: "ARDMOUTH, May 4 (Harbour News, by Ana Ruiz):". */
export interface Dateline {
  /** From the beginning of its line to the first word of what is told. */
  span: Span;
  date: PrintedDate;
}

const SENDER =
  /\b(?:News|Xinhua\p{L}*|Agency|Reports?|Reported|Message|Daily|Times|Post|Herald|Reuters|AFP|AP|UPI|TASS|Press|Correspondents?|Journalists?|Reporters?|\S+\.(?:com|net|cn|org))\b/u;
/** "ARDMOUTH, ", "ARDMOUTH, Coast – ". */
const PLACE_IN_CAPITALS = /^\p{Lu}[\p{Lu}\s.'’-]{2,30},?\s*(?:\p{Lu}[\p{L}. ]{1,30})?[,\s–—-]*$/u;
/** Characters from the beginning of a line within which a dateline ends. */
const LONGEST = 220;
/** Lines from the beginning of which one may be a dateline. */
const FIRST_LINES = 4;

/** How far into Chinese prose a dateline may stand, in characters: below a headline of two lines. */
const REACH = 160;

/** The dateline of a piece of news, in the language of the prose; null where it has none. */
export function findDateline(prose: Prose): Dateline | null {
  return prose.isChinese ? findChineseDateline(prose) : findEnglishDateline(prose);
}

/** 新华社某地3月22日电. */
function findChineseDateline({ text, span: [start, end] }: Prose): Dateline | null {
  const dates = findChineseDates(text, [start, Math.min(end, start + REACH)]);
  const date = dates.find(({ span, month }) => month !== null && /^[电讯]/u.test(text.slice(span[1], span[1] + 1)));
  return date ? { span: date.span, date } : null;
}

/** "ARDMOUTH, May 4 (Harbour News):", at the beginning of one of the first lines. */
export function findEnglishDateline({ text, paragraphs }: Prose): Dateline | null {
  for (const [start, end] of paragraphs.slice(0, FIRST_LINES)) {
    const lineEnd = Math.min(end, start + LONGEST);
    const [date] = findDates(text, [start, lineEnd]).filter(({ day, relative }) => day !== null && relative === null);
    if (!date || date.month === null) continue;
    const before = text.slice(start, date.span[0]);
    const behind = /^\s*(?:\([^()\n]{2,160}\))?\s*[:,—–-]*\s*(?=[\p{Lu}“"]|according\b)/u.exec(
      text.slice(date.span[1], lineEnd + 160),
    )?.[0];
    if (behind === undefined || /[.!?]\s|\b(?:held|HELD|ON|AT|IN)\b/u.test(before)) continue;
    if (SENDER.test(before) || PLACE_IN_CAPITALS.test(before) || SENDER.test(behind))
      return { span: [start, date.span[1] + behind.length], date };
  }
  return null;
}

/** A span without the dateline that it opens with. */
export function behindDateline([start, end]: Span, dateline: Dateline | null): Span {
  return dateline && start >= dateline.span[0] - 1 && start < dateline.span[1] && dateline.span[1] < end
    ? [dateline.span[1], end]
    : [start, end];
}
