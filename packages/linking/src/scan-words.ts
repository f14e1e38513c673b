import { type FoldedText, looseVariant, plainFolds, plainlyFolded, UnitClass, unitClass } from "@lectern/text";
import type { Words } from "./words.js";

/** What the scan of a word saw of it, as bits. */
export const WordTrait = {
  /** Begins with a digit and ends with a letter: 21st. */
  DIGITS_AND_LETTERS: 1,
  /** Has an apostrophe within: the Charter's. */
  APOSTROPHE: 2,
  /** Stands behind a "§" or a "¶". */
  SECTION_MARK: 4,
} as const;

/** Marks that a text has, as bits, so that nothing that needs them is looked for in vain. */
export const TextMark = {
  /** Quotation marks, title marks and those of emphasis; plain apostrophes within words are none. */
  AROUND: 1,
  BRACKET: 2,
} as const;

/** Arrays for the words of one text after the other, since to make them takes longer than to fill them. */
export interface Room {
  ids: Int32Array;
  starts: Uint32Array;
  ends: Uint32Array;
  traits: Uint8Array;
  /** Units of a text, and what they fold to where each is folded by itself. */
  units: Uint16Array<ArrayBuffer>;
  folded: Buffer;
}

export function roomOf(words: number): Room {
  return {
    ids: new Int32Array(words),
    starts: new Uint32Array(words),
    ends: new Uint32Array(words),
    traits: new Uint8Array(words),
    ...unitsOf(words * 4),
  };
}

function unitsOf(length: number): Pick<Room, "units" | "folded"> {
  return { units: new Uint16Array(length), folded: Buffer.alloc(length) };
}

/** The room with more place for words, and what it holds. */
function widerRoom({ ids, starts, ends, traits, units, folded }: Room): Room {
  const wider = { ...roomOf(ids.length * 2), units, folded };
  wider.ids.set(ids);
  wider.starts.set(starts);
  wider.ends.set(ends);
  wider.traits.set(traits);
  return wider;
}

/** Words that lie in a room, which may be wider than the one that was lent. */
export interface Scanned {
  words: Words;
  room: Room;
}

/** Stands behind the last word of a text; never the id of a word. */
const NO_MORE = 1;
/** Units by which room is wider than the text that asked for it. */
const ROOM_TO_GROW = 1 << 12;
const SPACE = 32;

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Marks by folded units of Latin 1; from 256 on there may be any. */
const latinMarks = new Uint8Array(256);
for (const mark of "\"'_*«»") latinMarks[mark.charCodeAt(0)] = TextMark.AROUND;
latinMarks[40] = TextMark.BRACKET;
const ANY_MARK = TextMark.AROUND | TextMark.BRACKET;

function isSectionMark(unit: number): boolean {
  return unit === 0xa7 || unit === 0xb6;
}

/** Of a unit of a source that `plainFolds` folds: its folded unit in the low byte, and what it is above that; 0 for all others. */
const UNIT = 0xff;
const LETTER = 1 << 8;
const DIGIT = 1 << 9;
const IN_WORD = LETTER | DIGIT;
/** An apostrophe as it is printed within words, which opens nothing: ' and ’. */
const APOSTROPHE = 1 << 10;
/** An apostrophe that may open something. */
const OPENING = 1 << 11;
const SECTION_MARK = 1 << 12;
const MARKS_SHIFT = 13;
const plainUnits = Uint16Array.from(plainFolds, (folded, unit) => (folded === 0 ? 0 : folded | traitsOf(folded, unit)));

function traitsOf(folded: number, unit: number): number {
  const found = unitClass(folded);
  if (found === UnitClass.LETTER) return LETTER;
  if (found === UnitClass.DIGIT) return DIGIT;
  if (found === UnitClass.APOSTROPHE) return unit === 0x27 || unit === 0x2019 ? APOSTROPHE : OPENING | (TextMark.AROUND << MARKS_SHIFT);
  // What is neither is marked as nothing else, so that no entry but that of an unknown unit is 0.
  return (isSectionMark(folded) ? SECTION_MARK : 0) | ((latinMarks[folded] as number) << MARKS_SHIFT);
}

/**
 * The words of a text that is folded unit by unit, which most English texts are, in one pass over its units; null where
 * one of them needs a closer look.
 */
