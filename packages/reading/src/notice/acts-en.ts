import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { type Candidate, candidatesOf, plainSpeech } from "./act-forms-en.js";
import { behindDateline, findEnglishDateline } from "./dateline.js";
import { MEETING_NOUN } from "./meeting-en.js";
import { findMotions } from "./motions-en.js";
import { type Act, type Mention, nobody } from "./people.js";
import { englishPeopleAfter, englishPeopleBefore } from "./people-en.js";
import { type EnglishContext, rememberNames, rememberOffices } from "./person-en.js";
import { type Prose, quotedSpans, type Sentence } from "./prose.js";
import { type Statement, statementsIn } from "./statements-en.js";

/** What English prose tells: what persons and groups did at a meeting, and the words that it reports. */
export interface Told {
  acts: Act[];
  statements: Statement[];
}

/** What persons and groups did and said at a meeting, as English prose tells it. */
export function readEnglishActs(prose: Prose, context: EnglishContext): Told {
  const told: Told = { acts: findMotions(prose, context), statements: [] };
  const dateline = findEnglishDateline(prose);
  let last: Mention[] = [];
  let opening: () => Mention[] | null = () => null;
  for (const [index, sentence] of prose.sentences.entries()) {
    const opened = opening;
    const settled = last;
    const found = readSentence(prose, context, index, behindDateline(sentence.span, dateline), () => opened() ?? settled);
    told.acts.push(...found.acts);
    told.statements.push(...found.statements);
    const subject = found.acts.findLast((act) => act.who.people.length > 0)?.who.people;
    last = subject ?? last;
    // Of a sentence that tells no act, the person it begins with is "he" in the next one.
    opening = subject ? () => null : found.opening;
  }
  return told;
}

/** What a sentence tells, and who stands before its first verb. */
type SentenceTold = Told & Pick<ToldOf, "opening">;

function readSentence(prose: Prose, context: EnglishContext, index: number, span: Span, last: () => Mention[]): SentenceTold {
  const { text } = prose;
  const [start, end] = span;
  const quoted = quotedSpans(text, span, '“”""«»');
  const acts: Act[] = [];
  const opening = openingSubject(context, span);
  let current: Mention[] | null = null;
  let after = start;
  for (const candidate of candidatesOf(text, span, quoted)) {
    if (candidate.at < after) continue;
    const people: Mention[] | null = candidate.isPassive
      ? englishPeopleAfter(context, candidate.end, end)
      : doersBefore(context, span, candidate.at, after, { current, opening, last });
    const group = people ? null : groupFor(text, candidate, start, after, end);
    if (!people && !group) continue;
    if (people) {
      rememberNames(context, people);
      rememberOffices(context, people);
      current = people;
    }
    after = candidate.end;
    acts.push({ ...candidate.act, who: people ? { people, group: null } : { ...nobody, group }, at: candidate.at } as Act);
  }
  acts.push(...invited(context, span));
  const told = acts.filter((act) => act.who.people.length > 0);
  const statements = statementsIn(text, span, index, quoted, {
    before: (verb) => englishPeopleBefore(context, Math.max(start, verb - FAR), verb),
    behind: (verb) => englishPeopleAfter(context, verb, end),
    current: null,
    opening,
    doneBefore: (verb) => told.findLast((act) => act.at < verb)?.who.people ?? null,
    last,
    isAboutMeeting: opensWithMeeting(prose, index),
  });
  for (const statement of statements) {
    // A proposal is an act of its own, which motions tell.
    if (!Array.isArray(statement.by) || /^propos/u.test(text.slice(...statement.verb))) continue;
    rememberNames(context, statement.by);
    rememberOffices(context, statement.by);
    acts.push(reportOf(text, statement.by, statement.verb));
  }
  return { acts, statements, opening };
}

/** A subject stands no further before its verb. */
const FAR = 600;

/** A paragraph about what the meeting did, where "it" is the meeting. */
const MEETING_OPENS = new RegExp(`^The\\s+(?:\\p{L}+\\s+){0,2}?${MEETING_NOUN}\\s+\\p{L}+ed\\b`, "iu");

function opensWithMeeting({ text, paragraphs, sentences }: Prose, index: number): boolean {
  const sentence = sentences[index] as Sentence;
  const start = paragraphs[sentence.paragraph]?.[0] ?? sentence.span[0];
  return MEETING_OPENS.test(text.slice(start, Math.min(sentence.span[0], start + 60)));
}

/** A question is no speech; "asked the council to mend the bridge" is a request. */
const ASKS = /^(?:queried|wondered|asked\s+(?:(?:the\s+)?\p{L}+\s+)?(?:if|whether|about|why|how|what|when|where|who|which)\b)/u;

function reportOf(text: string, people: Mention[], verb: Span): Act {
  const isQuestion = ASKS.test(text.slice(verb[0], verb[1] + 40));
  return {
    kind: "spoke",
    who: { people, group: null },
    at: verb[0],
    method: `speaker: X ${text.slice(...verb).replace(/\s+/g, " ")}`,
    speech: isQuestion ? SpeechKind.REMARKS : SpeechKind.SPEECH,
    printedKind: null,
    about: null,
    isReport: true,
    isQuestion,
  };
}

/** Whom a sentence and the one before it have told of. */
interface ToldOf {
  /** Who did what the sentence told last. */
  current: Mention[] | null;
  /** Who stands before the first verb of the sentence. */
  opening: () => Mention[] | null;
  /** Who did what was told last before the sentence. */
  last: () => Mention[];
}

