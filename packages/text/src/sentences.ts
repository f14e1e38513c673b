import { isHanUnit } from "./han.js";

const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr st messrs prof rev revd hon cllr cllrs cmhlr ald engr fr ven gen col capt lt sgt gov sen rep pres sec supt jr sr esq vol vols chap chaps arts " +
    "sect para viz cf eg ie ed eds figs jan feb mar apr jun jul aug sept sep oct nov dec bros dept univ assn " +
    "gal eph rom cor thess tim heb pet deut exod lev num josh judg sam kgs chr neh esth psa prov eccl isa jer lam " +
    "ezek dan hos obad mic nah hab zeph hag zech mal matt phil stat approx ave blvd"
  ).split(" "),
);
/** Shortened only before a number: "No. 5", but "She said no. Then". */
const BEFORE_NUMBERS = new Set("no nos p pp art ch par fig".split(" "));
/** May end a sentence: the next word's capital decides. */
const MAY_END = new Set("etc al inc ltd co corp".split(" "));

const TERMINATORS = ".!?。！？；…";
/** Units at which a sentence may end, by their numbers, so that all others are passed over quickly. */
const MAY_STOP = new Uint8Array(65536);
for (const mark of `${TERMINATORS}\n`) MAY_STOP[mark.charCodeAt(0)] = 1;
const CLOSERS = "”’」』）)》〉】]\"'*";
const OPENERS = "“‘「『（(《〈【[\"'*—–-";

/**
 * Sentences as spans, in order, without the space around them. A full stop inside an abbreviation (Mr., U.S., No. 5)
 * does not end one; quotation marks and brackets close with their sentence; 。！？； end one. A line that was broken
 * to fit a width does not end a sentence; a heading on its own line is one.
 */
export function splitSentences(text: string): [start: number, end: number][] {
  const spans: [number, number][] = [];
  let start = 0;
  let i = 0;
  while (i < text.length) {
    if (MAY_STOP[text.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    if (text[i] === "\n") {
      if (endsLine(text, start, i)) {
        push(i);
        start = i + 1;
      }
      i++;
    } else {
      const end = runEnd(text, i);
      if (endsSentence(text, i, end)) {
        push(end);
        start = end;
      }
      i = end;
    }
  }
  push(text.length);
  return spans;

  function push(end: number): void {
    let from = start;
    let to = end;
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    if (to > from) spans.push([from, to]);
  }
}

/** End of the terminators at `i` and of what closes behind them. */
function runEnd(text: string, i: number): number {
  let end = i + 1;
  while (end < text.length && TERMINATORS.includes(text[end] as string)) end++;
  while (end < text.length && CLOSERS.includes(text[end] as string)) end++;
  return end;
}

function endsSentence(text: string, i: number, end: number): boolean {
  const mark = text[i] as string;
  if ("。！？；".includes(mark)) return true;
  if (mark === "…") return endsAfterEllipsis(text, end);
  if (end >= text.length) return true;
  const next = text.charCodeAt(end);
  if (!isSpace(next)) return isHanUnit(next) && mark !== "." && isHanUnit(text.charCodeAt(i - 1));
  let letter = skipSpace(text, end);
  if (letter >= text.length) return true;
  while (letter < text.length && OPENERS.includes(text[letter] as string)) letter++;
  const following = text[letter] ?? "";
  if (isLower(following)) return false;
  const isEllipsis = mark === "." && text[i + 1] === ".";
  if (isEllipsis) return isUpper(following);
  return mark !== "." || !isAbbreviation(text, i, letter);
}

function endsAfterEllipsis(text: string, end: number): boolean {
  const after = skipSpace(text, end);
  const before = text[end - 1] as string;
  if (before !== "…" && isHanUnit(text.charCodeAt(after))) return true;
  return after > end && isUpper(text[after] ?? "");
}

/** Whether the word that ends at the stop `i` is shortened by it. `letter` is where the next word starts. */
function isAbbreviation(text: string, i: number, letter: number): boolean {
  let from = i;
  while (from > 0 && (isWordUnit(text.charCodeAt(from - 1)) || text[from - 1] === ".")) from--;
  const word = text.slice(from, i);
  const following = text[letter] ?? "";
  if (/^[A-Za-z](\.[A-Za-z])+$/.test(word)) {
    // "the U.S. Senate" goes on, "of the U.S. The Senate" does not.
    return !isUpper(following) || !/^(The|A|An|In|It|We|He|She|They|This|That|I)\b/.test(text.slice(letter, letter + 6));
  }
  if (/^[A-Z]$/.test(word)) return true;
  const key = word.toLowerCase();
  if (BEFORE_NUMBERS.has(key)) return /[\dIVXLC§]/.test(following);
  if (MAY_END.has(key)) return !isUpper(following) || (word === "Co" && isCounty(text, from, letter));
  return key === "v" || key === "vs" || ABBREVIATIONS.has(key);
}

/** "Ardmouth, Co. Quay" and "Quay Co. Council", where "Ruiz & Co. The" ends a sentence. */
function isCounty(text: string, word: number, letter: number): boolean {
  return /,\s$/.test(text.slice(Math.max(0, word - 2), word)) || text.startsWith("Council", letter);
}

/** Whether the line break at `i` ends a sentence: an empty line, a heading, a paragraph; not a line broken to fit a width. */
function endsLine(text: string, start: number, i: number): boolean {
  let after = i + 1;
  while (after < text.length && (text[after] === " " || text[after] === "\t" || text[after] === "\r")) after++;
  const next = text[after];
  if (next === undefined || next === "\n") return true;
  if (isHanUnit(text.charCodeAt(i - 1)) || isHanUnit(text.charCodeAt(after))) return true;
  if (isLower(next)) return false;
  const lineStart = Math.max(text.lastIndexOf("\n", i - 1) + 1, start);
  const width = i - lineStart;
  return width < 50 || width > 90;
}

function skipSpace(text: string, i: number): number {
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 32 || (unit >= 9 && unit <= 13);
  return unit === 0xa0 || unit === 0x3000 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029;
}

function isWordUnit(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || (unit >= 0xc0 && unit <= 0x24f);
}

function isLower(character: string): boolean {
  return character !== "" && /\p{Ll}/u.test(character);
}

function isUpper(character: string): boolean {
  return character !== "" && /\p{Lu}/u.test(character);
}
