import { toSimplified } from "./han.js";

/**
 * Text folded for comparison. `offsets[i]` is the index in the source of `text[i]`, and `offsets[text.length]` the
 * length of the source. One character of the source may fold to several (ﬁ, ㎏, …): they share one offset.
 */
export interface FoldedText {
  text: string;
  offsets: Uint32Array;
}

const DOUBLE_QUOTES = "“”„‟«»「」『』〝〞〟＂″";
const SINGLE_QUOTES = "‘’‚‛‹›ʼʻ′´`＇";
const DASHES = "‐‑‒–—―−﹘﹣－⸺⸻";
/** Soft hyphen, zero-width characters, direction marks and byte order marks: nothing a reader sees. */
const INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff";

/** Marks in `simpleFold`: not computed yet, nothing left, more than one unit. */
const UNKNOWN = 0;
const GONE = 0xfffe;
const SEVERAL = 0xffff;

/** Folding of single units of the basic plane, filled on first use. */
const simpleFold = new Uint16Array(65536);
const severalFold = new Map<number, string>();
for (let unit = 1; unit < 128; unit++) simpleFold[unit] = unit >= 65 && unit <= 90 ? unit + 32 : unit === 96 ? 39 : unit;

/** Marks, jamo, and the invisible, which would keep a mark from its letter. */
const combines = new RegExp(`^[\\p{M}\\u1160-\\u11ff\\uff9e\\uff9f${INVISIBLE}]`, "u");
/** 1 where a unit may join the character before it; pairs are asked for as code points. */
const combining = combiningTable();

/**
 * Text folded for comparison: NFKC, lower case, quotation marks and dashes of all kinds to plain ones, traditional to
 * simplified characters, printed variants joined, invisible characters dropped. Spaces and punctuation stay.
 */
export function foldText(text: string): FoldedText {
  return foldPlainly(text) ?? foldFully(text);
}

/**
 * Folding of units that come to one unit of Latin 1 whatever stands beside them; 0 for all others. For scans that fold
 * as they go: a text without a 0 is folded unit by unit.
 */
export const plainFolds = plainTable();
/** Room is kept for texts up to this length. */
const MOST_ROOM = 1 << 20;
let bytes = Buffer.alloc(1 << 12);
/** Offsets of texts that stay as long as they are, for all of them. */
let identity = Uint32Array.from({ length: 1 << 12 }, (_, i) => i);

/** The folding of a text in which no unit needs a closer look, which most English texts are; else null. */
function foldPlainly(text: string): FoldedText | null {
  const { length } = text;
  if (bytes.length < length) bytes = Buffer.alloc(length * 2);
  for (let i = 0; i < length; i++) {
    const folded = plainFolds[text.charCodeAt(i)] as number;
    if (folded === 0) return null;
    bytes[i] = folded;
  }
  const folded = plainlyFolded(bytes, length);
  if (length > MOST_ROOM) bytes = Buffer.alloc(1 << 12);
  return folded;
}

/** The folded text of a source of `length` units that `plainFolds` folds one by one; `units` begins with what they come to. */
export function plainlyFolded(units: Buffer, length: number): FoldedText {
  if (identity.length <= length) identity = Uint32Array.from({ length: length * 2 }, (_, i) => i);
  const folded = { text: units.toString("latin1", 0, length), offsets: identity.subarray(0, length + 1) };
  if (length > MOST_ROOM) identity = identity.slice(0, 1 << 12);
  return folded;
}

function plainTable(): Uint8Array {
  const table = new Uint8Array(65536);
  for (let unit = 1; unit < 0x2100; unit++) {
    const folded = combining[unit] === 1 ? "" : foldSmall(String.fromCharCode(unit));
    if (folded.length === 1 && folded.charCodeAt(0) <= 0xff) table[unit] = folded.charCodeAt(0);
  }
  return table;
}

function foldFully(text: string): FoldedText {
  const length = text.length;
  let { units, offsets } = roomFor(length + 17);
  let size = 0;
  let plain = true;
  for (let i = 0; i < length; ) {
    const unit = text.charCodeAt(i);
    const next = i + 1 < length ? text.charCodeAt(i + 1) : 0;
    if (unit !== 0 && isWhole(unit) && (next < 0xad || (isWhole(next) && combining[next] === 0))) {
      let folded = simpleFold[unit] as number;
      if (folded === UNKNOWN) folded = learn(unit);
      if (folded < GONE) {
        if (size + 1 >= units.length) grow();
        if (folded > 0xff) plain = false;
        units[size] = folded;
        offsets[size++] = i++;
        continue;
      }
      if (folded === GONE) {
        i++;
        continue;
      }
    }
    const end = clusterEnd(text, i);
    const folded = foldCluster(text.slice(i, end));
    while (size + folded.length >= units.length) grow();
    for (let k = 0; k < folded.length; k++) {
      const code = folded.charCodeAt(k);
      if (code > 0xff) plain = false;
      units[size] = code;
      offsets[size++] = i;
    }
    i = end;
  }
  offsets[size] = length;
  const folded = { text: decode(units, size, plain), offsets: offsets.slice(0, size + 1) };
  keepRoom(units, offsets);
  return folded;

  function grow(): void {
    const wider = new Uint16Array(units.length * 2);
    wider.set(units);
    units = wider;
    const longer = new Uint32Array(units.length + 1);
    longer.set(offsets);
    offsets = longer;
  }
}

