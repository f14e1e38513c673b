import { type FoldedText, foldText, looseVariant, sourceSpan, UnitClass, unitClass } from "@lectern/text";

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
}

/** Stands between works, so that nothing is compared across them; never the id of a word. */
export const NO_WORD = 0;

export function isHanId(id: number): boolean {
  return (id & 1) === 1;
}

/** Arrays for the words of one text after the other, since to make them takes longer than to fill them. */
interface Room {
  ids: Int32Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Rooms that no text is in. Those of long texts are not kept. */
const rooms: Room[] = [];
const MOST_ROOM = 1 << 16;

function roomOf(size: number): Room {
  return { ids: new Int32Array(size), starts: new Uint32Array(size), ends: new Uint32Array(size) };
}

/** Stands behind the last word of a text; never the id of a word. */
const NO_MORE = 1;

/** Classes of the units of Latin 1, which most texts are made of. */
const latinClasses = Uint8Array.from({ length: 256 }, (_, unit) => unitClass(unit));

function classOf(unit: number): number {
  return unit < 256 ? (latinClasses[unit] as number) : unitClass(unit);
}

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The words of a text. Offsets are into its folded form; `wordSpan` turns them into offsets of the source. */
export function readWords(text: string): Words {
  return withWords(text, ({ folded, count, ids, starts, ends }) => {
    return { folded, count, ids: ids.slice(0, count), starts: starts.slice(0, count), ends: ends.slice(0, count) };
  });
}

/** What `use` makes of the words of a text. They are lent: when it is done, their arrays, longer than they are, take other words. */
export function withWords<T>(text: string, use: (words: Words) => T): T {
  const lent = rooms.pop() ?? roomOf(1 << 10);
  const { words, room } = readInto(text, lent);
  try {
    return use(words);
  } finally {
    rooms.push(room.ids.length <= MOST_ROOM ? room : lent);
  }
}

function readInto(text: string, lent: Room): { words: Words; room: Room } {
  const folded = foldText(text);
  const units = folded.text;
  const { length } = units;
  let room = lent;
  let { ids, starts, ends } = room;
  let count = 0;
  let i = 0;
  while (i < length) {
    const unit = units.charCodeAt(i);
    const first = classOf(unit);
    if (first === UnitClass.OTHER || first === UnitClass.APOSTROPHE) {
      // Both halves of a pictograph are nothing.
      i += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1;
      continue;
    }
    if (count + 2 >= ids.length) {
      room = widerRoom(room);
      ({ ids, starts, ends } = room);
    }
    starts[count] = i++;
    if (first === UnitClass.HAN) {
      let hash = Math.imul(FNV_START ^ looseVariant(unit), FNV_PRIME);
      if (unit >= 0xd800 && unit <= 0xdbff && i < length) hash = Math.imul(hash ^ units.charCodeAt(i++), FNV_PRIME);
      ids[count] = mix(hash) | 1;
    } else {
      let hash = Math.imul(FNV_START ^ unit, FNV_PRIME);
      let last = first;
      for (; i < length; i++) {
        const next = units.charCodeAt(i);
        const here = classOf(next);
        if (here === UnitClass.LETTER || here === UnitClass.DIGIT) hash = Math.imul(hash ^ next, FNV_PRIME);
        else if (here !== UnitClass.APOSTROPHE || !staysInWord(units, i, last)) break;
        last = here;
      }
      ids[count] = mix(hash) & ~1 || 2;
    }
    ends[count++] = i;
  }
  ids[count] = ids[count + 1] = NO_MORE;
  return { words: { folded, count, ids, starts, ends }, room };
}

function widerRoom({ ids, starts, ends }: Room): Room {
  const wider = roomOf(ids.length * 2);
  wider.ids.set(ids);
  wider.starts.set(starts);
  wider.ends.set(ends);
  return wider;
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

/** An apostrophe between letters is dropped; a point or comma between digits parts them: 1-204.23 is three numbers. */
function staysInWord(units: string, i: number, last: number): boolean {
  return last === UnitClass.LETTER && i + 1 < units.length && classOf(units.charCodeAt(i + 1)) === UnitClass.LETTER;
}

/** Spreads a hash over all 32 bits. */
function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