export function scanPlain(text: string, lent: Room): Scanned | null {
  const { length } = text;
  let room = lent.units.length > length ? lent : { ...lent, ...unitsOf(length + ROOM_TO_GROW) };
  const { units, folded } = room;
  // To copy them first is quicker than to ask a string for each.
  Buffer.from(units.buffer).write(text, "utf16le");
  units[length] = SPACE;
  let { ids, starts, ends, traits } = room;
  let count = 0;
  let seen = 0;
  let trait = 0;
  let i = 0;
  while (i < length) {
    const first = plainUnits[units[i] as number] as number;
    folded[i] = first;
    if ((first & IN_WORD) === 0) {
      if (first === 0) return null;
      seen |= first;
      if ((first & SECTION_MARK) !== 0) trait = WordTrait.SECTION_MARK;
      i++;
      continue;
    }
    if (count + 2 >= ids.length) {
      room = widerRoom(room);
      ({ ids, starts, ends, traits } = room);
    }
    starts[count] = i++;
    let hash = Math.imul(FNV_START ^ (first & UNIT), FNV_PRIME);
    let last = first;
    for (; i < length; i++) {
      const next = plainUnits[units[i] as number] as number;
      if ((next & IN_WORD) !== 0) hash = Math.imul(hash ^ (next & UNIT), FNV_PRIME);
      else if (isWithin(next, last, plainUnits[units[i + 1] as number] as number)) {
        trait |= WordTrait.APOSTROPHE;
        seen |= next;
      } else break;
      folded[i] = next;
      last = next;
    }
    if ((first & DIGIT) !== 0 && (last & LETTER) !== 0) trait |= WordTrait.DIGITS_AND_LETTERS;
    traits[count] = trait;
    trait = 0;
    ids[count] = mix(hash) & ~1 || 2;
    ends[count++] = i;
  }
  ids[count] = ids[count + 1] = NO_MORE;
  return { words: { folded: plainlyFolded(folded, length), count, ids, starts, ends, traits, marks: seen >> MARKS_SHIFT }, room };
}

/** An apostrophe between letters is dropped. */
function isWithin(unit: number, before: number, after: number): boolean {
  return (unit & (APOSTROPHE | OPENING)) !== 0 && (before & LETTER) !== 0 && (after & LETTER) !== 0;
}

/** The words of any text, from its folded form. */
export function scanFolded(folded: FoldedText, lent: Room): Scanned {
  const units = folded.text;
  const { length } = units;
  let room = lent;
  let { ids, starts, ends, traits } = room;
  let count = 0;
  let marks = 0;
  let behindMark = 0;
  let i = 0;
  while (i < length) {
    const unit = units.charCodeAt(i);
    const first = classOf(unit);
    if (first === UnitClass.OTHER || first === UnitClass.APOSTROPHE) {
      marks |= unit < 256 ? (latinMarks[unit] as number) : ANY_MARK;
      if (isSectionMark(unit)) behindMark = WordTrait.SECTION_MARK;
      // Both halves of a pictograph are nothing.
      i += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1;
      continue;
    }
    if (count + 2 >= ids.length) {
      room = widerRoom(room);
      ({ ids, starts, ends, traits } = room);
    }
    let trait = behindMark;
    behindMark = 0;
    starts[count] = i++;
    if (first === UnitClass.HAN) {
      let hash = Math.imul(FNV_START ^ looseVariant(unit), FNV_PRIME);
      if (unit >= 0xd800 && unit <= 0xdbff && i < length) hash = Math.imul(hash ^ units.charCodeAt(i++), FNV_PRIME);
      ids[count] = mix(hash) | 1;
      // Chinese gives names and quotes with few marks or none.
      marks = ANY_MARK;
    } else {
      let hash = Math.imul(FNV_START ^ unit, FNV_PRIME);
      let last = first;
      for (; i < length; i++) {
        const next = units.charCodeAt(i);
        const here = classOf(next);
        if (here === UnitClass.LETTER || here === UnitClass.DIGIT) hash = Math.imul(hash ^ next, FNV_PRIME);
        else if (here === UnitClass.APOSTROPHE && last === UnitClass.LETTER && isLetter(units, i + 1)) {
          trait |= WordTrait.APOSTROPHE;
          // What it was before it was folded is not asked: it may have opened something.
          marks |= TextMark.AROUND;
        } else break;
        last = here;
      }
      if (first === UnitClass.DIGIT && last === UnitClass.LETTER) trait |= WordTrait.DIGITS_AND_LETTERS;
      ids[count] = mix(hash) & ~1 || 2;
    }
    traits[count] = trait;
    ends[count++] = i;
  }
  ids[count] = ids[count + 1] = NO_MORE;
  return { words: { folded, count, ids, starts, ends, traits, marks }, room };
}

/** A point or comma between digits parts them: 1-204.23 is three numbers. */
function isLetter(units: string, i: number): boolean {
  return i < units.length && classOf(units.charCodeAt(i)) === UnitClass.LETTER;
}

/** Classes of the units of Latin 1, which most texts are made of. */
const latinClasses = Uint8Array.from({ length: 256 }, (_, unit) => unitClass(unit));

function classOf(unit: number): number {
  return unit < 256 ? (latinClasses[unit] as number) : unitClass(unit);
}

/** Spreads a hash over all 32 bits. */
function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
