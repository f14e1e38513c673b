import { type FoldedText, foldText, sourceSpan } from "@lectern/text";
import { type Room, roomOf, scanFolded, scanPlain } from "./scan-words.js";

/**
 * A text as the numbers that linking compares: one id per word, number or Han character, with its place in the folded
 * text. The lowest bit of an id says whether it is a Han character. Punctuation, case, apostrophes and script are gone.
 */
export interface Words {
  folded: FoldedText;
  /** How many there are; the arrays may be longer. */
  count: number;
  ids: Int32Array;
  /** Ranges in the folded text. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** What the scan saw of each word, bits of `WordTrait`. */
  traits: Uint8Array;
  /** What marks the text has, bits of `TextMark`. */
  marks: number;
}

/** Stands between works, so that nothing is compared across them; never the id of a word. */
export const NO_WORD = 0;

export function isHanId(id: number): boolean {
  return (id & 1) === 1;
}

/** Rooms that no text is in. Those of long texts are not kept. */
const rooms: Room[] = [];
const MOST_ROOM = 1 << 16;

/** The words of a text. Offsets are into its folded form; `wordSpan` turns them into offsets of the source. */
export function readWords(text: string): Words {
  return withWords(text, ({ folded, count, ids, starts, ends, traits, marks }) => ({
    folded,
    count,
    ids: ids.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    traits: traits.slice(0, count),
    marks,
  }));
}

/** What `use` makes of the words of a text. They are lent: when it is done, their arrays, longer than they are, take other words. */
export function withWords<T>(text: string, use: (words: Words) => T): T {
  const lent = rooms.pop() ?? roomOf(1 << 10);
  const { words, room } = scanPlain(text, lent) ?? scanFolded(foldText(text), lent);
  try {
    return use(words);
  } finally {
    rooms.push(room.ids.length <= MOST_ROOM && room.units.length <= MOST_ROOM * 4 ? room : lent);
  }
}

/** Span in the source of the words `[from, to)`. */
export function wordSpan(words: Words, from: number, to: number): [start: number, end: number] {
  return sourceSpan(words.folded, words.starts[from] as number, words.ends[to - 1] as number);
}

/** First word that starts at or after a place of the folded text. */
export function wordAt(words: Words, foldedOffset: number): number {
  let low = 0;
  let high = words.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words.starts[middle] as number) < foldedOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First index of the folded text whose character starts at or after an offset of the source. */
export function foldedOffset(folded: FoldedText, sourceOffset: number): number {
  let low = 0;
  let high = folded.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((folded.offsets[middle] as number) < sourceOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}
