import type { Span } from "@lectern/schema";

const CHINESE = "(?:点击)?(?:查看|阅读)?原文(?:链接|地址|网址|出处)?|(?:来源|出处|本文|文章)(?:链接|地址|网址)|来源|出处";
const WHAT = "(?:file|document|source|article|text|page|post|link|url|version)";
const ENGLISH = `(?:(?:view|read|see|link\\s+to)\\s+(?:the\\s+)?)?original(?:\\s+${WHAT})?|source(?:\\s+(?:url|link|page|address))?|url|permalink|retrieved\\s+from`;
const LABEL = `(?:${CHINESE}|${ENGLISH})`;
const ADDRESS = "https?:\\/\\/[^\\s<>()（）。，]+(?:\\([^\\s<>()]*\\)[^\\s<>()（）。，]*)*";
/** 查看原文：https://…, "Original: https://…", "[Original file](https://…)": a line that holds nothing else. */
const LINE = new RegExp(
  `^[ \\t\\u3000]*(?:${LABEL}[ \\t]*[:：]?[ \\t]*<?(${ADDRESS})>?|\\[${LABEL}[:：]?\\]\\((${ADDRESS})\\))[ \\t。.]*$`,
  "dgimu",
);
/** Lines with words, from either end, among which the address of a text stands. */
const REACH = 5;

/**
 * The address that a text gives as its own, and where: in a line of its own that calls it the original or the source, at
 * the head or the end. Null where several such lines differ: each is then that of a part.
 */
export function findAddressLine(text: string): { value: string; span: Span } | null {
  if (!/https?:/iu.test(text)) return null;
  const found = [...text.matchAll(LINE)].map((line) => ({ at: line.index, span: (line.indices?.[1] ?? line.indices?.[2]) as Span }));
  const addresses = new Set(found.map(({ span }) => text.slice(...span)));
  const [value] = addresses;
  if (value === undefined || addresses.size > 1 || !URL.canParse(value)) return null;
  const own = found.find(({ at, span }) => isNearStart(text.slice(0, at)) || isNearEnd(text.slice(span[1])));
  return own ? { value, span: own.span } : null;
}

function isNearStart(before: string): boolean {
  return countLines(before) < REACH;
}

function isNearEnd(after: string): boolean {
  return countLines(after.slice(after.indexOf("\n") + 1 || after.length)) < REACH;
}

function countLines(text: string): number {
  return text.match(/^.*[\p{L}\p{N}].*$/gmu)?.length ?? 0;
}
