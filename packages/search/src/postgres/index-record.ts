import { setImmediate } from "node:timers/promises";
import type { Token } from "@lectern/text";
import { characterCount, isWordUnit, LONGEST_WORD, phraseKeys, phraseText, TEXT_BREAK } from "../phrase-text.js";
import { FACETS, type FacetName, type SearchPassage, type SearchRecord, UNDATED } from "../search-record.js";
import { foldForSearch, searchTokens } from "../search-text.js";

/** Parts of a record: what `search_passage.part` says. */
export const Part = { PASSAGE: 0, TITLE: 1, NAMES: 2, SEAM: 3 } as const;

/** Phrases up to this length (in phrase form) are found across a seam by one look-up. */
export const SEAM_REACH = 200;

/** One row of search_passage. */
export interface PassageRow {
  part: number;
  ordinal: number;
  start: number;
  passageId: string | null;
  /** Words in it. */
  size: number;
  /** A phrase counts for this row where it starts within so many characters of `folded`. */
  own: number;
  text: string;
  /** In phrase form. */
  folded: string;
  /** As a tsvector is written. */
  tokens: string;
}

/** A record as Postgres search keeps it. */
export interface IndexedRecord {
  record: SearchRecord;
  rows: PassageRow[];
  /** What each word counts in this record, from 0 to 1. */
  impacts: Map<string, number>;
  facets: [facet: number, value: string][];
}

/** Words in a title count as if they stood in the text this many times, and those in names this many. */
const TITLE_WEIGHT = 6;
const NAMES_WEIGHT = 3;

/** BM25: how soon repeating a word stops to count, how much length counts, and the length that is neither long nor short. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.4;
const USUAL_LENGTH = 600;
const LONGEST_RATIO = 40;

/** Below the limits of a tsvector, where a position is at most 16,383 and a word has at most 255 of them. */
const LAST_POSITION = 16_000;
const MOST_POSITIONS = 200;
const WHOLE = 2_147_483_647;

/** Names of a record stand this far apart, so that words of two names are not taken for neighbours. */
const NAMES_APART = 20;

/** Longest title and longest list of names that are indexed, in UTF-16 code units. */
const TITLE_LENGTH = 4_000;
const NAMES_LENGTH = 60_000;

/** Passages cut before other work gets its turn: some 20 milliseconds. */
const PASSAGES_IN_A_ROW = 50;

/** Cuts records into what the tables hold. Lets other work pass in between: a book has tens of thousands of passages. */
export async function indexRecords(records: SearchRecord[]): Promise<IndexedRecord[]> {
  const indexed: IndexedRecord[] = [];
  for (const record of records) indexed.push(await indexRecord(record));
  return indexed;
}

async function indexRecord(record: SearchRecord): Promise<IndexedRecord> {
  const counts = new Map<string, number>();
  const title = textRow(Part.TITLE, [record.title.slice(0, TITLE_LENGTH)], (tokens) => count(tokens, TITLE_WEIGHT));
  const printed = upTo(record.names, NAMES_LENGTH);
  const names = { ...textRow(Part.NAMES, printed, (tokens) => count(tokens, NAMES_WEIGHT)), text: storable(printed.join(TEXT_BREAK)) };
  const rows = [title, names].filter((row) => row.folded !== "");
  const passages = [...record.passages].sort((a, b) => a.ordinal - b.ordinal);
  let length = 0;
  for (const [i, passage] of passages.entries()) {
    const row = textRow(Part.PASSAGE, [passage.text], (tokens) => count(tokens, 1));
    rows.push({ ...row, ordinal: passage.ordinal, start: passage.start, passageId: passage.passageId, text: storable(passage.text) });
    const seam = seamBehind(passages, i);
    if (seam !== null) rows.push(seam);
    length += row.size;
    if (i % PASSAGES_IN_A_ROW === PASSAGES_IN_A_ROW - 1) await setImmediate();
  }
  return { record, rows, impacts: impactsOf(counts, length), facets: facetsOf(record) };

  function count(tokens: Token[], weight: number): void {
    for (const token of tokens) {
      const word = token.text.slice(0, LONGEST_WORD);
      counts.set(word, (counts.get(word) ?? 0) + weight);
    }
  }
}

function impactsOf(counts: Map<string, number>, length: number): Map<string, number> {
  const ratio = Math.min(length / USUAL_LENGTH, LONGEST_RATIO);
  const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * ratio);
  return new Map([...counts].map(([word, count]) => [word, count / (count + norm)]));
}

function upTo(texts: string[], length: number): string[] {
  let room = length;
  return texts.filter((text) => {
    room -= text.length;
    return room >= 0;
  });
}

