import type { Span } from "@lectern/schema";
import { behindDateline, findEnglishDateline } from "./dateline.js";
import { findDates } from "./dates.js";
import { isPersonName } from "./person-en.js";
import type { Prose } from "./prose.js";

/** Words for a meeting, in the singular. */
export const MEETING_NOUN =
  "(?:meeting|conference|symposium|session|congress|assembly|forum|ceremony|seminar|hearing|rally|convention|summit|workshop|plenum|council|convocation|retreat|briefing|gathering|study session|round ?table|webinar|festival|sitting|study circle|circle|training|course)";
const ADJECTIVE =
  "(?:mobili[sz]ation|annual|special|regular|ordinary|extraordinary|general|plenary|executive|monthly|quarterly|weekly|joint|emergency|opening|closing|inaugural|working|work|study|planning|budget|public|staff|board|council|committee|town|party|members'|summary|commendation|promotion|deployment|study and discussion|commemorative|memorial|thematic|theme|enlarged|video|exchange|review|kick-off|launch|award|signing|press|founding|preparatory|standing|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)";
const KIND = `(?:${ADJECTIVE}\\s+){0,3}${MEETING_NOUN}`;
const BODY_WORD =
  /\b(?:Committee|Council|Bureau|Department|Ministry|Office|Commission|Congress|Parliament|Assembly|Government|Board|Company|Group|Corporation|University|College|School|Institute|Academy|Association|Society|Union|Coalition|Alliance|Confederation|Consortium|Organi[sz]ation|Institution|Embassy|Consulate|Fund|League|Federation|Court|Bank|Cent(?:re|er)|Agency|Authority|Service|Hospital|Library|Museum|District|Branch|Party|Club|Guild|Trust|Foundation|Secretariat|Directorate|Archives?|Chamber|Conference|Convention|Church|Synod|Cabinet|Senate|House|Municipality|Cooperative|Society|Administration|Station|Brigade|Division|Panel|Delegation|Network|Registry|Observatory|City|Town|Village|Borough|County|Port|Harbou?r|Inc|Ltd|Limited|LLC|PLC|plc|ASA|AG|GmbH|SA|NV|Corp|Holdings|Bhd)\b/u;

const HOLDS = `(?:has\\s+|had\\s+|jointly\\s+|officially\\s+|recently\\s+|today\\s+|also\\s+)*(?:held|holds|convened|convenes|organi[sz]ed|hosted|called|opened|conducted)`;
const ACTIVE = new RegExp(
  `\\b${HOLDS}\\s+(?:an?\\s+|the\\s+|its\\s+|their\\s+|\\d+(?:st|nd|rd|th)\\s+)?(?:[\\p{L}’'-]+\\s+){0,6}?${MEETING_NOUN}\\b`,
  "iu",
);
const BY = /\b(?:organi[sz]ed|hosted|convened|held|called|sponsored)\s+by\s+/iu;
/** "called the meeting to order" convenes nothing. */
const TO_ORDER = /\bcalled\s+[^.;]{3,60}\s+to\s+order\b/iu;
/** "The Cabinet, at its weekly meeting on Monday, approved", "The Security Council met in emergency session". */
const MEETS =
  /^(?:(?:The|the)\s+)?(?<body>[^,.;:]{4,120}?)(?:,?\s+(?:at|in|during)\s+its\s+(?:[\p{L}-]+\s+){0,4}?(?:meeting|session|sitting)\b|\s+(?:met|meets|sat|assembled)\b)/u;
