import { isHanText, wordsOf } from "./words.js";

/** Share of the words that both have, in one order, from which on two sentences are almost word for word the same. */
const ALMOST = 0.9;
/** Of Chinese, where a name is two or three characters of many. */
const ALMOST_HAN = 0.95;
/** Longer ones are compared as a whole only: no sentence has more words. */
const MOST_WORDS = 600;
/** What makes another sentence of the same words: a number, a date, how much, who moved and who seconded. */
const TELLS_APART =
  /\p{N}|^[〇零一二三四五六七八九十百千万亿两年月日届次第不未无非]$|^(?:not?|never|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)$/u;

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
  return share >= least && !unlike.some((word) => TELLS_APART.test(word) || names.has(word)) ? share : 0;
}

/** Words of a Latin sentence that are written with a capital within it. */
function namesOf(...sentences: string[]): Set<string> {
  return new Set(
    sentences.flatMap((sentence) =>
      [...sentence.matchAll(/(?<=[\p{L}\p{N},;’'-]\s+|["“(])\p{Lu}[\p{L}\p{M}]*/gu)].map(([word]) => word.toLowerCase()),
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
