import { foldText, UnitClass, unitClass } from "@lectern/text";
import { FACETS, type FacetName, type SearchRecord, type SearchRequest, UNDATED } from "../src/index.js";

/** Whether a text holds a phrase, found by reading it from end to end: folded, any run of space like one, whole words. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const haystack = foldForScan(text);
  const needle = foldForScan(phrase);
  if (needle === "") return false;
  for (let i = haystack.indexOf(needle); i >= 0; i = haystack.indexOf(needle, i + 1)) {
    const end = i + needle.length;
    if (!isInWord(haystack, i) && !isInWord(haystack, end)) return true;
  }
  return false;
}

function foldForScan(text: string): string {
  return foldText(text)
    .text.replace(/[\s\0]+/gu, " ")
    .trim();
}

function isInWord(text: string, i: number): boolean {
  return isWord(text.charCodeAt(i - 1)) && isWord(text.charCodeAt(i));
}

function isWord(unit: number): boolean {
  return !Number.isNaN(unit) && (unitClass(unit) === UnitClass.LETTER || unitClass(unit) === UnitClass.DIGIT);
}

/** The texts of a record that a phrase may stand in: the title, and passages joined where they follow each other. */
export function textsOf(record: SearchRecord): string[] {
  const joined: { end: number; text: string }[] = [];
  for (const { start, text } of record.passages) {
    const last = joined.at(-1);
    if (last !== undefined && last.end === start) {
      last.text += text;
      last.end += text.length;
    } else joined.push({ end: start + text.length, text });
  }
  return [record.title, ...joined.map(({ text }) => text)];
}

/** Counts of facets as the interface promises them, from records that match the words already. */
export function countFacets(records: SearchRecord[], request: SearchRequest): Map<FacetName, Map<string, number>> {
  const counts = new Map<FacetName, Map<string, number>>();
  for (const facet of request.facets) {
    const values = new Map<string, number>();
    for (const record of records.filter((one) => isWithinDates(one, request) && passes(one, request, facet))) {
      for (const value of new Set(valuesOf(record, facet))) values.set(value, (values.get(value) ?? 0) + 1);
    }
    counts.set(facet, values);
  }
  return counts;
}

/** Records that pass all filters and dates. */
export function filterRecords(records: SearchRecord[], request: SearchRequest): SearchRecord[] {
  return records.filter((record) => isWithinDates(record, request) && passes(record, request, null));
}

function passes(record: SearchRecord, request: SearchRequest, except: FacetName | null): boolean {
  return FACETS.every((facet) => {
    const wanted = request.filters[facet] ?? [];
    const unwanted = request.excluded?.[facet] ?? [];
    const values = valuesOf(record, facet);
    if (facet === except) return true;
    return (wanted.length === 0 || values.some((value) => wanted.includes(value))) && !values.some((value) => unwanted.includes(value));
  });
}

function isWithinDates({ heldOn }: SearchRecord, { from, to }: SearchRequest): boolean {
  if (from === null && to === null) return true;
  return heldOn !== null && (from === null || heldOn >= from) && (to === null || heldOn <= to);
}

function valuesOf(record: SearchRecord, facet: FacetName): string[] {
  switch (facet) {
    case "kind":
      return [record.kind];
    case "body":
      return record.bodyIds;
    case "speaker":
      return record.speakerIds;
    case "year":
      return [record.heldOn?.slice(0, 4) ?? UNDATED];
    case "citedWork":
      return record.citedWorks;
    case "phrase":
      return record.phraseIds;
    case "language":
      return [record.language];
    case "collection":
      return [record.collection];
  }
}
