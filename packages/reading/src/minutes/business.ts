import type { AgendaItemDraft, Block, Evidenced, MinutesDraft, MotionDraft, Span } from "@lectern/schema";
import { MotionOutcome, SpeechKind } from "@lectern/schema/kind";
import { fromText } from "../evidence.js";
import type { Act } from "../notice/people.js";
import { HAS_ROLE_NOUN } from "../notice/roles-en.js";
import type { Attendance } from "./attendance.js";
import { personsIn } from "./listed-persons.js";
import { type FoundVote, findVotes } from "./votes.js";

type Spoke = Extract<Act, { kind: "spoke" }>;

/** What minutes record besides speeches: apologies, the items of the agenda, motions with their outcome, votes. */
export function readBusiness(text: string, blocks: Block[], { end }: Attendance, acts: Act[]): MinutesDraft | null {
  const minutes = {
    apologies: findApologies(text),
    agenda: findAgenda(text, blocks, end),
    motions: findDecided(text, acts, findVotes(text, [end, text.length])),
  };
  return minutes.apologies.length + minutes.agenda.length + minutes.motions.length > 0 ? minutes : null;
}

const APOLOGIES =
  /(?<=^|\n)[ \t*]*(?:(?:an\s+)?apolog(?:y|ies)\b[^.\n]{0,90}?(?:\bfrom\b|:)|apologies[ \t*]*:?[ \t*]*\n)\s*(?:the\s+)?(?<names>[\s\S]{3,300}?)(?:\.(?=\s*(?:\n|$))|\n[ \t]*\n(?=[ \t*]*\p{Lu}{3})|$)/giu;
/** Characters in which apologies are looked for. */
const HEAD = 6000;

const ABSENT = /^[ \t]*(?:缺席|请假)[\p{Script=Han}]{0,6}[：:](?<names>[^\n]{2,200})$/gmu;

/** 副局长何莉因公请假，…: told in a sentence. */
const TOLD_ABSENT =
  /(?<=^|[。；，\n（(\s])(?<names>[\p{Script=Han}、·]{2,60}?)(?:同志)?(?:均|都)?(?:因[\p{Script=Han}]{1,10}?)?(?:请假|缺席)(?:了?(?:本次|此次)?会议)?(?=[。，；、）)\n]|未|没|$)/gmu;
