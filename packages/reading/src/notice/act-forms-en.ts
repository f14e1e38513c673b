import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import type { Act } from "./people.js";
import { isInside } from "./prose.js";

const ADJECTIVES = "(?:[\\p{L}’'-]+\\s+){0,5}?";
const NOUN =
  "speech(?:es)?|address(?:es)?|remarks|(?:introduction|report|lecture|presentation|talk|statement|briefing|sermon|keynote|eulogy|account|update|overview)s?";
const active = new RegExp(
  `\\b(?:delivered|delivers|made|makes|gave|gives|did(?=\\s+an?\\s)|presented|presents|submitted|submits|offered|contributed|(?:followed|followed\\s+on|concluded|continued|opened|began)\\s+with(?=\\s+an?\\s)|(?:proceeded|went\\s+on)\\s+to\\s+(?:deliver|give|make|present))\\s+(?:to\\s+the\\s+\\p{L}+\\s+)?(?<kind>(?:an?\\s+|the\\s+|his\\s+|her\\s+|their\\s+|these\\s+)?${ADJECTIVES}(?<noun>${NOUN}))\\b`,
  "giu",
);
const passive = new RegExp(
  `\\b(?<kind>(?:an?\\s+|the\\s+)?${ADJECTIVES}(?<noun>${NOUN}))\\s+(?:was|were)\\s+(?:then\\s+|also\\s+)?(?:delivered|made|given|presented|submitted)\\s+by\\s+`,
  "giu",
);

