import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { type Act, type Mention, nobody } from "./people.js";
import { type EnglishContext, englishPeopleAfter, englishPeopleBefore, rememberNames } from "./people-en.js";
import { isInside, type Prose, quotedSpans, type Sentence } from "./prose.js";

/** Verbs that report words: what follows is a point. */
export const ENGLISH_REPORTING =
  /\b(?:requested|requests|emphasi[sz]ed|emphasi[sz]es|stressed|stresses|called for|called on|called upon|calls for|calls on|demanded|demands|pointed out|points out|required|requires|urged|urges|noted|notes|agreed|agrees|decided|decides|resolved|proposed|underlined|underscored|reaffirmed|recommended|concluded|suggested|reminded|warned|appealed|insisted|instructed|directed|encouraged|hoped|said|stated|added|declared|explained|remarked|held that|believed)\b/u;

const ADJECTIVES = "(?:[\\p{L}’'-]+\\s+){0,5}?";
const NOUN = "speech|address|report|lecture|remarks|presentation|talk|statement|briefing|sermon|keynote|eulogy|account";
const active = new RegExp(
  `\\b(?:delivered|delivers|made|makes|gave|gives|presented|presents|submitted|submits|offered|contributed)\\s+(?:to\\s+the\\s+\\p{L}+\\s+)?(?<kind>(?:an?\\s+|the\\s+|his\\s+|her\\s+|their\\s+)?${ADJECTIVES}(?<noun>${NOUN}))\\b`,
  "giu",
);
const passive = new RegExp(
  `\\b(?<kind>(?:an?\\s+|the\\s+)?${ADJECTIVES}(?<noun>${NOUN}))\\s+(?:was|were)\\s+(?:then\\s+|also\\s+)?(?:delivered|made|given|presented|submitted)\\s+by\\s+`,
  "giu",
);

interface VerbForm {
  pattern: RegExp;
  kind: SpeechKind;
}
const verbs: VerbForm[] = [
  { pattern: /\blectured\b/giu, kind: SpeechKind.LECTURE },
  { pattern: /\b(?:spoke(?!\s+again\b)|addressed\s+the\s+\p{L}+)\b/giu, kind: SpeechKind.SPEECH },
  { pattern: /\breported\s+(?:on|to|that)\b/giu, kind: SpeechKind.REPORT },
  { pattern: /\bread\s+(?:out|aloud)\b|\bread\s+(?=the\s|a\s)/giu, kind: SpeechKind.READING },
  { pattern: /\bannounced\b/giu, kind: SpeechKind.ANNOUNCEMENT },
  { pattern: /\b(?:proposed|moved)\s+(?:that|the|a|to)\b/giu, kind: SpeechKind.PROPOSAL },
  { pattern: /\bseconded\b(?!\s+by)/giu, kind: SpeechKind.SECONDING },
];
const passiveVerbs: VerbForm[] = [
  { pattern: /\b(?:proposed|moved)\s+by\s+|\bon\s+the\s+(?:proposal|motion)\s+of\s+/giu, kind: SpeechKind.PROPOSAL },
  { pattern: /\bseconded\s+by\s+/giu, kind: SpeechKind.SECONDING },
  { pattern: /\bread\s+(?:out\s+)?by\s+/giu, kind: SpeechKind.READING },
  { pattern: /\b(?:was|were)\s+announced\s+by\s+/giu, kind: SpeechKind.ANNOUNCEMENT },
];

const PRESIDE =
  /\b(?:presided(?:\s+over)?|presides\s+over|chaired|took\s+the\s+chair|was\s+in\s+the\s+chair|hosted|moderated)\b(?!\s+by)/giu;
const PRESIDED_BY =
  /\b(?:presided\s+over|chaired|hosted|moderated)\s+by\s+|\bunder\s+the\s+chairmanship\s+of\s+|\bwith\s+(?=[^.]{3,80}\s+in\s+the\s+chair\b)/giu;
const ATTEND = /\b(?:attended|were\s+present|was\s+present|took\s+part\s+in|participated\s+in|sat\s+in\s+on)\b(?!\s+by)/giu;
const ATTENDED_BY = /\b(?:was|were)\s+(?:also\s+)?attended\s+by\s+|\band\s+attended\s+by\s+/giu;