/** "Ana Ruiz and Ben Stone sent their apologies". */
const SENT =
  /(?<=^|[.;]\s+|\n)(?<names>(?:\p{Lu}[\p{L}.’'-]*,?[ \t]+(?:and[ \t]+)?){1,12})(?:sent|tendered|gave|conveyed)\s+(?:(?:his|her|their)\s+)?apologies\b/gmu;

function findApologies(text: string): Evidenced[] {
  const head = text.slice(0, HEAD);
  const found = [
    ...[...head.matchAll(ABSENT)].flatMap((match) => absentees(text, match, "apologies: listed")),
    ...[...head.matchAll(TOLD_ABSENT), ...head.matchAll(SENT)].flatMap((match) => absentees(text, match, "apologies: X asked leave")),
    ...englishApologies(text),
  ];
  return found.filter((one, index) => found.findIndex(({ value }) => value === one.value) === index);
}

function absentees(text: string, match: RegExpMatchArray, method: string): Evidenced[] {
  const names = match.groups?.names ?? "";
  const at = (match.index ?? 0) + match[0].lastIndexOf(names);
  return personsIn(text, [at, at + names.trimEnd().length]).map(({ name }) => fromText(text, name, method, 0.9));
}

function englishApologies(text: string): Evidenced[] {
  return [...text.slice(0, HEAD).matchAll(APOLOGIES)].flatMap((match) => {
    const whole = match.groups?.names ?? "";
    const at = match.index + match[0].lastIndexOf(whole);
    // "from the Director of Works" names an office alone.
    if (/\bthe\s+$/iu.test(text.slice(0, at)) && !whole.includes("(") && HAS_ROLE_NOUN.test(whole.split(/\sof\s/u, 1)[0] ?? "")) return [];
    const names = whole.replace(/,?\s+(?:as|who|owing|due|because)\s[\s\S]*$/u, "");
    return personsIn(text, [at, at + names.length]).map(({ name }) => fromText(text, name, "apologies: listed", 0.9));
  });
}

const NUMBERED = /^(?<number>\d{1,3})[.)]\s*(?<title>.*)$/su;
const LONGEST_TITLE = 200;
/** Numbers that minutes leave out between two items. */
const MOST_SKIPPED = 3;
const NO_ITEM = /^(?:present|participants|attendees|attendance|links?|agenda|apologies|upcoming meetings?|next meeting|minutes)\b/iu;

/** Items by their numbers, in order; where none is numbered, by headings. */
function findAgenda(text: string, blocks: Block[], from: number): AgendaItemDraft[] {
  const items: AgendaItemDraft[] = [];
  let last = 0;
  for (const [index, { span }] of blocks.entries()) {
    if (span[0] < from) continue;
    const match = NUMBERED.exec(text.slice(...span));
    const number = Number(match?.groups?.number);
    if (!match || number <= last || number > last + MOST_SKIPPED) continue;
    const own = match.groups?.title ?? "";
    const title: Span | undefined = own === "" ? blocks[index + 1]?.span : [span[1] - own.length, span[1]];
    if (!title || !isTitle(text.slice(...title))) continue;
    last = number;
    items.push({ number, title: fromText(text, title, "agenda: numbered item", 0.85) });
  }
  return items.length > 0 ? items : headingsAsItems(text, blocks, from);
}

function headingsAsItems(text: string, blocks: Block[], from: number): AgendaItemDraft[] {
  return blocks.flatMap(({ kind, span }): AgendaItemDraft[] =>
    kind === "heading" && span[0] >= from && !NO_ITEM.test(text.slice(...span))
      ? [{ number: null, title: fromText(text, span, "agenda: heading", 0.7) }]
      : [],
  );
}

function isTitle(words: string): boolean {
  return (
    words.length >= 3 &&
    words.length <= LONGEST_TITLE &&
    /^[“"(]?\p{Lu}/u.test(words) &&
    !/[.;]\s*$/u.test(words) &&
    !/[.!?]\s+\p{Lu}/u.test(words)
  );
}

/** So far behind a motion its outcome is told. */
const FAR = 2500;
const OUTCOMES: [pattern: RegExp, outcome: MotionOutcome][] = [
  [/\b(?:defeated|lost|rejected|negatived)\b/iu, MotionOutcome.DEFEATED],
  [/\bwithdrawn\b/iu, MotionOutcome.WITHDRAWN],
  [/\b(?:deferred|adjourned)\b/iu, MotionOutcome.DEFERRED],
];
const DECIDED =
  /\b(?:declared|motion|amendment|variation|resolution)\b[^.\n]{0,90}?\b(?:carried|passed|adopted|approved|defeated|lost|rejected|withdrawn|deferred)\b|\band\s+resolved\b|\bit\s+was\s+(?:unanimously\s+)?(?:agreed|resolved|decided)\b|\bagreement\s+was\s+reached\b|\b(?:and|was|were)\s+(?:unanimously\s+)?(?:carried|agreed|passed|adopted)\b/iu;

/** Motions with who moved and seconded them, how they ended, and the votes taken on them; votes of their own otherwise. */
function findDecided(text: string, acts: Act[], votes: FoundVote[]): MotionDraft[] {
  const found: { at: number; motion: MotionDraft }[] = [];
  for (const act of acts.filter(isMotion).sort((a, b) => a.at - b.at)) {
    const last = found.at(-1);
    const people = act.who.people.map(({ name }) => fromText(text, name, act.method, 0.9));
    const about = act.about && fromText(text, act.about, "motion: behind who moved it", 0.8);
    if (act.speech === SpeechKind.SECONDING && last && last.motion.secondedBy.length === 0 && act.at - last.at < FAR) {
      last.motion.secondedBy.push(...people);
      last.motion.text ??= about;
    } else {
      const isSeconding = act.speech === SpeechKind.SECONDING;
      found.push({
        at: act.at,
        motion: {
          text: about,
          movedBy: isSeconding ? [] : people,
          secondedBy: isSeconding ? people : [],
          outcome: null,
          printedOutcome: null,
          vote: null,
        },
      });
    }
  }
  for (const [index, { at, motion }] of found.entries())
    addOutcome(text, [at, Math.min(found[index + 1]?.at ?? text.length, at + FAR)], motion, votes);
  const taken = new Set(found.flatMap(({ motion }) => motion.vote ?? []));
  const alone = votes.filter(({ vote }) => !taken.has(vote)).map(({ at, vote }) => ({ at, motion: votedOnly(vote) }));
  return [...found, ...alone].sort((a, b) => a.at - b.at).map(({ motion }) => motion);
}

function isMotion(act: Act): act is Spoke {
  return act.kind === "spoke" && (act.speech === SpeechKind.PROPOSAL || act.speech === SpeechKind.SECONDING);
}

function addOutcome(text: string, [from, to]: Span, motion: MotionDraft, votes: FoundVote[]): void {
  motion.vote = votes.find(({ at }) => at >= from && at < to)?.vote ?? null;
  motion.outcome = outcomeOf(motion.vote);
  const decided = DECIDED.exec(text.slice(from, to));
  if (!decided) return;
  const at = from + decided.index;
  motion.printedOutcome = fromText(text, [at, at + decided[0].length], "motion: how it ended, as printed", 0.85);
  motion.outcome ??= OUTCOMES.find(([pattern]) => pattern.test(decided[0]))?.[1] ?? MotionOutcome.CARRIED;
}

function votedOnly(vote: MotionDraft["vote"]): MotionDraft {
  return { text: null, movedBy: [], secondedBy: [], outcome: outcomeOf(vote), printedOutcome: null, vote };
}

function outcomeOf(vote: MotionDraft["vote"]): MotionOutcome | null {
  if (!vote) return null;
  if (vote.unanimous) return MotionOutcome.CARRIED;
  const { inFavour, against } = vote.counts ?? {};
  if (typeof inFavour !== "number" || typeof against !== "number" || inFavour === against) return null;
  return inFavour > against ? MotionOutcome.CARRIED : MotionOutcome.DEFEATED;
}