function textRow(part: number, texts: string[], see: (tokens: Token[]) => void): PassageRow {
  const forms: string[] = [];
  const places = new Map<string, number[]>();
  let size = 0;
  let position = 0;
  for (const text of texts) {
    const tokens = searchTokens(text);
    see(tokens);
    forms.push(phraseText(foldForSearch(text)).text);
    position = place(tokens, places, position) + NAMES_APART;
    size += tokens.length;
  }
  const folded = forms.filter((form) => form !== "").join(TEXT_BREAK);
  return { part, ordinal: 0, start: 0, passageId: null, size, own: WHOLE, text: "", folded, tokens: vector(phraseKeys(folded), places) };
}

/** Positions of tokens: a word counts one, a Han character counts one, so that closeness means the same in both. */
function place(tokens: Token[], places: Map<string, number[]>, from: number): number {
  let position = from;
  let hanStart = 0;
  let hanPosition = 0;
  let hanEnd = -1;
  for (const token of tokens) {
    let here: number;
    if (token.kind === "han") {
      if (token.start > hanEnd) {
        hanStart = token.start;
        hanPosition = position + 1;
      }
      here = hanPosition + token.start - hanStart;
      hanEnd = Math.max(hanEnd, token.end);
      position = Math.max(position, hanPosition + token.end - hanStart - 1);
    } else here = ++position;
    if (here > LAST_POSITION) continue;
    const word = token.text.slice(0, LONGEST_WORD);
    const known = places.get(word);
    if (known === undefined) places.set(word, [here]);
    else if (known.length < MOST_POSITIONS) known.push(here);
  }
  return position;
}

/** The text form of a tsvector: words with their positions, keys of phrases without. */
function vector(keys: Set<string>, places: Map<string, number[]>): string {
  const parts: string[] = [];
  for (const [word, positions] of places) parts.push(`'${escapeWord(word)}':${positions.join(",")}`);
  for (const key of keys) if (!places.has(key)) parts.push(`'${escapeWord(key)}'`);
  return parts.join(" ");
}

/** A word inside the quotation marks of a tsvector or a tsquery. */
export function escapeWord(word: string): string {
  return word.replaceAll("\\", "\\\\").replaceAll("'", "''");
}

/** The row for the seam between a passage and what follows it without a gap: phrases cross it. */
function seamBehind(passages: SearchPassage[], i: number): PassageRow | null {
  const passage = passages[i] as SearchPassage;
  const right = followingText(passages, i);
  if (right === "") return null;
  const left = lastWords(passage.text);
  const leftLength = foldForSearch(left).text.length;
  const joined = phraseText(foldForSearch(left + right));
  const own = joined.at.findIndex((index) => index >= leftLength);
  if (own <= 0) return null;
  return {
    part: Part.SEAM,
    ordinal: passage.ordinal,
    start: 0,
    passageId: null,
    size: 0,
    own: characterCount(joined.text.slice(0, own)),
    text: "",
    folded: joined.text,
    tokens: vector(phraseKeys(joined.text), new Map()),
  };
}

/** Room for characters that folding drops. */
const SEAM_LENGTH = SEAM_REACH + 60;

function followingText(passages: SearchPassage[], i: number): string {
  let text = "";
  for (let next = i + 1; next < passages.length && text.length < SEAM_LENGTH * 4; next++) {
    const before = passages[next - 1] as SearchPassage;
    const passage = passages[next] as SearchPassage;
    if (passage.start !== before.start + before.text.length) break;
    text += passage.text.slice(0, SEAM_LENGTH * 4);
  }
  const short = squeeze(text);
  if (short.length <= SEAM_LENGTH) return short;
  let end = SEAM_LENGTH;
  while (end > 0 && isWordUnit(short.charCodeAt(end - 1)) && isWordUnit(short.charCodeAt(end))) end--;
  return short.slice(0, end > 0 ? end : SEAM_LENGTH);
}

function lastWords(text: string): string {
  const short = squeeze(text.slice(-SEAM_LENGTH * 4));
  let start = Math.max(0, short.length - SEAM_LENGTH);
  while (start > 0 && start < short.length && isWordUnit(short.charCodeAt(start - 1)) && isWordUnit(short.charCodeAt(start))) start++;
  return short.slice(start < short.length ? start : -SEAM_LENGTH);
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, " ");
}

function facetsOf(record: SearchRecord): IndexedRecord["facets"] {
  const values: Record<FacetName, string[]> = {
    kind: [record.kind],
    body: record.bodyIds,
    speaker: record.speakerIds,
    year: [record.heldOn === null ? UNDATED : record.heldOn.slice(0, 4)],
    citedWork: record.citedWorks,
    phrase: record.phraseIds,
    language: [record.language],
    collection: [record.collection],
  };
  return FACETS.flatMap((facet, number) => [...new Set(values[facet])].map((value): [number, string] => [number, value]));
}

/** Postgres keeps no NUL; another character of the same length stands for it. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}
