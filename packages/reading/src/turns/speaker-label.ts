import type { Span } from "@lectern/schema";

/** Who is printed before a turn. */
export interface SpeakerLabel {
  name: Span;
  role: Span | null;
  /** Where the words of the turn begin. */
  from: number;
  /** Whether a title or a word for a part in the meeting shows that this is a speaker; a bare name may be anything. */
  isSure: boolean;
  isChair: boolean;
}

const TITLE =
  "(?:His|Her|Your)\\s+(?:Worship|Honou?r|Excellency)|(?:Deputy|Vice|Acting|Lord|Lady)[\\s-]+(?:Mayor|Speaker|President|Chair\\p{L}*|Governor|Premier)|Councill?ors?|Cllr\\.?|Alder(?:man|woman|person)|Mayor|Reeve|Chair(?:man|woman|person)?|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Dr\\.?|Prof(?:essor|\\.)?|Sir|Dame|Lord|Lady|Baroness|Rev\\.?|Hon\\.?|Senator|Sen\\.|Representative|Rep\\.|Congress(?:man|woman)|Commissioner|Governor|Minister|Premier|President|Secretary|Justice|Judge|Director|Trustee|Delegate|Ambassador|Member|Vice\\s+Chair\\p{L}*";
/** Who has a part in the meeting and no name: the chair first. */
const CHAIR =
  "(?:(?:The|Madam|Mr\\.?|Mister)\\s+)?(?:(?:Deputy|Acting|Vice)[\\s-]+)?(?:Speaker|Chair(?:man|woman|person)?|President|Presiding\\s+Officer|Moderator|Mayor)";
const PART =
  "(?:(?:The|City|Town|County|Deputy|Assistant|Acting|Recording|Committee)\\s+){0,3}(?:Clerk|Secretary|Solicitor|Manager|Administrator|Engineer|Treasurer|Registrar|Interpreter|Operator|Witness|Court|Member|Reporter)|An?\\s+(?:(?:Hon(?:ourable|orable|\\.)\\s+)?Member|voice)|(?:Several|Some)\\s+(?:Hon\\.?\\s+)?Members|Unidentified\\s+\\p{L}+|(?:Audience|Unknown)(?:\\s+\\p{L}+)?|Question|Answer|Q|A";
const NAME_WORD = "(?:(?:\\p{Lu}\\.){1,3}|(?:Mc|Mac|O['’]|D['’])?\\p{Lu}[\\p{L}'’]*(?:-\\p{Lu}[\\p{L}'’]+)*)";
const NAME = `${NAME_WORD}(?:\\s+(?:(?:de|del|van|von|der|den|la|le|bin|al|y|e|dos)\\s+)*${NAME_WORD}){0,4}`;
const ASIDE = "(?:\\s*[([][^()[\\]\\n]{1,80}[)\\]])?";

