import type { Block, Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import type { Act, Mention } from "../notice/people.js";
import type { Attendance } from "./attendance.js";
import { type Names, namesOf } from "./names-present.js";

const BULLET = /^(?:[*•·o-]\s+)?/u;
const NAME = /^@?(?<name>[\p{L}\p{M}\d_'’-]{2,}(?:\s+\p{Lu}[\p{L}\p{M}'’-]*\.?(?=[\s:,]|$)){0,2})/u;
const AND = /^(?:,\s*|\s+and\s+|\s*[&/]\s*)/u;
/** A colon, comma or dash, or a word that goes on in small letters: "Ana: the bar moves", "Ana I agree", "Ana +1". */
const SAYS = /^(?:\s*(?:\([^()\n]{2,40}\)\s*(?=:))?[:,]\s+(?=\S)|\s+(?:->|[-–—→])\s*(?=\S)|\.\s+(?=\p{Lu}))|^\s+(?=\+\d|I\b|[\p{Ll}“"])/u;
/** "Ana: nothing", when everybody is asked in turn. */
const SAYS_NOTHING = /^(?:skip(?:ped)?|pass|nothing(?:\s+(?:much|new|to\s+report))?|none|n\/?a|no\s+updates?|[-–—.]*)[.!]?\s*$/iu;
/** In running prose, words that a sentence reports are told by its verb. */
const REPORTS =
  /^\s+(?:also\s+)?(?:said|stated|informed|advised|noted|outlined|explained|confirmed|reported|asked|thanked|welcomed|spoke|highlighted|suggested|introduced|presented|responded|replied|queried|clarified|updated|congratulated|circulated|apologi[sz]ed)\b/u;
/** A line of a paragraph that opens with a name and a colon. */
const LABELLED_LINE = /\n(?=[ \t]*[\p{L}\p{M}\d_'’ -]{2,30}:\s)/gu;
/** Without a mark behind the name: what somebody is to do, has done or is, which are no words of theirs. */
const TELLS_OF =
  /^\s+(?:(?:is|was|feels)\s+(?!concerned|worried|unsure|happy|fine|ok\b|against|for\b|in\s+favou?r|not\b)|(?:to|will|has|had|still|and|or|of|in|from|with|at|on|by|who|as|opened|added|created|moved|seconded|proposed|closed|merged|landed|submitted|updated|removed|joined|left|volunteered|posted|sent|made|put|took|gave|working|going|pushing|starting)\b)/u;

/** Items of a company's minutes that begin with the name of somebody present, a first name for the most part. */
export function findItemTurns(text: string, blocks: Block[], { people, end }: Attendance): Act[] {
  const names = namesOf(text, people);
  return blocks.flatMap((block, index): Act[] => {
    if (block.span[0] < end || block.kind === "heading") return [];
    const speakers = speakersOf(text, block.span, names, block.kind === "item") ?? speakerAbove(text, blocks, index, names);
    return [...(speakers ? [remarksOf(speakers, block.span[0])] : []), ...linesOf(text, block.span, names)];
  });
}

function remarksOf(people: Mention[], at: number): Act {
  return {
    kind: "spoke",
    who: { people, group: null },
    at,
    method: "speaker: item that begins with the name of somebody present",
    speech: SpeechKind.REMARKS,
    printedKind: null,
    about: null,
    isReport: true,
  };
}

/** "Ana: …" in lines of their own below an item. */
function linesOf(text: string, [start, end]: Span, names: Names): Act[] {
  return [...text.slice(start, end).matchAll(LABELLED_LINE)].flatMap((match): Act[] => {
    const at = start + match.index + 1;
    const speakers = speakersOf(text, [at, end], names, true);
    return speakers ? [remarksOf(speakers, at)] : [];
  });
}

function speakersOf(text: string, span: Span, names: Names, isItem: boolean): Mention[] | null {
  const { people, rest } = leadingNames(text, span, names);
  const says = SAYS.exec(rest);
  if (people.length === 0 || !says || SAYS_NOTHING.test(rest.slice(says[0].length)) || (!isItem && REPORTS.test(rest))) return null;
  return /[:,.→–—-]/u.test(says[0]) || !TELLS_OF.test(rest) ? people : null;
}

/** A name in an item of its own, with what was said in the items below. */
function speakerAbove(text: string, blocks: Block[], index: number, names: Names): Mention[] | null {
  const [block, next] = [blocks[index] as Block, blocks[index + 1]];
  if (block.kind !== "item" || next?.kind !== "item") return null;
  const { people, rest } = leadingNames(text, block.span, names);
  const isList = leadingNames(text, next.span, names).rest.trim() === "";
  return people.length === 1 && rest.trim() === "" && !isList ? people : null;
}

/** The persons whose names open a block, and the words behind the last of them. */
function leadingNames(text: string, [start, end]: Span, names: Names): { people: Mention[]; rest: string } {
  const words = text.slice(start, Math.min(end, start + 160));
  const people: Mention[] = [];
  let rest = words.slice(BULLET.exec(words)?.[0].length ?? 0);
  for (let behind = rest; people.length < 6; ) {
    const found = nameAt(behind, names);
    if (!found) break;
    people.push(found.person);
    rest = behind.slice(found.length);
    const and = AND.exec(rest);
    if (!and) break;
    behind = rest.slice(and[0].length);
  }
  return { people, rest };
}

/** The longest name at the beginning of some words that is one of those present. */
function nameAt(words: string, names: Names): { person: Mention; length: number } | null {
  const match = NAME.exec(words);
  let name = match?.groups?.name ?? "";
  const lead = (match?.[0].length ?? 0) - name.length;
  while (name !== "") {
    const person = names(name);
    if (person) return { person, length: lead + name.length };
    name = name.slice(0, Math.max(0, name.search(/\s+\S+$/u)));
  }
  return null;
}
