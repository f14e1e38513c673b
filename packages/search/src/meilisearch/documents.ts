import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { IndexedRecordText } from "../postgres/copied.js";
import { type FacetName, type SearchRecord, UNDATED } from "../search-record.js";
import { type EngineText, engineText, listUnits, writeText } from "./engine-text.js";

/** A document of Meilisearch: one passage with what its record is found by. Facet values are written so that the engine keeps them apart. */
export interface EngineDocument
  extends Pick<SearchRecord, "recordId" | "sourceId" | "bodyIds" | "speakerIds" | "citedWorks" | "phraseIds"> {
  /** `RECORD-ORDINAL`: letters, digits, - and _ are what the engine takes. */
  id: string;
  kind: string;
  language: string;
  collection: string;
  title: string;
  names: string;
  text: string;
  /**
   * With the first passage of a record, what the others hold, each word once: a record whose words stand in several passages is found
   * by it. In as many fields as are needed.
   */
  elsewhere: Record<number, string>;
  /** Days since 1970; null for undated records. */
  day: number | null;
  year: string;
  bucket: number;
  version: string;
  /** Of all else in it: a document that somebody else has written to has another content than this says. */
  checksum: string;
}

type Content = Omit<EngineDocument, "checksum">;

/** The fields that hold the values of facets. */
export const FACET_FIELDS: Record<FacetName, keyof EngineDocument> = {
  kind: "kind",
  body: "bodyIds",
  speaker: "speakerIds",
  year: "year",
  citedWork: "citedWorks",
  phrase: "phraseIds",
  language: "language",
  collection: "collection",
};

/** Names that every passage is found by, in UTF-16 code units; the first passage of a record has all of them. */
const NAMES_OF_A_PASSAGE = 400;

/** Passages cut before other work gets its turn: some 20 milliseconds. */
const PASSAGES_IN_A_ROW = 50;

/** The documents of one record: its passages, or one without text where it has none. */
export async function documentsOfRecord(
  record: IndexedRecordText,
  { version, bucket }: { version: string; bucket: number },
): Promise<EngineDocument[]> {
  const { facets } = record;
  const values = (facet: FacetName) => facets[facet].map(writeValue);
  const one = (facet: FacetName) => values(facet)[0] ?? "";
  const shared = {
    recordId: record.recordId,
    sourceId: record.sourceId,
    kind: one("kind"),
    language: one("language"),
    collection: one("collection"),
    bodyIds: values("body"),
    speakerIds: values("speaker"),
    citedWorks: values("citedWork"),
    phraseIds: values("phrase"),
    title: engineText(record.title),
    day: dayOf(record.heldOn),
    year: one("year") || UNDATED,
    bucket,
    version,
  };
  const allNames = namesText(record.names);
  const someNames = allNames.length > NAMES_OF_A_PASSAGE ? namesText(upTo(record.names, NAMES_OF_A_PASSAGE)) : allNames;
  const passages = record.passages.length > 0 ? record.passages : [{ ordinal: 0, text: "" }];
  const texts: EngineText[] = [];
  for (const [i, { text }] of passages.entries()) {
    texts.push(writeText(text));
    if (i % PASSAGES_IN_A_ROW === PASSAGES_IN_A_ROW - 1) await setImmediate();
  }
  return passages.map(({ ordinal }, i) => {
    const [names, elsewhere] = i === 0 ? [allNames, unitsElsewhere(texts)] : [someNames, {}];
    const content = { id: idOf(record.recordId, ordinal), ...shared, names, text: texts[i]?.written ?? "", elsewhere };
    return { ...content, checksum: checksumOf(content) };
  });
}

/** What stands in passages behind the first, and not in that. */
function unitsElsewhere([first, ...others]: EngineText[]): EngineDocument["elsewhere"] {
  const units = new Set(others.flatMap((text) => [...text.units].filter((unit) => !first?.units.has(unit))));
  return { ...listUnits(units) };
}

function checksumOf(content: Content): string {
  const fields = Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url").slice(0, 16);
}

/** Whether a document is as it was made. */
export function isUnaltered({ checksum, ...content }: EngineDocument): boolean {
  return checksum === checksumOf(content);
}

function idOf(recordId: string, ordinal: number): string {
  return `${recordId}-${ordinal}`;
}

/** The record of a document, and the place of its passage in it. */
export function placeOf(id: string): { recordId: string; ordinal: number } {
  const end = id.lastIndexOf("-");
  return { recordId: id.slice(0, end), ordinal: Number(id.slice(end + 1)) };
}

function namesText(names: string[]): string {
  return names.map(engineText).join(". ");
}

function upTo(texts: string[], length: number): string[] {
  let room = length;
  return texts.filter((text) => {
    room -= text.length;
    return room >= 0;
  });
}

const MILLISECONDS_OF_A_DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO day. */
export function dayOf<Day extends string | null>(day: Day): Day extends null ? number | null : number;
export function dayOf(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_OF_A_DAY;
}

/** Longest facet value that the engine tells from others, in bytes of UTF-8, less what cutting may leave over. */
const LONGEST_VALUE = 460;

/**
 * A facet value in characters that the engine takes as they are: it compares values without regard to case, to spaces at
 * their ends and to how characters are composed.
 */
export function writeValue(value: string): string {
  let written = "";
  for (const character of value) {
    if (/^[A-Z]$/.test(character)) written += `^${character.toLowerCase()}`;
    else if (isKept(character)) written += character;
    else written += `^${character.codePointAt(0)?.toString(16).toUpperCase()}^`;
  }
  return withinBytes(written, LONGEST_VALUE);
}

/** The value that `writeValue` was given. */
export function readValue(written: string): string {
  return written.replace(/\^([a-z])|\^([0-9A-F]+)\^/gu, (_, letter?: string, code?: string) =>
    letter === undefined ? String.fromCodePoint(Number.parseInt(code ?? "", 16)) : letter.toUpperCase(),
  );
}

function isKept(character: string): boolean {
  return character !== "^" && !/^\s$/u.test(character) && character.normalize("NFKD").toLowerCase() === character;
}

function withinBytes(text: string, bytes: number): string {
  const written = Buffer.from(text);
  return written.length <= bytes
    ? text
    : written
        .subarray(0, bytes)
        .toString()
        .replace(/\ufffd+$/u, "");
}
