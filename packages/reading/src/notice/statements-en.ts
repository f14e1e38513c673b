import type { Span } from "@lectern/schema";
import type { Mention } from "./people.js";
import { isInside } from "./prose.js";
import { behindOccasion, quotedBefore, takenUp } from "./said-before-en.js";

/** A clause that reports words: who said them, by which verb, and where they begin. */
export interface Statement {
  sentence: number;
  verb: Span;
  from: number;
  /** Where the words end that stand before their verb. */
  until?: number;
  /** Named persons, a meeting, or somebody else: a group, a paper, nobody in particular. */
  by: Mention[] | "meeting" | "group" | "paper";
}

/** Verbs that report words, past and present: machine translation likes the present. */
const SAYING =
  'said|says|responded\\s+by\\s+(?:saying|stating|noting|pointing\\s+out|explaining|advising)|(?:went|goes|continued)\\s+(?:on\\s+)?to\\s+(?:say|state|explain|stress|note|point\\s+out)|stated|states|disclosed|discloses|stressed|stresses|cautioned|cautions|explained|explains|added(?!\\s+(?:his|her|their|its)\\b)|adds|indicated|indicates|confirmed|confirms|clarified|clarifies|outlined|outlines|pointed\\s+out|points\\s+out|noted|notes|requested|requests|warned|warns|urged|urges|emphasi[sz]ed|emphasi[sz]es|hoped|hopes|suggested|suggests|recommended|recommends|remarked|remarks|observed|observes|reiterated|reiterates|highlighted|highlights|commented|comments|acknowledged|acknowledges|replied|replies|responded|demanded|demands|required|requires|underlined|underlines|underscored|reaffirmed|concluded(?=\\s+that\\b|,?\\s*[:“"])|(?:concluded|began|ended|finished|continued|(?:opened|closed|started|concluded)(?:\\s+the\\s+\\p{L}+)?)\\s+by\\s+(?:saying|stating|noting|stressing|emphasi[sz]ing|explaining|advising|pointing\\s+out|reminding|informing|urging|calling\\s+(?:for|on))(?=\\s+(?:[\\p{L}’-]+\\s+){0,4}?that\\b)|appealed|insisted|insists|instructed|directed|encouraged|encourages|declared|declares|believed(?!\\s+in\\b)|believes(?!\\s+in\\b)|maintained|maintains|argued|argues|claimed(?=\\s+(?:that|to)\\b)|claims(?=\\s+(?:that|to)\\b)|revealed|reveals|predicted|admitted|called\\s+(?:for|on|upon)|calls\\s+(?:for|on|upon)|proposed(?=\\s+that)|proposes|felt(?=\\s+(?:that|it|the|this|there|they|he|she|we|an?|such|more)\\b)|considered(?=\\s+that)|thought(?=\\s+that)|held(?=\\s+that)|reported(?=\\s+(?:that|on)\\b)|asked(?=\\s+(?:that|about|for|if|whether|the|him|her|them|to)\\b)|queried|wondered|pledged|promised|vowed|expects|expected(?=\\s+that)|mentioned(?=\\s+that)|mentions(?=\\s+that)|analy[sz]ed(?=\\s+that)|introduced(?=\\s+that|\\s+at\\s[^.;“”]{3,60}[:：])|recounted|recalled|recalls|testified|announced(?=(?:\\s+(?:on|at|in|during|earlier)\\s[^,.;:“”]{2,60}|\\s+(?:today|yesterday|recently))?,?\\s+that\\b)|praised(?=\\s+that)|thinks|judged(?=\\s+that)|projected(?=\\s+that)|anticipated(?=\\s+that)|assessed(?=\\s+that)|told(?=\\s[^.;“”]{2,60},?\\s[“"])|(?<=[”"][^“”".;]{1,80})told|spoke\\s+positively|expressed(?=(?:\\s+(?:in|at|during)\\s[^.;:“”]{3,60})?(?:,?\\s+that\\b|[,:]\\s*[“"]))|reminded(?=\\s[^.;:“”]{2,60}?\\s(?:not\\s+)?to\\s)|wished(?=\\s+(?:that|to|for)\\b)';