interface VerbForm {
  /** Words of courtesy, which whoever presides is bound to say. */
  isCourtesy?: boolean;
  hints: string[];
  pattern: RegExp;
  kind: SpeechKind;
}
const verbs: VerbForm[] = [
  { hints: ["lectured"], pattern: /\blectured\b/giu, kind: SpeechKind.LECTURE },
  { hints: ["spoke"], pattern: /\bspoke(?!\s+again\b)\b/giu, kind: SpeechKind.SPEECH },
  {
    hints: ["presented"],
    pattern:
      /\bpresented\s+(?=details\b|(?:an?|the|his|her|its|their)\s+(?:[\p{L}’'-]+\s+){0,3}?(?:draft|details|findings|reports?|plans?|summary|accounts?|budget|results|figures|proposals?|programme|strategy|paper|review|estimates|slides)\b)/giu,
    kind: SpeechKind.REPORT,
  },
  { hints: ["reported"], pattern: /\breported\s+(?:on|to|that|an?)\b/giu, kind: SpeechKind.REPORT },
  { hints: ["read"], pattern: /\bread\s+(?:out|aloud)\b|\bread\s+(?=the\s|a\s)/giu, kind: SpeechKind.READING },
  { hints: ["conveyed"], pattern: /\bconveyed\s+(?=the\s)/giu, kind: SpeechKind.READING },
  { hints: ["announced"], pattern: /\bannounced\b/giu, kind: SpeechKind.ANNOUNCEMENT },
  { hints: ["briefed"], pattern: /\bbriefed\s+(?:the\s+)?[\p{L}-]+/giu, kind: SpeechKind.REPORT },
  {
    hints: ["introduced", "reviewed"],
    pattern:
      /\b(?:introduced|reviewed)\s+(?=(?:an?|the|his|her|its|their)\s+(?:[\p{L}-]+\s+){0,3}?(?:draft|report|plan|budget|results|figures|proposals?|programme|strategy|policy|paper|bill|accounts|statements?|estimates)\b)/giu,
    kind: SpeechKind.REPORT,
  },
];
const passiveVerbs: VerbForm[] = [
  {
    // A scanner loses the Q of a heading.
    hints: ["quer", "uestion"],
    pattern: /\b(?:q?uestions?|queries|query)\s+(?:was\s+|were\s+)?(?:submitted|asked|put|tabled)\s+by\s+/giu,
    kind: SpeechKind.REMARKS,
  },
  {
    hints: ["invited"],
    pattern: /\binvited\s+(?=(?:the|Mr|Ms|Mrs|Dr|\p{Lu})\b[^.;]{2,120}\s+to\s+(?:present|give|make|deliver|brief)\b)/gu,
    kind: SpeechKind.REPORT,
  },
  {
    hints: ["quer", "question", "issue", "matter", "concern"],
    pattern:
      /\b(?:questions?|queries|query|issues?|matters?|concerns?)\b[^.;]{0,60}?\b(?:was|were)\s+(?:addressed|answered|responded\s+to|dealt\s+with)\s+by\s+/giu,
    kind: SpeechKind.REMARKS,
  },
  { hints: ["read"], pattern: /\bread\s+(?:out\s+)?by\s+/giu, kind: SpeechKind.READING },
  { hints: ["announced"], pattern: /\b(?:was|were)\s+announced\s+by\s+/giu, kind: SpeechKind.ANNOUNCEMENT },
];

/** Words of which a sentence tells without reporting them. */
const weakVerbs: VerbForm[] = [
  { hints: ["addressed"], pattern: /\baddressed\s+the\s+\p{L}+\b/giu, kind: SpeechKind.SPEECH },
  { hints: ["described"], pattern: /\bdescribed\b(?=[^.;]{3,80}\sas\b)/giu, kind: SpeechKind.SPEECH },
  {
    hints: ["updated"],
    pattern: /\bupdated\s+(?:the\s+)?(?:members|meeting|council|committee|board|audience)\b/giu,
    kind: SpeechKind.SPEECH,
  },
  {
    hints: ["thanked", "wished", "congratulated", "complimented", "commended", "extended"],
    pattern:
      /\b(?:thanked|congratulated|complimented|commended|wished\s+(?:him|her|them|all|every|\p{Lu})|extended\s+(?:his|her)?\s*(?:congratulations|sympathy|thanks))/gu,
    kind: SpeechKind.REMARKS,
    isCourtesy: true,
  },
  {
    hints: ["raised", "associated", "paid", "expressed"],
    pattern:
      /\b(?:raised\s+(?:a\s+|the\s+|some\s+|several\s+|various\s+|further\s+|concerns|quer|issues|questions|points|matters)|associated\s+(?:himself|herself|themselves)\s+with|paid\s+(?:a\s+)?(?:\p{L}+\s+)?tribute|expressed\s+(?:his|her|their)?\s*(?:sympath|condolences|thanks|gratitude))/giu,
    kind: SpeechKind.REMARKS,
  },
];

const PRESIDE =
  /\b(?:presided(?:\s+over)?|presides\s+over|presiding(?=\s*[,.;])|chaired|took\s+the\s+chair|(?:was\s+)?in\s+the\s+chair|acted\s+as\s+chair(?:man|woman|person)?|was\s+elected\s+to\s+chair|called\s+(?:the\s+(?:[\p{L}-]+\s+){0,4}?)?to\s+order|hosted|moderated)\b(?!\s+(?:by|at\s+[^.;]{3,30}\s+by)\b)/giu;
const PRESIDED_BY =
  /\b(?:presided\s+over|chaired|hosted|moderated)\s+by\s+|\bcalled\s+to\s+order\s+(?:(?:at|on)\s[^;]{3,60}?\s)?by\s+|\bunder\s+the\s+chairmanship\s+of\s+|\bwith\s+(?=[^.]{3,80}\s+in\s+the\s+chair\b)/giu;
const ATTEND = /\b(?:attended|were\s+present|was\s+present|took\s+part\s+in|participated\s+in|sat\s+in\s+on)\b(?!\s+by)/giu;
const ATTENDED_BY = /\b(?:was|were)\s+(?:also\s+)?attended\s+by\s+|\band\s+attended\s+by\s+/giu;

/** A verb of doing something at a meeting, with the act that it tells of; who did it is still to be found. */
export interface Candidate {
  at: number;
  end: number;
  /** True where the doer stands behind the verb. */
  isPassive: boolean;
  act:
    | Omit<Extract<Act, { kind: "presided" }>, "who" | "at">
    | Omit<Extract<Act, { kind: "attended" }>, "who" | "at">
    | Omit<Extract<Act, { kind: "spoke" }>, "who" | "at">;
}

interface Form {
  /** Part of a word without which the pattern cannot match: looking for it costs little. */
  hints: string[];
  pattern: RegExp;
  isPassive: boolean;
  make(match: RegExpExecArray, text: string, at: number, end: number): Candidate["act"] | null;
}

const GIVEN = ["with a", "did a", "deliver", "made", "makes", "make", "gave", "give", "present", "submit", "offer", "contribut"];
const presided = (method: string) => () => ({ kind: "presided" as const, method });
const attended = (method: string) => () => ({ kind: "attended" as const, method });
const forms: Form[] = [
  {
    hints: ["presid", "chair", "hosted", "moderated", "order"],
    pattern: PRESIDE,
    isPassive: false,
    make: presided("presider: X presided over the meeting"),
  },
  {
    hints: ["presid", "chair", "hosted", "moderated", "order"],
    pattern: PRESIDED_BY,
    isPassive: true,
    make: presided("presider: presided over by X"),
  },
  { hints: GIVEN, pattern: active, isPassive: false, make: speechAct },
  { hints: ["delivered", "made", "given", "presented", "submitted"], pattern: passive, isPassive: true, make: speechAct },
  ...verbs.map(({ hints, pattern, kind }) => ({
    hints,
    pattern,
    isPassive: false,
    make: (match: RegExpExecArray) => plainSpeech(kind, `speaker: X ${match[0]}`),
  })),
  ...passiveVerbs.map(({ hints, pattern, kind }) => ({
    hints,
    pattern,
    isPassive: true,
    make: (match: RegExpExecArray) => plainSpeech(kind, `speaker: ${match[0].trim()} X`),
  })),
  ...weakVerbs.map(({ hints, pattern, kind, isCourtesy = false }) => ({
    hints,
    pattern,
    isPassive: false,
    make: (match: RegExpExecArray) => ({ ...plainSpeech(kind, `speaker: X ${match[0]}`), isReport: true, isCourtesy }),
  })),
  { hints: ["attended", "present", "part", "sat in"], pattern: ATTEND, isPassive: false, make: attended("attended: X attended") },
  { hints: ["attended"], pattern: ATTENDED_BY, isPassive: true, make: attended("attended: attended by X") },
];

const ANY_HINT = new RegExp([...new Set(forms.flatMap(({ hints }) => hints))].join("|"), "u");

/** The verbs of a sentence that tell what somebody did, in order; at one place the longest first. */
export function candidatesOf(text: string, [start, end]: Span, quoted: Span[]): Candidate[] {
  const part = text.slice(start, end);
  const lower = part.toLowerCase();
  const found: Candidate[] = [];
  if (!ANY_HINT.test(lower)) return found;
  for (const { hints, pattern, isPassive, make } of forms) {
    if (!hints.some((hint) => lower.includes(hint)) || (pattern === passive && !lower.includes("by"))) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
      const at = start + match.index;
      const act = isInside(at, quoted) ? null : make(match, text, at, end);
      if (act) found.push({ at, end: at + match[0].length, isPassive, act });
    }
  }
  return found.sort((a, b) => a.at - b.at || b.end - a.end);
}

/** A speech of a kind that its verb alone tells. */
export function plainSpeech(speech: SpeechKind, method: string) {
  return { kind: "spoke" as const, method: method.trim(), speech, printedKind: null, about: null, isReport: false };
}

function speechAct(match: RegExpExecArray, text: string, at: number, end: number): Candidate["act"] | null {
  const words = match.groups?.kind ?? "";
  const noun = singular((match.groups?.noun ?? "").toLowerCase());
  // An opening or closing formula is no speech, nor is an account of something.
  if (noun === "account" && !/\baccount of (?:his|her|their|the) work\b/iu.test(text.slice(at, at + 80))) return null;
  const article = /^(?:an?|the|his|her|their)\s+/iu.exec(words)?.[0].length ?? 0;
  const kindAt = at + match[0].indexOf(words) + article;
  const printedKind: Span = [kindAt, kindAt + words.length - article];
  // "made the above remarks" tells of words that the text reports.
  if (/^(?:the\s+(?:above|following)|these|those|such)\s/iu.test(words))
    return { ...plainSpeech(SpeechKind.SPEECH, "speaker: X made these remarks"), isReport: true };
  return {
    kind: "spoke",
    method: `speaker: X ${match[0].split(/\s+/, 1)[0]} a ${noun}`,
    speech: kindOfNoun(noun, words),
    printedKind,
    about: aboutBehind(text, at + match[0].length, end),
    isReport: false,
  };
}

/** Several persons make speeches; of remarks there is no singular. */
function singular(noun: string): string {
  return noun === "remarks" ? noun : noun.replace(/(?<=ss|ch)es$|(?<!s)s$/u, "");
}

function kindOfNoun(noun: string, words: string): SpeechKind {
  if (/\bmobili[sz]ation\b/iu.test(words)) return SpeechKind.MOBILIZATION_SPEECH;
  if (/\bwritten\b/iu.test(words)) return SpeechKind.WRITTEN_REPORT;
  if (noun === "lecture" || noun === "talk" || noun === "sermon") return SpeechKind.LECTURE;
  if (noun === "report" || noun === "briefing" || noun === "presentation" || noun === "account" || noun === "update" || noun === "overview")
    return SpeechKind.REPORT;
  return noun === "remarks" || noun === "statement" || noun === "introduction" ? SpeechKind.REMARKS : SpeechKind.SPEECH;
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