interface Candidate {
  at: number;
  end: number;
  /** True where the doer stands behind the verb. */
  isPassive: boolean;
  act:
    | Omit<Extract<Act, { kind: "presided" }>, "who" | "at">
    | Omit<Extract<Act, { kind: "attended" }>, "who" | "at">
    | Omit<Extract<Act, { kind: "spoke" }>, "who" | "at">;
}

/** What persons and groups did at a meeting, as English prose tells it. */
export function findEnglishActs(prose: Prose, context: EnglishContext): Act[] {
  const acts: Act[] = [];
  let last: Mention[] = [];
  for (const sentence of prose.sentences) {
    const found = actsOfSentence(prose, context, sentence, last);
    acts.push(...found);
    const subject = found.findLast((act) => act.who.people.length > 0);
    if (subject) last = subject.who.people;
  }
  return acts;
}

function actsOfSentence(prose: Prose, context: EnglishContext, { span }: Sentence, last: Mention[]): Act[] {
  const { text } = prose;
  const [start, end] = span;
  const quoted = quotedSpans(text, span, '“”""«»');
  const acts: Act[] = [];
  let current: Mention[] | null = null;
  let after = start;
  for (const candidate of candidatesOf(text, span, quoted)) {
    if (candidate.at < after) continue;
    const people: Mention[] | null = candidate.isPassive
      ? englishPeopleAfter(context, candidate.end, end)
      : doersBefore(context, span, candidate.at, after, current, last);
    const group = people ? null : groupFor(text, candidate, start, after, end);
    if (!people && !group) continue;
    if (people) {
      rememberNames(context, people);
      current = people;
    }
    after = candidate.end;
    acts.push({ ...candidate.act, who: people ? { people, group: null } : { ...nobody, group }, at: candidate.at } as Act);
  }
  const reporting = reportedBy(context, span, quoted, last);
  if (reporting) acts.push(reporting);
  return acts;
}

function candidatesOf(text: string, [start, end]: Span, quoted: Span[]): Candidate[] {
  const part = text.slice(start, end);
  const found: Candidate[] = [];
  const add = (pattern: RegExp, isPassive: boolean, make: (match: RegExpExecArray, at: number) => Candidate["act"] | null) => {
    for (const match of part.matchAll(pattern)) {
      const at = start + match.index;
      if (isInside(at, quoted)) continue;
      const act = make(match, at);
      if (act) found.push({ at, end: at + match[0].length, isPassive, act });
    }
  };
  add(PRESIDE, false, () => ({ kind: "presided", method: "presider: X presided over the meeting" }));
  add(PRESIDED_BY, true, () => ({ kind: "presided", method: "presider: presided over by X" }));
  add(active, false, (match, at) => speechAct(text, match, at, end));
  add(passive, true, (match, at) => speechAct(text, match, at, end));
  for (const { pattern, kind } of verbs) add(pattern, false, (match) => plainSpeech(kind, `speaker: X ${match[0]}`));
  for (const { pattern, kind } of passiveVerbs) add(pattern, true, (match) => plainSpeech(kind, `speaker: ${match[0].trim()} X`));
  add(ATTEND, false, () => ({ kind: "attended", method: "attended: X attended" }));
  add(ATTENDED_BY, true, () => ({ kind: "attended", method: "attended: attended by X" }));
  return found.sort((a, b) => a.at - b.at || b.end - a.end);
}

function plainSpeech(speech: SpeechKind, method: string): Candidate["act"] {
  return { kind: "spoke", method, speech, printedKind: null, about: null, isReport: false };
}

function speechAct(text: string, match: RegExpExecArray, at: number, end: number): Candidate["act"] | null {
  const words = match.groups?.kind ?? "";
  const noun = (match.groups?.noun ?? "").toLowerCase();
  // An opening or closing formula is no speech, nor is an account of something.
  if (noun === "account" && !/\baccount of (?:his|her|their|the) work\b/iu.test(text.slice(at, at + 80))) return null;
  const article = /^(?:an?|the|his|her|their)\s+/iu.exec(words)?.[0].length ?? 0;
  const kindAt = at + match[0].indexOf(words) + article;
  const printedKind: Span = [kindAt, kindAt + words.length - article];
  return {
    kind: "spoke",
    method: `speaker: X ${match[0].split(/\s+/, 1)[0]} a ${noun}`,
    speech: kindOfNoun(noun, words),
    printedKind,
    about: aboutBehind(text, at + match[0].length, end),
    isReport: false,
  };
}