function doersBefore(context: EnglishContext, span: Span, at: number, after: number, { current, opening, last }: ToldOf): Mention[] | null {
  const { text } = context;
  const before = text.slice(after, at);
  const named = englishPeopleBefore(context, after === span[0] ? span[0] : after, at);
  if (named) return named;
  if (/\b(?:he|she|they)\s+(?:also\s+|then\s+|later\s+)?$/iu.test(before)) return someOf(last());
  // ", and made a report": the doer of the verb before, in this sentence or (where a sentence begins so) the last one.
  if (
    /(?:^|[,;])\s*(?:and\s+|then\s+|also\s+|subsequently\s+)*$/iu.test(before) ||
    /\band\s+(?:also\s+|then\s+|later\s+|himself\s+|herself\s+)?$/iu.test(before)
  ) {
    if (current) return current;
    if (/^[\s,.;]*(?:and|then|also)\s/iu.test(text.slice(span[0], at))) return someOf(last());
    return /\band\s+(?:also\s+|then\s+|later\s+)?$/iu.test(before) ? opening() : null;
  }
  return null;
}

function someOf(people: Mention[]): Mention[] | null {
  return people.length > 0 ? people : null;
}

const FINITE =
  /\b(?:\p{Ll}{3,}(?<!need|speed|exc?eed|succeed|indeed|proceed)ed|gave|made|said|took|spoke|had|held|paid|thought|sought|felt|told|went|left|began|saw|drew|led|set|put|wished)\b/u;

/** Who stands before the first verb of a sentence: "The chair, Ana Ruiz, opened the meeting and thanked". Looked for once. */
function openingSubject(context: EnglishContext, [start, end]: Span): () => Mention[] | null {
  let found: Mention[] | null | undefined;
  return () => {
    if (found === undefined) {
      const first = FINITE.exec(context.text.slice(start, Math.min(end, start + FAR)));
      found = first && englishPeopleBefore(context, start, start + first.index);
    }
    return found;
  };
}

/** "welcomed A and B to the meeting and invited them to give a presentation". */
const INVITED = /\binvited\s+(?:him|her|them)\s+to\s+(?:give|make|deliver|present|brief|address)\b/iu;

function invited(context: EnglishContext, [start, end]: Span): Act[] {
  const { text } = context;
  const words = text.slice(start, end);
  const invitation = INVITED.exec(words);
  const welcome = /\b(?:welcomed|introduced)\s+/u.exec(words);
  if (!invitation || !welcome || welcome.index > invitation.index) return [];
  const people = englishPeopleAfter(context, start + welcome.index + welcome[0].length, start + invitation.index);
  if (!people) return [];
  rememberNames(context, people);
  return [
    { ...plainSpeech(SpeechKind.REPORT, "speaker: X was invited to present"), who: { people, group: null }, at: start + invitation.index },
  ];
}

const GROUP_NOUN =
  /\b(?:members|cadres|staff|employees|representatives|delegates|participants|guests|officials|leaders|residents|citizens|students|teachers|workers|volunteers|councill?ors|people|persons|heads|directors|secretaries|personnel|party|colleagues|experts|scholars|entrepreneurs|attendees|comrades|masses|keepers|officers|commissioners|farmers|traders|pilots|ambassadors|ministers)\b/iu;

/** Words that a group's name does not hold: "the meeting demanded that all staff should" is a sentence. */
const SAYS_MORE = /\b(?:should|must|shall|will|would|demanded|requested|required|emphasi[sz]ed|stressed|called)\b/iu;

/** A group as the subject of "attended" or behind "attended by"; for speaking, groups that spoke. */
function groupFor(text: string, candidate: Candidate, start: number, after: number, end: number): Span | null {
  if (candidate.act.kind === "presided") return null;
  const [from, to] = candidate.isPassive ? behindGroup(text, candidate.end, end) : beforeGroup(text, start, after, candidate.at);
  const words = text.slice(from, to);
  if (SAYS_MORE.test(words)) return null;
  const isGroup = GROUP_NOUN.test(words) || (candidate.act.kind === "attended" && isPlural(words));
  return words.length >= 4 && words.length <= 240 && isGroup ? [from, to] : null;
}

/** Whoever attended, in the plural: "forty-one riggers", "the crews of both tugs". */
function isPlural(words: string): boolean {
  if (/\b(?:who|that|which|is|are|was|were|has|have|had)\b/iu.test(words)) return false;
  return /^(?!(?:it|this|he|she|they)\b)(?:[\p{L}\d’'-]+\s+){0,6}?[\p{L}’'-]*(?:\p{Ll}s|men|women|people|children|folk)\b/iu.test(words);
}

function behindGroup(text: string, from: number, end: number): Span {
  const rest = text.slice(from, end);
  const stop = /,\s*(?:and\s+)?(?:who|which|while|where)\b|[.;]\s*$|[.;]\s/u.exec(rest);
  return trim(text, from, from + (stop?.index ?? rest.length));
}

function beforeGroup(text: string, start: number, after: number, at: number): Span {
  const part = text.slice(after, at);
  const joint = part.lastIndexOf(", and ");
  const lead = joint >= 0 ? joint + 6 : (/^[\s,]*(?:(?:On|At|In|After|During|Before)\b[^,]*,\s*)?(?:and\s+)?/u.exec(part)?.[0].length ?? 0);
  return trim(text, Math.max(start, after + lead), at);
}

function trim(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s,]/.test(text[from] as string)) from++;
  while (to > from && /[\s,]/.test(text[to - 1] as string)) to--;
  return [from, to];
}
