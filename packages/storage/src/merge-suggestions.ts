import { RecordKind } from "@lectern/schema";

export interface NamedRecord {
  id: string;
  name: string;
  /** Ids of the meetings it is named at; null where that says nothing. */
  meetings: string[] | null;
  /** Ids of the bodies and collections that it is named with. */
  around: string[];
}

/** Two records that may be one: the shorter name is likely a form of the longer one. */
export interface MergeSuggestion {
  kind: RecordKind;
  /** The one with the shorter name, to be merged into the other. */
  fromId: string;
  intoId: string;
  /** Ids of the bodies and collections that both are named with: what speaks for it besides the names. */
  sharedIds: string[];
}

/** Titles that say nothing of who it is. */
const TITLES = new Set(
  "mr mrs ms miss dr prof professor sir dame lord lady councillor cllr hon rev father sister comrade the of".split(" "),
);

/**
 * Pairs of which one name holds all words of the other, its last one included: "Mr. HOLM" and "Verity Holm", "Water Bureau"
 * and "Municipal Water Bureau"; of Chinese names, one that ends with the other. A name that fits several is no hint to any
 * of them, and who is named apart at one meeting is two; so are those of whom a person said so (`apart`, as `pairOf` has them).
 * A single word is no hint where both share no body and no collection. Those that share most come first.
 */
export function suggestMerges(kind: RecordKind, records: readonly NamedRecord[], apart: ReadonlySet<string>): MergeSuggestion[] {
  const named = records.map((record) => ({ record, words: wordsOf(record.name) })).filter(({ words }) => words.length > 0);
  const byLast = Map.groupBy(named, ({ words }) => words.at(-1));
  const found = [...byLast.values()].flatMap((group) =>
    group.flatMap((shorter) => {
      const longer = group.filter(
        (other) =>
          other !== shorter &&
          !apart.has(pairOf(shorter.record.id, other.record.id)) &&
          isFormOf(shorter.words, other.words, shorter.record, other.record) &&
          (kind !== RecordKind.BODY || isNoOther(shorter.record.name, other.record.name)),
      );
      const [only] = longer;
      if (only === undefined || longer.length > 1 || meet(shorter.record, only.record)) return [];
      const sharedIds = shorter.record.around.filter((id) => only.record.around.includes(id));
      if (sharedIds.length === 0 && shorter.words.length === 1) return [];
      return [{ kind, fromId: shorter.record.id, intoId: only.record.id, sharedIds }];
    }),
  );
  return found.sort((a, b) => b.sharedIds.length - a.sharedIds.length);
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

/** What makes of a body's name that of another: a part of it, or it and one more. */
const OTHER = /\b(and|of|for|with)\b|[&,、与和及]/iu;

/** Whether the longer name adds only what tells of which place or kind the body is: "Municipal" to "Water Bureau". */
function isNoOther(shorter: string, longer: string): boolean {
  const [short, long] = [shorter, longer].map((name) => name.toLowerCase().replace(/^the\s+/, "")) as [string, string];
  return long.includes(short) && !OTHER.test(long.replace(short, " "));
}

function meet(one: NamedRecord, other: NamedRecord): boolean {
  const meetings = new Set(one.meetings ?? []);
  return (other.meetings ?? []).some((meeting) => meetings.has(meeting));
}