/** Assemblies that meet and are what meets: "The Diocesan Synod of Quay was held on". */
const ASSEMBLY =
  /^(?:(?:The|the)\s+)?(?<body>(?:\p{Lu}[\p{L}’'-]+\s+){0,4}(?:Synod|Congress|Assembly|Convention|Parliament|Senate)(?:\s+of\s+[^,.;]{3,60}?)?)\s+(?:was|were)\s+(?:held|convened|opened)\b/u;

/** Who convened or held the meeting, as printed and without a leading article; null where the text does not say. */
export function findEnglishBody(prose: Prose, title: Span | null): { span: Span; method: string } | null {
  const dateline = findEnglishDateline(prose);
  for (const sentence of prose.sentences.slice(0, 3)) {
    const span = behindDateline(sentence.span, dateline);
    const found = subjectOfHeld(prose.text, span) ?? meetingOf(prose.text, span);
    if (found) return found;
  }
  const inTitle = title && (meetingOf(prose.text, title) ?? subjectOfHeld(prose.text, title) ?? bodyAndDay(prose.text, title));
  if (inTitle) return inTitle;
  for (const [index, { span }] of prose.sentences.slice(0, FAR_SENTENCES).entries()) {
    const found = organizer(prose.text, span, index >= NEAR_SENTENCES);
    if (found) return found;
  }
  return null;
}

/** The body that an early sentence says met. */
export function findBodyThatMet(prose: Prose): { span: Span; method: string } | null {
  const dateline = findEnglishDateline(prose);
  for (const sentence of prose.sentences.slice(0, 3)) {
    const found = whoMeets(prose.text, behindDateline(sentence.span, dateline));
    if (found) return found;
  }
  return null;
}

function whoMeets(text: string, [start, end]: Span): { span: Span; method: string } | null {
  const words = text.slice(start, Math.min(end, start + 300));
  const body = (MEETS.exec(words) ?? ASSEMBLY.exec(words))?.groups?.body;
  if (!body || /\b(?:with|who|which)\b/u.test(body)) return null;
  const at = start + words.indexOf(body);
  return bodyAt(text, at, at + body.length, "body: subject of met");
}

/** "COUNCIL OF THE CITY OF QUAY" or "HARBOUR COUNCIL MEETING" alone on a line. */
const HEADING_BODY =
  /^[ \t#*]*(?:(?<whole>(?:the\s+)?(?:council|board|senate|assembly|committee|commission|parliament|chamber|house)[ \t]+of[ \t]+[^\d\n,.;:]{3,80}?)|(?<body>(?:[\p{L}’'-]+[ \t]+){0,6}?(?:council|board|senate|assembly|committee|commission|parliament|chamber|house))[ \t]+(?:(?:special|regular|ordinary|annual|general|public)[ \t]+)?(?:meeting(?:[ \t]+minutes)?|minutes)|(?<alone>senate|council|board|cabinet|synod)(?=[ \t*]*\n\s*(?:[^\n]{0,60}\n\s*)?[ \t#*]*minutes\b))[ \t*]*$/imu;
/** A body in a line of its own above the line that calls the paper minutes. */
const ABOVE_MINUTES =
  /^[ \t#*]*(?<above>(?:the[ \t]+)?\p{Lu}[^\n,.;:\d]{3,90}?)[ \t*]*\n\s*(?:[ \t#*]*(?:(?:draft|unconfirmed|approved)[ \t]+)?minutes\b)/imu;

/** The body that minutes print as a line of their head. */
export function findHeadingBody(text: string): { span: Span; method: string } | null {
  const match = HEADING_BODY.exec(text.slice(0, 400));
  const named = match?.groups?.whole ?? match?.groups?.body ?? match?.groups?.alone;
  const isGeneric = named !== undefined && !/\s/u.test(named);
  const above = named === undefined || isGeneric ? bodyAbove(text, isGeneric ? match : null) : null;
  if (above) return above;
  const name = named;
  if (!match || name === undefined) return null;
  const start = match.index + match[0].indexOf(name);
  const article = /^the\s+/iu.exec(name)?.[0].length ?? 0;
  return { span: [start + article, start + name.length], method: "body: a line of the head" };
}

/** The line above "Minutes of …", or above a body that is named by one word alone: "Maple Grove Association / Board Meeting Minutes". */
function bodyAbove(text: string, generic: RegExpExecArray | null): { span: Span; method: string } | null {
  const above = ABOVE_MINUTES.exec(text.slice(0, 600));
  if (above?.groups?.above && !generic) {
    const at = above.index + above[0].indexOf(above.groups.above);
    return bodyAt(text, at, at + above.groups.above.length, "body: a line of the head");
  }
  if (!generic || generic.groups?.alone) return null;
  const lines = text.slice(0, generic.index).trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  const at = text.lastIndexOf(last, generic.index);
  return last.length <= 90 ? bodyAt(text, at, at + last.length, "body: a line of the head") : null;
}

const ACTING =
  /\bthe\s+(?<body>(?:\p{Lu}[\p{L}-]+\s+){0,5}(?:Committee|Council|Board|Commission|Panel|Congregation|Senate)|[A-Z]{3,6})\s+(?:met|voted|ratified|amended|authorized|selected|elected|instructed|heard|approved|adopted|decided|resolved|agreed|reviewed|discussed|considered|reaffirmed|directed|judged)\b/gu;

/** Of minutes whose heading is lost: the body that meets and votes in them, by the fullest name that they print for it. */
export function findActingBody(prose: Prose): { span: Span; method: string } | null {
  let best: Span | null = null;
  for (const match of prose.text.slice(...prose.span).matchAll(ACTING)) {
    const body = match.groups?.body ?? "";
    const at = prose.span[0] + match.index + match[0].indexOf(body);
    const found: Span = [at, at + body.length];
    if (!best || weightOf(body) > weightOf(prose.text.slice(...best))) best = found;
  }
  return best && { span: best, method: "body: meets and votes in these minutes" };
}

/** A name of several words says most, then one of capitals, then "Committee". */
function weightOf(body: string): number {
  return /\s/u.test(body) ? 3 : /^[A-Z]+$/u.test(body) ? 2 : 1;
}

/** Between a body and its verb: "The Harbour Board on Wednesday held". */
const WHEN_HELD =
  /\s+(?:(?:on|late|early)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|recently)(?:\s+(?:morning|afternoon|evening|night))?\s*$/iu;
/** "the Harbour Union, which called the strike, held": the clause is no part of the name. */
const RELATIVE_CLAUSE = /,\s+(?:who|which|that|whose)\s[^;]{3,160},\s*$/u;
/** "ARDMOUTH, Coast. — ": where a report comes from. */
const PLACE_LEAD = /^(?:\p{Lu}{3}[\p{Lu} .'’-]*(?:,\s*\p{Lu}[\p{L}.]+)?\s*(?:\([^()]{2,30}\)\s*)?)?[-–—]+\s*/u;

function subjectOfHeld(text: string, [start, end]: Span): { span: Span; method: string } | null {
  const words = text.slice(start, Math.min(end, start + 500));
  const match = ACTIVE.exec(words);
  if (!match || TO_ORDER.test(words)) return null;
  const before = words.slice(0, match.index).replace(WHEN_HELD, "").replace(RELATIVE_CLAUSE, "").trimEnd();
  if (MEETING_OF.test(before)) return null;
  const place = PLACE_LEAD.exec(before)?.[0].length ?? 0;
  const when =
    /^(?:(?:On|In|At|From|Between|Over|After|During|To|For|Yesterday|Today|This|Recently|Earlier|Last|According)\b(?:[^,]|,(?=\s*\d{4}\b))*,\s*)+/u.exec(
      before.slice(place),
    )?.[0].length ?? 0;
  const from = place + when;
  return bodyAt(text, behindDate(text, start + from, start + before.length), start + before.length, "body: subject of held");
}

/** Behind a date that opens the sentence without a comma: "On 3 June the Board …", "Yesterday the Office …". */
function behindDate(text: string, from: number, end: number): number {
  const [date] = findDates(text, [from, end]);
  return date && /^(?:(?:On|In|At|Late|Early)\s+)?(?:the\s+)?$/u.test(text.slice(from, date.span[0])) ? date.span[1] : from;
}

const HEADING_GOES_ON = /\s+(?:WAS|WERE|IS|ON|AT|IN|HELD|TOOK|OPENED|CONVENED|CONCLUDED|TO)\b|[,.;:(]|\s+[-–—]\s/u;
const SENTENCE_GOES_ON =
  /\s+(?:was|were|is|will|shall|has|had|met|called|on|at|in|held|took|opened|convened|concluded|to)\b|,(?!\s*(?:Ltd|Inc|LLC|Limited|S\.A)\b)|(?<!\b(?:Co|Inc|St|Corp))\.|[;:(]|\n(?=\s*\n)|\s+[-–—]\s/iu;

const MEETING_OF = new RegExp(`\\b${MEETING_NOUN}\\s+(?:of|for)\\s+(?:the\\s+)?`, "iu");

/** A name with commas in it: "Trade, Ports & Harbours Policy Committee was held". */
const NAME_WITH_COMMAS =
  /^(?:\p{Lu}[\p{L}’'.-]*,?\s+(?:(?:and|AND|&|of|OF|for|FOR|the|THE)\s+)*){2,14}?(?=(?:was|were|held|took|convened|HELD|WAS)\b)/u;

/** "the annual meeting of the Harbour Board was held", "MEETING OF THE TOWN COUNCIL HELD AT". */
function meetingOf(text: string, [start, end]: Span): { span: Span; method: string } | null {
  const words = text.slice(start, Math.min(end, start + 600));
  const of = MEETING_OF.exec(words);
  if (!of) return null;
  const from = of.index + of[0].length;
  const whole = NAME_WITH_COMMAS.exec(words.slice(from));
  if (whole?.[0].includes(",")) return bodyAt(text, start + from, start + from + whole[0].length, "body: the meeting's own name");
  // A heading in capitals may run on over blank lines; a sentence does not.
  const isHeading = isInCapitals(words);
  const ends = isHeading ? HEADING_GOES_ON : SENTENCE_GOES_ON;
  const stop = ends.exec(words.slice(from));
  const to = stop ? from + stop.index : words.length;
  const isHeld = /\b(?:held|called\s+to\s+order|convened|took place|opened|concluded|presided|chaired|met)\b/iu.test(words);
  return isHeld ? bodyAt(text, start + from, start + to, "body: the meeting's own name") : null;
}

/** "Harbour Board (HB) Meeting 2031-05-03": a title of body, meeting and day; "Harbour Senate Minutes". */
function bodyAndDay(text: string, [start, end]: Span): { span: Span; method: string } | null {
  const match =
    /^(?:Minutes\s+(?:of|for)\s+(?:the\s+)?)?(?<body>(?:\p{Lu}|\p{Ll}+\.)\S?.{1,120}?)\s+(?:(?:regular|weekly|monthly|call|online|virtual)\s+)?(?:[Mm]eeting|[Mm]inutes)\b(?:[^\p{L}]{0,12}\d|(?<=[Mm]inutes)\s*$)/u.exec(
      text.slice(start, end),
    );
  const body = match?.groups?.body;
  if (!match || !body) return null;
  const at = start + match[0].indexOf(body);
  const isNamed =
    BODY_WORD.test(body) || /\b\p{Lu}{2,6}\b|\b(?:team|group|committee|board|crew|circle|council|community|collective)$/iu.test(body);
  return isNamed ? { span: [at, at + body.length], method: "body: title of body, meeting and day" } : null;
}

/** Further down than the first of these many sentences, "hosted by" must stand right behind a word for a meeting. */
const NEAR_SENTENCES = 8;
const FAR_SENTENCES = 25;
const MEETING_BEFORE = new RegExp(`\\b${MEETING_NOUN}\\s+(?:jointly\\s+|co-?)?$`, "iu");

function organizer(text: string, [start, end]: Span, isFar: boolean): { span: Span; method: string } | null {
  const words = text.slice(start, end);
  const match = BY.exec(words);
  if (!match || (isFar && !MEETING_BEFORE.test(words.slice(0, match.index)))) return null;
  const from = match.index + match[0].length;
  // "At a forum hosted by X, Ana Ruiz said": the comma ends the name.
  const isOccasion = /\b(?:[Ii]n|[Aa]t|[Dd]uring)\s+(?:an?|the)\s[^,;]*$/u.test(words.slice(0, match.index));
  const next = isOccasion ? /,\s+(?=\p{Lu}|he\b|she\b|they\b)/u.exec(words.slice(from))?.index : undefined;
  const stop =
    /[.;]|\s+for\s+[“"]|\s+in\s+(?:partnership|collaboration|cooperation|conjunction|association)\s+with\b|\s+together\s+with\b|,\s+(?:and\s+)?(?:was|were|with|attended|took|on|in|which|who|includ\p{L}+|featur\p{L}+|aim\p{L}+|brought|drew|is|will)\b|\s+(?:was|were|on|at)\s/u.exec(
      words.slice(from),
    );
  const to = Math.min(words.length, from + (stop?.index ?? words.length), from + (next ?? words.length));
  return bodyAt(text, start + from, start + to, "body: organized by X");
}

/** A part of a body, in small letters: "secretariat of the Town Council". */
const PART_OF_BODY =
  /^(?:\p{Ll}+\s+)?(?:secretariat|office|board|committee|bureau|section|staff|presidium|bench|council|branch)\s+of\s+(?:the\s+)?\p{Lu}/u;

/** But for the "th" of a day. */
function isInCapitals(words: string): boolean {
  const small = words.match(/\p{Ll}/gu)?.length ?? 0;
  return small * 10 < (words.match(/\p{Lu}/gu)?.length ?? 0);
}

function bodyAt(text: string, start: number, end: number, method: string): { span: Span; method: string } | null {
  let from = start;
  let to = end;
  while (from < to && /[\s,]/.test(text[from] as string)) from++;
  while (to > from && /[\s,.]/.test(text[to - 1] as string)) to--;
  const article =
    /^(?:(?:the|The|THE|a|an)\s+)?(?:(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|newly|new)\s+(?=\p{Lu}))?/u.exec(
      text.slice(from, to),
    );
  if (article) from += article[0].length;
  const words = text.slice(from, to);
  const isUpper = words === words.toUpperCase();
  const named = isUpper ? words.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase()) : words;
  if (words.length < 4 || words.length > 260 || !(/^\p{Lu}/u.test(words) || PART_OF_BODY.test(words)) || !BODY_WORD.test(named))
    return null;
  if ((/\s/u.test(words) && isPersonName(words)) || /\b(?:who|that|which|said|was|were)\b/u.test(words)) return null;
  return { span: [from, to], method };
}

/** The kind of meeting as printed: "mobilization meeting". The council or congress that holds it is not what it is. */
export function findEnglishKind(prose: Prose, title: Span | null, body: Span | null): Span | null {
  const spans = [...prose.sentences.slice(0, 3).map(({ span }) => span), ...(title ? [title] : [])];
  const pattern = new RegExp(`\\b${KIND}\\b`, "giu");
  for (const span of spans) {
    const words = prose.text.slice(span[0], Math.min(span[1], span[0] + 500));
    for (const match of words.matchAll(pattern)) {
      const found: Span = [span[0] + match.index, span[0] + match.index + match[0].length];
      const isPartOfName = body !== null && found[0] < body[1] && body[0] < found[1];
      if (!isPartOfName && !/^(?:The\s+)?(?:City|Town|Parish)?\s*(?:Council|Congress|Assembly)$/u.test(match[0])) return found;
    }
  }
  return null;
}

/** "on the theme of “X”", "themed “X”", "under the theme “X”". */
export function findEnglishTheme(prose: Prose): Span | null {
  const words = prose.text.slice(...prose.span);
  const match =
    /\b(?:themes?(?:d)?|topic|subject|motto|slogan)(?:\s+(?:of|was|is|being|on|around))?(?:\s+the\s+meeting)?[,:]?\s*[“"«]([^”"»]{3,300})[”"»]/iu.exec(
      words,
    );
  const theme = match?.[1];
  if (!match || !theme) return null;
  const at = prose.span[0] + match.index + match[0].indexOf(theme);
  return [at, at + theme.length];
}

/** "was held in Ardmouth", "held a meeting at the Custom House". */
export function findEnglishPlace(prose: Prose, title: Span | null): Span | null {
  const spans = [...(title ? [title] : []), ...prose.sentences.slice(0, 4).map(({ span }) => span)];
  const pattern =
    /\b(?:held|HELD|convened|took\s+place|opened|met)\b(?:(?![.;]\s)[^“”]){0,160}?\s(?:in|at|IN|AT)\s+(?<place>(?:the\s+)?\p{Lu}[\p{L}’'.-]*(?:,?\s+(?:(?:of|the|and|de)\s+)?\p{Lu}[\p{L}’'.-]*)*)/u;
  for (const span of spans) {
    const words = prose.text.slice(span[0], Math.min(span[1], span[0] + 500));
    const match = pattern.exec(words);
    const place = match?.groups?.place?.replace(/\s+(?:ON|AT|IN)\b[\s\S]*$|^the\s+/u, "").replace(/[,.]$/, "");
    if (
      !match ||
      !place ||
      !/^\p{Lu}/u.test(place) ||
      /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/iu.test(
        place,
      )
    )
      continue;
    const at = span[0] + match.index + match[0].lastIndexOf(place);
    return [at, at + place.length];
  }
  return null;
}
