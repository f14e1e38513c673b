import type { AppearancePart } from "../../gql/graphql.js";

/** Somebody at a meeting, in the order of its notice. */
export interface Attendee {
  /** The person's id, or the group as printed: by it the two meetings know the same. */
  key: string;
  name: string;
  part: AppearancePart;
  role: string | null;
}

export interface RosterRow {
  key: string;
  name: string;
  /** Place in the order of the earlier meeting, from 1; null where not there. */
  before: number | null;
  after: number | null;
  /** What changed between the two; empty where nothing did. */
  changes: ("CAME" | "WENT" | "MOVED" | "ROLE" | "PART")[];
  roles: { before: string | null; after: string | null };
  parts: { before: AppearancePart | null; after: AppearancePart | null };
}

/**
 * Who came, who went, whose role changed and who moved between two meetings, in the order of the later one, those who went
 * last. Moved are those outside of the longest order that both have in common.
 */
export function compareRosters(earlier: readonly Attendee[], later: readonly Attendee[]): RosterRow[] {
  const [before, after] = [eachOnce(earlier), eachOnce(later)];
  const placeBefore = new Map(before.map(({ key }, index) => [key, index]));
  const keysAfter = new Set(after.map(({ key }) => key));
  const kept = after.flatMap(({ key }) => placeBefore.get(key) ?? []);
  const still = new Set(longestRising(kept).map((place) => before[place]?.key));
  const rows = after.map((attendee, index): RosterRow => {
    const place = placeBefore.get(attendee.key);
    const old = place === undefined ? undefined : before[place];
    const changes: RosterRow["changes"] = [];
    if (old === undefined) changes.push("CAME");
    if (old && !still.has(attendee.key)) changes.push("MOVED");
    if (old && old.role !== attendee.role) changes.push("ROLE");
    if (old && old.part !== attendee.part) changes.push("PART");
    return {
      key: attendee.key,
      name: attendee.name,
      before: place === undefined ? null : place + 1,
      after: index + 1,
      changes,
      roles: { before: old?.role ?? null, after: attendee.role },
      parts: { before: old?.part ?? null, after: attendee.part },
    };
  });
  const gone = before.flatMap((attendee, index): RosterRow[] => {
    if (keysAfter.has(attendee.key)) return [];
    const { key, name, role, part } = attendee;
    return [
      {
        key,
        name,
        before: index + 1,
        after: null,
        changes: ["WENT"],
        roles: { before: role, after: null },
        parts: { before: part, after: null },
      },
    ];
  });
  return [...rows, ...gone];
}

/** Who presides and speaks as well is named twice: the first time counts. */
function eachOnce(attendees: readonly Attendee[]): Attendee[] {
  return [...new Map(attendees.toReversed().map((attendee) => [attendee.key, attendee])).values()].toReversed();
}

/** The longest rising run of numbers within others, by patience sorting. */
function longestRising(numbers: readonly number[]): number[] {
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    const found = ends.findIndex((end) => end >= number);
    const pile = found === -1 ? ends.length : found;
    previous.set(number, ends[pile - 1]);
    ends[pile] = number;
  }
  const run: number[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) run.unshift(at);
  return run;
}
