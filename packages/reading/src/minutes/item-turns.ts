import type { Block } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import type { Act, Mention } from "../notice/people.js";
import type { Attendance } from "./attendance.js";

/** "Ana: the bar moves", "* Ana, the bar moves": an item that begins with a name and what that person said. */
const BEGINS = /^(?:[*•·o-]\s+)?@?(?<name>[\p{L}\p{M}'’-]{2,}(?:\s+\p{Lu}[\p{L}\p{M}'’-]+)?)(?:\s*[:,]\s+(?=\S)|\s+(?=\p{Ll}))/u;

/** Items of a company's minutes that begin with the name of somebody present, a first name for the most part. */
export function findItemTurns(text: string, blocks: Block[], { people, end }: Attendance): Act[] {
  const byName = namesOf(text, people);
  return blocks.flatMap((block): Act[] => {
    if (block.span[0] < end || block.kind === "heading") return [];
    const match = BEGINS.exec(text.slice(block.span[0], Math.min(block.span[1], block.span[0] + 80)));
    const person = match && byName.get((match.groups?.name ?? "").toLowerCase());
    if (!match || !person) return [];
    return [
      {
        kind: "spoke",
        who: { people: [person], group: null },
        at: block.span[0],
        method: "speaker: item that begins with the name of somebody present",
        speech: SpeechKind.REMARKS,
        printedKind: null,
        about: null,
        isReport: true,
      },
    ];
  });
}

/** Whole names, and first names and surnames that only one of those present has. */
function namesOf(text: string, people: Mention[]): Map<string, Mention> {
  const found = new Map<string, Mention | null>();
  for (const mention of people) {
    const name = text.slice(...mention.name);
    const words = name.split(/\s+/);
    for (const key of new Set([name, words[0] as string, words.at(-1) as string].map((word) => word.toLowerCase()))) {
      found.set(key, found.has(key) ? null : mention);
    }
  }
  return new Map([...found].filter((entry): entry is [string, Mention] => entry[1] !== null));
}
