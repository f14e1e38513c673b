import type { RecordKind } from "@lectern/schema";

export interface NamedRecord {
  id: string;
  name: string;
  /** Ids of the meetings it is named at; null where that says nothing. */
  meetings: string[] | null;
}

/** Two records that may be one: the shorter name is likely a form of the longer one. */
export interface MergeSuggestion {
  kind: RecordKind;
  /** The one with the shorter name, to be merged into the other. */
  fromId: string;
  intoId: string;
}

/** Titles that say nothing of who it is. */
const TITLES = new Set(
  "mr mrs ms miss dr prof professor sir dame lord lady councillor cllr hon rev father sister comrade the of".split(" "),
);

/**
 * Pairs of which one name holds all words of the other, its last one included: "Mr. HOLM" and "Verity Holm", "Water Bureau"
 * and "Municipal Water Bureau"; of Chinese names, one that ends with the other. A name that fits several is no hint to any
 * of them, and who is named apart at one meeting is two; so are those of whom a person said so (`apart`, as `pairOf` has them).
 */
export function suggestMerges(kind: RecordKind, records: readonly NamedRecord[], apart: ReadonlySet<string>): MergeSuggestion[] {
  const named = records.map((record) => ({ record, words: wordsOf(record.name) })).filter(({ words }) => words.length > 0);
  const byLast = Map.groupBy(named, ({ words }) => words.at(-1));
  return [...byLast.values()].flatMap((group) =>
    group.flatMap((shorter) => {
      const longer = group.filter(
        (other) =>
          other !== shorter &&
          !apart.has(pairOf(shorter.record.id, other.record.id)) &&
          isFormOf(shorter.words, other.words, shorter.record, other.record),
      );
      const [only] = longer;
      if (only === undefined || longer.length > 1 || meet(shorter.record, only.record)) return [];
      return [{ kind, fromId: shorter.record.id, intoId: only.record.id }];
    }),
  );
}

/** One name for two records, whichever comes first. */
export function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** Latin words without titles and stops; Chinese as its last two characters, before which a name may go on. */
function wordsOf(name: string): string[] {
  const han = name.replace(/\P{Script=Han}/gu, "");
  if (han.length >= MOST_OF_A_NAME) return [...han.slice(0, -TAIL), han.slice(-TAIL)];
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !TITLES.has(word));
}

/** Shorter Chinese names are those of people, which no longer one is a form of. */
const MOST_OF_A_NAME = 4;
const TAIL = 2;

function isFormOf(shorter: readonly string[], longer: readonly string[], one: NamedRecord, other: NamedRecord): boolean {
  if (shorter.length > longer.length) return false;
  if (shorter.length === longer.length) return shorter.join(" ") === longer.join(" ") && one.id > other.id;
  const isHan = /\p{Script=Han}/u.test(one.name);
  return isHan ? longer.join("").endsWith(shorter.join("")) : shorter.every((word) => longer.includes(word));
}

function meet(one: NamedRecord, other: NamedRecord): boolean {
  const meetings = new Set(one.meetings ?? []);
  return (other.meetings ?? []).some((meeting) => meetings.has(meeting));
}
