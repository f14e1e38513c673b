import { parseNumeral } from "@lectern/text";

/** Number of a division as printed: 4, IV, fourth, 第四, 十二; 二百三十四条之一 is 234-1. Null where it is a name. */
export function divisionNumber(printed: string): number | string | null {
  const text = printed.trim().replace(/[.:]$/, "");
  // A heading "C." comes after "B."; it is not the hundredth.
  if (/^[CDLM]$/i.test(text)) return null;
  const inserted = /^第?([〇零一二三四五六七八九十百千\d]+)[编篇卷部章节条款项]?之([一二三四五六七八九十]+)$/.exec(text);
  if (inserted) {
    const main = parseNumeral(inserted[1] as string);
    const sub = parseNumeral(inserted[2] as string);
    return main !== null && sub !== null ? `${main}-${sub}` : null;
  }
  return parseNumeral(text.replace(/[编篇卷部章节条款项]$/, ""));
}