function kindOfNoun(noun: string, words: string): SpeechKind {
  if (/\bmobili[sz]ation\b/iu.test(words)) return SpeechKind.MOBILIZATION_SPEECH;
  if (/\bwritten\b/iu.test(words)) return SpeechKind.WRITTEN_REPORT;
  if (noun === "lecture" || noun === "talk" || noun === "sermon") return SpeechKind.LECTURE;
  if (noun === "report" || noun === "briefing" || noun === "presentation" || noun === "account") return SpeechKind.REPORT;
  return noun === "remarks" || noun === "statement" ? SpeechKind.REMARKS : SpeechKind.SPEECH;
}

/** "on the study of …", "about …", up to the end of the clause; quotation marks stay whole. */
function aboutBehind(text: string, from: number, end: number): Span | null {
  const rest = text.slice(from, end);
  const lead = /^\s+(?:on|about|around|regarding|concerning|entitled|titled)\s+/iu.exec(rest);
  if (!lead) return null;
  let depth = 0;
  let i = lead[0].length;
  for (; i < rest.length; i++) {
    const mark = rest[i] as string;
    if (mark === "“") depth++;
    else if (mark === "”") depth--;
    else if (depth === 0 && (/[,;]/.test(mark) || (mark === "." && i >= rest.length - 2))) break;
    else if (
      depth === 0 &&
      /^ (?:in|at|and) (?=the [A-Z\p{Lu}]|(?:gave|made|delivered|then|presided|attended)\b)/u.test(rest.slice(i, i + 20))
    )
      break;
  }
  const words = rest.slice(lead[0].length, i).trimEnd();
  if (NAMES_NOTHING.test(words)) return null;
  return words.length >= 3 ? [from + lead[0].length, from + lead[0].length + words.length] : null;
}

/** "the works", "its second chapter": words that say nothing without the sentence before. */
const NAMES_NOTHING =
  /^(?:the|its|his|her|their|this|these|those|it|them)(?:\s+(?:same|first|second|third|last|new|whole|\d\S*))?(?:\s+(?:works?|chapters?|matters?|subjects?|books?|texts?|documents?|volumes?|topics?))?$/iu;

function doersBefore(
  context: EnglishContext,
  span: Span,
  at: number,
  after: number,
  current: Mention[] | null,
  last: Mention[],
): Mention[] | null {
  const { text } = context;
  const before = text.slice(after, at);
  const named = englishPeopleBefore(context, after === span[0] ? span[0] : after, at);
  if (named) return named;
  if (/\b(?:he|she|they)\s+(?:also\s+|then\s+|later\s+)?$/iu.test(before)) return last.length > 0 ? last : null;
  // ", and made a report": the doer of the verb before, in this sentence or (where a sentence begins so) the last one.
  if (
    /(?:^|[,;])\s*(?:and\s+|then\s+|also\s+|subsequently\s+)*$/iu.test(before) ||
    /\band\s+(?:also\s+|then\s+|later\s+|himself\s+|herself\s+)?$/iu.test(before)
  ) {
    if (current) return current;
    return /^[\s,.;]*(?:and|then|also)\s/iu.test(text.slice(span[0], at)) && last.length > 0 ? last : null;
  }
  return null;
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

/** A person whose words the sentence reports: "Ana Ruiz said that …". */
function reportedBy(context: EnglishContext, span: Span, quoted: Span[], last: Mention[]): Act | null {
  const { text } = context;
  for (const match of text.slice(...span).matchAll(new RegExp(ENGLISH_REPORTING.source, "gu"))) {
    const at = span[0] + match.index;
    if (isInside(at, quoted)) continue;
    const people =
      englishPeopleBefore(context, span[0], at) ??
      (/^\s*(?:He|She)\s+(?:also\s+)?$/u.test(text.slice(span[0], at)) && last.length > 0 ? last : null);
    if (!people) continue;
    rememberNames(context, people);
    return {
      kind: "spoke",
      who: { people, group: null },
      at,
      method: `speaker: X ${match[0]}`,
      speech: SpeechKind.SPEECH,
      printedKind: null,
      about: null,
      isReport: true,
    };
  }
  return null;
}