/** Whom somebody tells something: "told the committee", "told Harbour News reporters". */
const HEARER =
  "(?:the\\s+|our\\s+|this\\s+|an?\\s+)?(?:\\p{Lu}[\\p{L}.&’-]*\\s+){0,4}(?:reporters?|journalists?|correspondents?|media|press|newspaper|meeting|committee|council|board|members|councillors|audience|crowd|conference|delegates|assembly|commission|hearing|court)\\b";
/** Verbs whose hearer stands between them and what is said. */
const TELLING = "informed|advised|told|reminded|cautioned|assured|notified|warned";
const FEELING =
  "(?:concern|hope|confidence|satisfaction|dissatisfaction|disappointment|regret|appreciation|support|opposition|willingness|the\\s+(?:hope|view|opinion|belief|wish))s?";
const VERB = new RegExp(
  `\\b(?:(?:expressed|voiced|raised(?=\\s+(?:\\p{L}+\\s+)?concern\\b))\\s+(?:(?:his|her|its|their|the|deep|grave|serious|strong|great|some)\\s+)*${FEELING}|made\\s+the\\s+following\\s+(?:points|observations|comments)|(?:was|were)\\s+of\\s+the\\s+(?:view|opinion)(?=\\s+that)|(?<=^I\\s+will\\s+)(?:ask|move)\\s+at\\s+the\\s+next\\s+meeting|(?<=\\bfollowing\\s[^.:]{3,60}\\swere\\s)(?:raised|made|clarified|highlighted|noted)(?=\\b[^.]{0,120}:\\s*$)|(?<=\\bstatement\\b[^.,;]{0,60}\\s)saying(?=\\s+that)|(?<=,\\s)saying(?=\\s+(?:that|\\p{Ll})|,?:?\\s+[“"‘])|put(?:s)?\\s+forward\\s+(?:[\\p{L}\\d-]+\\s+){0,5}?(?:requirements|suggestions|opinions|demands|views|points|requests|hopes|proposals)|(?:${TELLING})(?=\\s+(?:(?!that\\b)[\\p{L}’'.-]+\\s+){0,8}?that\\b)|told(?=\\s+${HEARER})|advised(?=,?\\s)|${SAYING})\\b(?!\\s+by\\b(?!\\s+(?:the\\s+)?(?:members|councillors|all|many|some|several)\\b[^.;,]{0,40}\\sthat\\b))`,
  "gmu",
);
/** What a meeting does with a matter, besides saying something of it. */
export const MEETING_ACTS =
  /\b(?:reviewed|asked|considered|approved|adopted|confirmed|discussed|examined|took\s+note\s+of|welcomed|endorsed|ordered|promised|heard|agreed|decided|resolved)\b/u;
const ADVERBS = "(?:(?:also|further|then|later|again|once\\s+more|has|have|had|therefore|\\p{Ll}+ly)\\s+)*";
const MEETING_WORD =
  "(?:meeting|conference|symposium|session|congress|assembly|forum|ceremony|seminar|hearing|rally|convention|summit|workshop|plenum|council|convocation|retreat|briefing|gathering|circle|round\\s?table|webinar|sitting|training|course|committee|board|event|commission|cabinet|bureau)";
const BY_MEETING = new RegExp(
  `(?:^|[,;]\\s*|\\band\\s+|\\.\\s*)(?:(?:the|this)\\s+(?:\\p{L}+\\s+){0,3}?${MEETING_WORD})(?:,[^,]{1,80},)?\\s+${ADVERBS}$`,
  "iu",
);
const GROUP =
  "members|councillors|participants|attendees|delegates|policymakers|officials|representatives|experts|sides|leaders|parties|staff|deputation|executive|guests|respondents|ministers|countries";
