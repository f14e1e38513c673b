export interface Mark {
  /** UTF-16 code units, end exclusive. */
  start: number;
  end: number;
}

/** A table of more cells than this would hold up the page; what is left of such long texts is not compared. */
const MOST_CELLS = 4_000_000;

/**
 * The words that two texts have in common in the same order, as marks in each: their longest common subsequence.
 * Capitals, punctuation and the shape of apostrophes make no difference. Chinese is compared character by character.
 */
export function findSharedWords(one: string, other: string): { one: Mark[]; other: Mark[] } {
  const a = wordsOf(one);
  const b = wordsOf(other);
  const pairs = commonWords(a, b);
  return {
    one: joinNeighbours(
      a,
      pairs.map(([index]) => index),
    ),
    other: joinNeighbours(
      b,
      pairs.map(([, index]) => index),
    ),
  };
}

interface Word extends Mark {
  folded: string;
}

const LETTER = "(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{N}]";
const WORD = new RegExp(`\\p{Script=Han}|(?:${LETTER})+(?:['’ʼ](?:${LETTER})+)*`, "gu");

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((found) => ({
    folded: found[0].normalize("NFKC").toLowerCase().replace(/[’ʼ]/g, "'"),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

type Pair = [one: number, other: number];

/** Equal beginnings and ends are taken off first: of a quotation they are nearly all of it. */
function commonWords(a: Word[], b: Word[]): Pair[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head]?.folded === b[head]?.folded) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail)?.folded === b.at(-1 - tail)?.folded) tail++;
  const first = Array.from({ length: head }, (_, index): Pair => [index, index]);
  const last = Array.from({ length: tail }, (_, index): Pair => [a.length - tail + index, b.length - tail + index]);
  const middle = longestCommon(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...first, ...middle.map(([i, j]): Pair => [i + head, j + head]), ...last];
}

function longestCommon(a: Word[], b: Word[]): Pair[] {
  const width = b.length + 1;
  if (a.length * b.length > MOST_CELLS || a.length === 0 || b.length === 0) return [];
  const lengths = new Uint32Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const isSame = a[i]?.folded === b[j]?.folded;
      lengths[i * width + j] = isSame ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.folded === b[j]?.folded) pairs.push([i++, j++]);
    else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Words that follow each other are one mark, with what stands between them. */
function joinNeighbours(words: Word[], indices: number[]): Mark[] {
  const marks: Mark[] = [];
  let previous = -2;
  for (const index of indices) {
    const word = words[index];
    const last = marks.at(-1);
    if (word === undefined) continue;
    if (index === previous + 1 && last) last.end = word.end;
    else marks.push({ start: word.start, end: word.end });
    previous = index;
  }
  return marks;
}
