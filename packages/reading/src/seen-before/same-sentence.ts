import { isHanText, wordsOf } from "./words.js";

/** Share of the words that both have, in one order, from which on two sentences are almost word for word the same. */
const ALMOST = 0.92;
/** Of Chinese, where a name is two or three characters of many. */
const ALMOST_HAN = 0.95;
/** Longer ones are compared as a whole only: no sentence has more words. */
const MOST_WORDS = 600;
/** What makes another sentence of the same words: a number, a date, how much, who moved and who seconded. */
const TELLS_APART =
  /\p{N}|^[〇零一二三四五六七八九十百千万亿两年月日届次第不未无非]$|^(?:not?|never|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)$/u;

/**
 * Characters in which two Chinese sentences may differ: particles, and what names no person or thing. A name of two
 * characters among sixty is no less a difference.
 */
const LIGHT = new Set(
  "了的着过并还也又且即而将把被会议大上等和与及对就在为各都均再更充分重要总书记他她们指出强调表示进行以全出席听取要其这该所其中同时",
);

/**
 * How much two sentences are the same, from 0 to 1: 1 where all words are equal, 0 where they are not almost word for word
 * the same, or differ in a number or a name.
 */
export function sameness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const least = isHanText(a) ? ALMOST_HAN : ALMOST;
  const total = a.length + b.length;
  if (total === 0 || (2 * Math.min(a.length, b.length)) / total < least) return 0;
  if (a.length === b.length && a.every((word, index) => word === b[index])) return 1;
  if (Math.max(a.length, b.length) > MOST_WORDS) return 0;
  const { common, unlike } = compare(a, b);
  const share = (2 * common) / total;
  const names = namesOf(one, other);
  const isWeighty = (word: string) => TELLS_APART.test(word) || names.has(word) || (/\p{Script=Han}/u.test(word) && !LIGHT.has(word));
  return share >= least && !unlike.some(isWeighty) ? share : 0;
}

/** Words that are written with a capital and do not begin their sentence. */
function namesOf(...sentences: string[]): Set<string> {
  return new Set(
    sentences.flatMap((sentence) =>
      [...sentence.replaceAll(/['‘’ʼ]/gu, "").matchAll(/(?<=\S\s+["“(]?)\p{Lu}[\p{L}\p{M}]*/gu)].map(([word]) => word.toLowerCase()),
    ),
  );
}

/** The longest words that both have in one order, and the words of either that are none of them. */
function compare(a: string[], b: string[]): { common: number; unlike: string[] } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
  const unlike: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && (lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)))
      unlike.push(a[i++] as string);
    else unlike.push(b[j++] as string);
  }
  return { common: lengths[0] as number, unlike };
}