const TITLED = new RegExp(`^(?<role>(?:(?:${TITLE})\\s+){1,3})(?<name>${NAME})${ASIDE}(?<end>\\s*[:：])\\s*(?=\\S)`, "iu");
const UNNAMED = new RegExp(`^(?<name>(?<chair>${CHAIR})|${PART})${ASIDE}(?<end>\\s*[:：])\\s*(?=\\S)`, "iu");
const NAMED = new RegExp(`^(?<name>${NAME})${ASIDE}(?<end>\\s*[:：])\\s*(?=\\S)`, "u");
/** Names in capitals before a stop, as in the records of congresses: "CHAIR YELLEN. Good afternoon." */
const CAPITALS =
  /^(?<name>(?:(?:Mr|Mrs|Ms|Dr|Mx)\.\s+)?(?:\p{Lu}[\p{Lu}.'’-]*\s+){0,3}(?:Mc|Mac|Di|De|La)?\p{Lu}[\p{Lu}'’-]+)(?:\s+of\s+[\p{L}\s]{3,25})?\.\s+(?=["“‘(\p{Lu}])/u;
const HAN =
  /^(?<name>(?:主持人|主席|议长|議長|会议主席|記者|记者|问|問|答)|(?<person>[\p{Script=Han}·]{2,8}?))(?<role>委员|委員|代表|主席|市长|市長|局长|局長|书记|書記|部长|部長|议员|議員|先生|女士|同志)?[：:]\s*(?=\S)/u;

/** Labels that stand before a colon and name nobody. */
const NO_SPEAKER =
  /^(?:present|members?|officials|apologies|agenda|item|date|time|venue|place|signed|dated|minutes|notes?|total|moved|seconded|carried|motions?|resolved|decisions?|actions?|re|subject|in\s+favou?r|for|against|absent|yeas|nays|ayes|noes|abstentions?|links?|source|tel|fax|phone|email|see|where|when|what|who|why|how|background|summary|recommendations?|attendance|attendees|next|previous|table|figure|appendix|annex|chapter|section|part|article|schedule|contents|copyright|photo|caption|editor|author|title|abstract|keywords|reference|references|file|reports?|recorded\s+vote|the\s+(?:following|motion|question|vote|result|council|committee|meeting|house))\b/iu;
const HAN_NO_SPEAKER =
  /^(?:时间|地点|出席|列席|缺席|请假|记录|主持|参加|议题|内容|标题|来源|日期|附件|电话|地址|备注|注意|会议|要求|如下|其中|一是|二是)/u;

/** The speaker whom a line names before a colon (or, in capitals, before a stop); null where it names none. */
export function speakerLabel(text: string, start: number, end: number): SpeakerLabel | null {
  const head = text.slice(start, Math.min(end, start + 160));
  if (/^\p{Script=Han}/u.test(head)) return hanLabel(head, start);
  if (NO_SPEAKER.test(head)) return null;
  const titled = TITLED.exec(head);
  const unnamed = UNNAMED.exec(head);
  // "Madam Speaker:" and "City Clerk:" are no Speaker and no Clerk by name.
  if (unnamed) return labelOf(unnamed, start, true, unnamed.groups?.chair !== undefined);
  if (titled && /^\p{Lu}/u.test(head)) return labelOf(titled, start, true, false);
  const named = NAMED.exec(head);
  if (named && /\s/.test(named.groups?.name ?? "")) return labelOf(named, start, false, false);
  const capitals = CAPITALS.exec(head);
  return capitals && isNameInCapitals(capitals.groups?.name ?? "") ? capitalsLabel(capitals, start) : null;
}

function labelOf(match: RegExpExecArray, start: number, isSure: boolean, isChair: boolean): SpeakerLabel {
  const { name = "", role = "" } = match.groups ?? {};
  const nameAt = start + role.length;
  const isForm = /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.?\s*$/iu.test(role);
  return {
    name: isForm ? [start, nameAt + name.length] : [nameAt, nameAt + name.length],
    role: role === "" || isForm ? null : [start, start + role.trimEnd().length],
    from: start + match[0].length,
    isSure,
    isChair,
  };
}

function capitalsLabel(match: RegExpExecArray, start: number): SpeakerLabel {
  const name = match.groups?.name ?? "";
  const title =
    /^(?:(?:VICE |DEPUTY )?CHAIR(?:MAN|WOMAN|PERSON)?|PRESIDENT|SECRETARY|SENATOR|GOVERNOR|MAYOR|COUNCILL?OR|MINISTER|COMMISSIONER|DIRECTOR|JUDGE|JUSTICE|PROFESSOR)\s+(?=\p{Lu})/u.exec(
      name,
    )?.[0] ?? "";
  const isUnnamed = /^(?:THE )?(?:SPEAKER|CHAIR(?:MAN|WOMAN|PERSON)?|PRESIDENT|PRESIDING OFFICER|MODERATOR)$/u.test(name);
  return {
    name: [start + title.length, start + name.length],
    role: title === "" ? null : [start, start + title.trimEnd().length],
    from: start + match[0].length,
    isSure: title !== "" || isUnnamed || /^(?:Mr|Mrs|Ms|Dr|Mx)\./i.test(name),
    isChair: isUnnamed,
  };
}

/** Headings in capitals end with a stop as well: names have few words, and none that sentences are made of. */
function isNameInCapitals(name: string): boolean {
  return (
    name.length <= 50 &&
    !/\b(?:THE|AND|OF|ON|IN|FOR|TO|WITH|BY|AT|OR|FROM|REPORT|SECTION|CHAPTER|PART|ARTICLE|NOTE|ITEM|NO|END|INTRODUCTION|CONCLUSION)\b/u.test(
      name.replace(/^THE (?=SPEAKER|CHAIR|PRESID|MODER)/u, ""),
    ) &&
    /\s|\.|^(?:THE )?(?:SPEAKER|CHAIR|PRESIDENT|MODERATOR)/u.test(name)
  );
}

function hanLabel(head: string, start: number): SpeakerLabel | null {
  const match = HAN.exec(head);
  if (!match) return null;
  const { name = "", role, person } = match.groups ?? {};
  if (person !== undefined && HAN_NO_SPEAKER.test(head)) return null;
  // A Chinese name has two to four characters; a longer one has a dot in it.
  if (person !== undefined && person.length > 4 !== person.includes("·")) return null;
  return {
    name: [start, start + name.length],
    role: role ? [start + name.length, start + name.length + role.length] : null,
    from: start + match[0].length,
    isSure: person === undefined || role !== undefined,
    isChair: /^(?:主持人|主席|议长|議長|会议主席)$/u.test(name),
  };
}