const BY_GROUP = new RegExp(
  `(?:^|[,;]\\s*|\\band\\s+)(?:(?:the|all|some|several|many|most|both|a\\s+(?:large\\s+)?(?:number|few|couple|majority)(?:\\s+of)?|the\\s+majority\\s+of|almost\\s+all|other|various|one|two|three|\\d+)\\s+)*(?:the\\s+)?(?:\\p{L}+\\s+){0,2}?(?:${GROUP}|(?<=^|[,;]\\s|\\band\\s)(?:most|many|some|several|others))(?:\\s+(?:present|at\\s+the\\s+meeting))?\\s+(?:generally\\s+|continued\\s+to\\s+)?${ADVERBS}$`,
  "iu",
);
/** "Members referred to the tributes and said": the group that a sentence begins with. */
const GROUP_OPENS = new RegExp(`^(?:(?:The|Some|Several|Many|Other|All|Both)\\s+)*(?:${GROUP})\\s+(?:\\p{Ll}+ly\\s+)?\\p{Ll}+ed\\b`, "iu");
const SOME_OF_THEM = /\b(?:most|many|some|several|others)\s+$/iu;
/** "The Director and Senior Engineer agreed to look at it and stated": offices whose holders are not known. */
const OFFICE_OPENS =
  /^The\s+(?:[\p{L}/’'-]+\s+){0,6}?(?:director|engineer|officer|manager|secretary|administrator|planner|superintendent|chair\p{Ll}*|executive)\s+(?:\p{Ll}+ly\s+)?\p{Ll}+ed\b/iu;
/** "It was noted that", "Members were informed that". */
const IMPERSONAL =
  /(?:^|[,;]\s*|\band\s+)(?:it|members|councillors|the\s+(?:members|meeting|council|committee|board))\s+(?:was|were)\s+(?:also\s+|further\s+|then\s+|again\s+)*$/iu;
/** "It was anticipated that" tells what is expected, mostly within what somebody says. */
const FORECAST = /^(?:hoped|judged|projected|anticipated|assessed|thought|expected)$/u;
/** What a member asks or moves in his own words, and what was raised as a list. */
const IN_OWN_WORDS = /^(?:ask|move)\s|^saying$/iu;
const AS_LIST = /\bfollowing\s[^.:]{3,60}\swere\s+$/iu;
/** An office whose holder is not known: "The Manager also reported on". */
const BY_OFFICE = new RegExp(
  `(?:^|[,;]\\s+|\\band\\s+)(?:the|an?)\\s+(?:[\\p{L}/’'-]+\\s+){0,5}?(?:representative|delegate|envoy|ambassador|observer|manager|director|engineer|officer|staff|chair(?:man|woman|person)?|president|secretary|minister|executive|administrator|planner|superintendent|head|applicant|auditor|desk|mayor|delegation|association|company|government|ministry|spokes(?:man|woman|person)|planner|accountant|librarian|architect)(?:\\s+(?:of|for)\\s+(?:the\\s+)?(?:[\\p{L}&/’'-]+\\s+){0,6}?[\\p{L}&/’'-]+)?,?\\s+${ADVERBS}$`,
  "iu",
);
/** A verb behind what was said, before whoever said it. */
const INVERTED_REACH = 80;
const INVERTED = /[,.!?]?[”"]\s*$|\S{3,}\s\S+,\s*$/u;
/** "the report which stated that". */
const RELATIVE = /\b(?:which|that|who)\s+(?:also\s+)?$/iu;
/** "Ruiz’s letter said". */
const PAPER_WORD =
  /(?:^|[,;]\s+)(?:The|the)\s+(?:[\p{L}-]+\s+)?(?:presentation|briefing|review|analysis|assessment)\s+(?:also\s+|further\s+)?$/u;
const PAPER_SAYS = /\p{L}[’']s\s+(?:\p{Ll}+\s+)?(?:tweet|post|letter|statement|article|message|report|e-?mail|memorandum)\s+$/u;
const PRONOUN = /^(?:[^.;]{0,120}?,\s+)?(?:he|she|they)\s+(?:(?:also|then|later|further|again|himself|herself|has|had|\p{Ll}+ly)\s+)*$/iu;
const QUOTE_AND_PRONOUN = /[”"]\s*(?:he|she|they)\s+(?:also\s+|then\s+)?$/iu;
const CONJOINED = /(?:\band|,|\bbut)\s+(?:also\s+|then\s+|later\s+|further\s+|he\s+|she\s+|they\s+)*$/iu;

/** Whom a sentence has told of so far, and who stands right before a verb. */
export interface Subjects {
  before(verb: number): Mention[] | null;
  /** Who did what the sentence told last before a verb. */
  doneBefore(verb: number): Mention[] | null;
  /** Who said what the sentence reported last. */
  current: Mention[] | null;
  /** Who stands before the first verb of the sentence. */
  opening(): Mention[] | null;
  /** Who stands right behind a verb: "said Ana Ruiz". */
  behind(verb: number): Mention[] | null;
  /** Who did what was told last before this sentence. */
  last(): Mention[];
  /** Whether "it" is the meeting. */
  isAboutMeeting: boolean;
}

/** The statements of one sentence, in order. Words in quotation marks report nothing. */
export function statementsIn(text: string, span: Span, sentence: number, quoted: Span[], subjects: Subjects): Statement[] {
  const found: Statement[] = [];
  const [start, end] = span;
  const words = text.slice(start, end);
  for (const match of verbsIn(words)) {
    const at = start + match.index;
    if (isInside(at, quoted)) continue;
    const verb: Span = [at, at + match[0].length];
    const by = DECLARES.test(text.slice(at, verb[1] + 80)) ? null : subjectOf(text, span, verb, subjects, found);
    if (!by) continue;
    if (MEETING_ONLY.test(match[0]) && by !== "meeting" && !agreesThat(text, span, verb)) continue;
    found.push({ sentence, verb, ...contentOf(text, span, verb), by });
    if (Array.isArray(by)) subjects.current = by;
  }
  return found.length > 0 ? found : attributedWords(text, span, sentence, subjects);
}

/** "declared the motion carried", "declared Ana Ruiz elected": done by these words, not said. */
const DECLARES = /^declares?d?\b[^.;]{3,70}?\b(?:open|closed|elected|appointed|carried|lost)\b/u;

/** "As pointed out by Ana Ruiz, …", "According to the introduction of Ana Ruiz, …", "According to her, …": words with who said them before. */
const ATTRIBUTED =
  /^(?:In\s+addition,\s+|Moreover,\s+)?(?<verb>As\s+(?:pointed(?:\s+out)?|stated|stressed|noted|emphasi[sz]ed|mentioned|introduced|explained|said)\s+by|According\s+to)\s+(?<of>(?:the\s+|an?\s+)?(?:speech|introduction|presentation|remarks|explanation|account|analysis)\s+(?:(?:made|given|delivered|provided)\s+)?(?:by|of|from)\s+)?(?=(?<who>[^,;:“”]{2,120}),\s)/u;

/** "…, according to Ana Ruiz.": who said the words before. */
const ATTRIBUTED_BEHIND = /,?\s+(?<verb>according\s+to)\s+/u;

function attributedBehind(text: string, [start, end]: Span, sentence: number, subjects: Subjects): Statement[] {
  const words = text.slice(start, end);
  const match = words.includes("according") ? ATTRIBUTED_BEHIND.exec(words) : null;
  if (!match || match.index === 0) return [];
  const at = start + match.index + match[0].length;
  const by = subjects.behind(at);
  const behind = by ? Math.max(...by.flatMap(({ name, role }) => [name[1], role?.[1] ?? 0])) : 0;
  if (!by || behind <= at || !/^[,.]/u.test(text.slice(behind, behind + 1))) return [];
  const verb: Span = [at - match[0].trimStart().replace(/^,\s*/u, "").length, at];
  verb[1] = verb[0] + (match.groups?.verb ?? "").length;
  return [{ sentence, verb, from: start, until: start + match.index, by }];
}

function attributedWords(text: string, [start, end]: Span, sentence: number, subjects: Subjects): Statement[] {
  const match = ATTRIBUTED.exec(text.slice(start, end));
  if (!match?.groups) return attributedBehind(text, [start, end], sentence, subjects);
  const verb: Span = [start + match[0].indexOf(match.groups.verb as string), 0];
  verb[1] = verb[0] + (match.groups.verb as string).length;
  const whoAt = start + match[0].length;
  const who = match.groups.who as string;
  const by = /^(?:him|her|them)$/iu.test(who) ? subjects.last() : subjects.behind(whoAt);
  if (!by || by.length === 0) return [];
  // "Ana Ruiz, head of the Office, the Harbour …": the words begin behind the office.
  const named = Math.max(whoAt + who.length, ...by.flatMap(({ role }) => (role && role[0] >= whoAt && role[1] < end ? [role[1]] : [])));
  return [{ sentence, verb, from: named + (/^,?\s*/u.exec(text.slice(named, end))?.[0].length ?? 0), by }];
}

/** What was said: the quotation before the verb, or what stands behind it. */
function contentOf(text: string, span: Span, verb: Span): Pick<Statement, "from" | "until"> {
  const quoted = quotedBefore(text, span, verb[0]) ?? clauseBefore(text, span, verb);
  if (!quoted) return { from: contentBehind(text, verb[1], span[1]) };
  return takenUp(text, verb[1], span[1]) ? { from: quoted[0] } : { from: quoted[0], until: quoted[1] };
}

/** "The wait is long, she stated." has its words before it, without marks. */
function clauseBefore(text: string, [start, end]: Span, [at, behind]: Span): Span | null {
  const before = /,\s+(?:he|she|they)\s+(?:also\s+)?$/iu.exec(text.slice(start, at));
  const clause = before && text.slice(start, start + before.index);
  if (!before || !clause || clause.split(/\s+/u).length < 4 || OPENS_SUBORDINATE.test(clause)) return null;
  return /^(?:\s*[.!?]|,?\s+(?:with|and)\s)/u.test(text.slice(behind, end))
    ? [start, /^\s*[.!?]/u.test(text.slice(behind, end)) ? start + before.index : end]
    : null;
}

/** "In conclusion", "When asked": what no clause of its own begins with. */
const OPENS_SUBORDINATE = /^(?:In|On|At|As|After|Before|During|While|When|Having|If|Following|With|For|To|By|Also)\b/u;

/** So much of what stands before a verb tells who its subject is. */
const FAR = 300;
const EITHER = new RegExp(`(?:${VERB.source}|${MEETING_ACTS.source})`, "muy");
/** The first words of all these verbs, to look for the verbs only where one may be. */
const FIRST = new Set(`${VERB.source}|${MEETING_ACTS.source}`.replace(/\\[bs]|\(\?[<=!:]*/gu, " ").match(/[a-z]{3,}/gu));

/** How these words begin: of the others none is cut out of its sentence. */
const FIRST_LETTERS = new Set([...FIRST].map((word) => twoLettersAt(word, 0)));
const SHORTEST = 3;

function* verbsIn(words: string): Generator<RegExpExecArray> {
  let end = 0;
  for (let at = 0; at < words.length; at++) {
    const start = at;
    while (isSmallLetter(words.charCodeAt(at))) at++;
    if (at - start < SHORTEST || start < end || !FIRST_LETTERS.has(twoLettersAt(words, start))) continue;
    const word = words.slice(start, at);
    if (!(FIRST.has(word) || word.startsWith("emphasi")) || /\p{L}/u.test(words[start - 1] ?? "")) continue;
    EITHER.lastIndex = start;
    const match = EITHER.exec(words);
    if (!match) continue;
    end = match.index + match[0].length;
    yield match;
  }
}

function isSmallLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function twoLettersAt(words: string, at: number): number {
  return words.charCodeAt(at) * 128 + words.charCodeAt(at + 1);
}

/** "Participants agreed that": the view of a group, where "it was agreed" and "members agreed" are what was decided. */
function agreesThat(text: string, [start]: Span, [at, end]: Span): boolean {
  const before = text.slice(Math.max(start, at - 120), at);
  return (
    /^agreed\s+that\b/u.test(text.slice(at, end + 12)) &&
    !/\b(?:was|were|been|be|is|it|members|councillors)\s+(?:\p{L}+\s+){0,2}$/iu.test(before)
  );
}

/** Acts of a meeting that are no words of a person or a group. */
const MEETING_ONLY =
  /^(?:reviewed|considered|approved|adopted|discussed|examined|took\s+note\s+of|welcomed|endorsed|ordered|heard|agreed|decided|resolved)$/u;

function subjectOf(text: string, [start]: Span, [at, end]: Span, subjects: Subjects, found: Statement[]): Statement["by"] | null {
  const before = text.slice(Math.max(start, at - FAR), at);
  if (BY_MEETING.test(before.slice(-160)) || (subjects.isAboutMeeting && /^It\s+(?:also\s+|further\s+|then\s+)?$/u.test(before)))
    return "meeting";
  if (IMPERSONAL.test(before.slice(-120))) return FORECAST.test(text.slice(at, end)) ? null : "group";
  if (PAPER_SAYS.test(before.slice(-60)) || PAPER_WORD.test(before.slice(-80))) return "paper";
  const people = subjects.before(at) ?? inverted(text, before, [at, end], subjects);
  if (people) return people;
  // "Several comments were made": of several no verb ends in -s.
  if (BY_GROUP.test(before.slice(-120)) && !(SOME_OF_THEM.test(before) && /^\p{Ll}+s$/u.test(text.slice(at, end)))) return "group";
  if (AS_LIST.test(before.slice(-100)) || IN_OWN_WORDS.test(text.slice(at, end)) || BY_OFFICE.test(before.slice(-160))) return "group";
  // A text that was cut begins with a verb.
  if (start < 8 && /^\P{Ll}{0,12}$/u.test(before)) return "group";
  if (
    (found.length === 0 || /[”"]\s*(?:he|she|they)\s+(?:also\s+)?$/iu.test(before)) &&
    (PRONOUN.test(before) || QUOTE_AND_PRONOUN.test(before))
  )
    return orGroup(subjects.last());
  if (
    RELATIVE.test(before) &&
    /\b(?:reports?|letter|statement|motion|notice|documents?|memorandum|correspondence|email)\b/iu.test(before.slice(-120))
  )
    return "paper";
  if (!CONJOINED.test(before) && text.slice(at, end) !== "saying") return null;
  const opening = /^(?:he|she|they)\s/iu.test(before) ? subjects.last() : [];
  return (
    subjects.current ??
    found.at(-1)?.by ??
    subjects.doneBefore(at) ??
    (opening.length > 0 ? opening : null) ??
    ((GROUP_OPENS.test(before) || (OFFICE_OPENS.test(before) && !subjects.opening())) && !MEETING_ONLY.test(text.slice(at, end))
      ? "group"
      : null) ??
    (/\b(?:and|but)\s|,\s+$/u.test(before) ? subjects.opening() : null)
  );
}

function orGroup(people: Mention[]): Mention[] | "group" {
  return people.length > 0 ? people : "group";
}

/** Whoever stands behind a verb that stands behind its words; without marks the clause ends with the name: "noted pilot Ana Ruiz sailed" says nothing. */
function inverted(text: string, before: string, [at, end]: Span, subjects: Subjects): Mention[] | null {
  if (!INVERTED.test(before.slice(-INVERTED_REACH)) || text.slice(at, end) === "told") return null;
  const people = subjects.behind(end);
  if (!people || /[”"]\s*$/u.test(before)) return people;
  const behind = Math.max(...people.flatMap(({ name, role }) => [name[1], role?.[1] ?? 0]));
  return /^(?:\s*(?:[.,;:!?”"(]|$)|\s+(?:in|at|on|during|after|of|from|who|as)\s)/u.test(text.slice(behind, behind + 12)) ? people : null;
}

const TOLD_HEARER = new RegExp(`^\\s+${HEARER}(?:\\s+(?:of|about)\\b)?[,:]?\\s*`, "u");

/** Behind "that" and the comma after it, behind whoever is told. */
function contentBehind(text: string, at: number, end: number): number {
  const rest = text.slice(at, Math.min(end, at + 160));
  const byGroup = /^\s+by\s[^.;,]{2,50}?\sthat\s+/u.exec(rest)?.[0].length;
  if (byGroup) return at + byGroup;
  const told = /^\s+(?:(?!that\b)[\p{L}’'.-]+\s+){0,8}?that\b,?\s*/u.exec(rest);
  const verb = text.slice(at - 12, at);
  if (told && /(?:informed|advised|told|reminded|cautioned|assured|notified|warned|concern|hope|view|opinion)$/u.test(verb))
    return at + told[0].length;
  const hearer = /told$/u.test(verb) ? TOLD_HEARER.exec(rest) : null;
  if (hearer) return at + hearer[0].length;
  const occasion = behindOccasion(rest);
  if (occasion > 0) return at + occasion;
  return (
    at +
    (/^(?:\s+at\s+the\s+\p{L}+)?(?:,\s+(?:however|moreover|further|too|also|in\s+particular|for\s+example),)?(?:,\s*)?\s*(?:that\b\s*)?(?:[,:]\s*)*/u.exec(
      rest,
    )?.[0].length ?? 0)
  );
}