/** Whether a unit is a character by itself, and no half of a pair. */
function isWhole(unit: number): boolean {
  return unit < 0xd800 || unit > 0xdfff;
}

/** Room of the last text, for the next: most texts are short and many. */
let room = { units: new Uint16Array(1 << 12), offsets: new Uint32Array((1 << 12) + 1) };

function roomFor(size: number): { units: Uint16Array<ArrayBuffer>; offsets: Uint32Array<ArrayBuffer> } {
  if (size <= room.units.length) return room;
  return { units: new Uint16Array(size), offsets: new Uint32Array(size + 1) };
}

function keepRoom(units: Uint16Array<ArrayBuffer>, offsets: Uint32Array<ArrayBuffer>): void {
  if (units.length > room.units.length && units.length <= MOST_ROOM) room = { units, offsets };
}

/**
 * The part of the source that the folded range `[start, end)` stands for, widened to whole characters of the source:
 * the "f" of a folded ﬁ is the whole ﬁ.
 */
export function sourceSpan(folded: FoldedText, start: number, end: number): [start: number, end: number] {
  const { offsets } = folded;
  const from = offsets[start] as number;
  if (end <= start) return [from, from];
  const last = offsets[end - 1] as number;
  let after = end;
  while (after < offsets.length - 1 && offsets[after] === last) after++;
  return [from, offsets[after] as number];
}

/** Key of a name or title for equality: folded, runs of space to one, punctuation and quotation marks at the ends dropped. */
export function foldKey(text: string): string {
  return foldText(text)
    .text.replace(/\s+/gu, " ")
    .replace(/^[\p{P}\p{Z}\p{S}]+/u, "")
    .replace(/[\p{P}\p{Z}\p{S}]+$/u, "");
}

function learn(unit: number): number {
  const folded = foldSmall(String.fromCharCode(unit));
  const result = folded.length === 0 ? GONE : folded.length === 1 ? folded.charCodeAt(0) : SEVERAL;
  if (result === SEVERAL) severalFold.set(unit, folded);
  // A unit that folds to one of the marks themselves takes the slow path.
  simpleFold[unit] = folded.length === 1 && result >= GONE ? SEVERAL : result;
  return simpleFold[unit] as number;
}

function clusterEnd(text: string, start: number): number {
  let end = start + (isPair(text, start) ? 2 : 1);
  while (end < text.length) {
    if (isPair(text, end)) {
      if (!combines.test(text.slice(end, end + 2))) break;
      end += 2;
    } else {
      if (combining[text.charCodeAt(end)] === 0) break;
      end++;
    }
  }
  return end;
}

function isPair(text: string, i: number): boolean {
  const high = text.charCodeAt(i);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(i + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

function foldCluster(cluster: string): string {
  return (cluster.length === 1 ? severalFold.get(cluster.charCodeAt(0)) : undefined) ?? foldSmall(cluster);
}

function foldSmall(cluster: string): string {
  const visible = foldMarks(cluster);
  return foldMarks(toSimplified(visible.normalize("NFKC").toLowerCase().normalize("NFKC")));
}

function foldMarks(cluster: string): string {
  let result = "";
  for (const character of cluster) {
    if (DOUBLE_QUOTES.includes(character)) result += '"';
    else if (SINGLE_QUOTES.includes(character)) result += "'";
    else if (DASHES.includes(character)) result += "-";
    else if (character === "ς") result += "σ";
    else if (!INVISIBLE.includes(character)) result += character;
  }
  return result;
}

/** Strings whose units all fit one byte are kept in one byte each, as the engine would. */
function decode(units: Uint16Array<ArrayBuffer>, size: number, plain: boolean): string {
  if (!plain) return Buffer.from(units.buffer, 0, size * 2).toString("utf16le");
  if (bytes.length < size) bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i++) bytes[i] = units[i] as number;
  const text = bytes.toString("latin1", 0, size);
  if (bytes.length > MOST_ROOM) bytes = Buffer.alloc(1 << 12);
  return text;
}

function combiningTable(): Uint8Array {
  const table = new Uint8Array(65536);
  for (let unit = 0xad; unit < 65536; unit++) {
    if (unit < 0xd800 || unit > 0xdfff) table[unit] = combines.test(String.fromCharCode(unit)) ? 1 : 0;
  }
  return table;
}
