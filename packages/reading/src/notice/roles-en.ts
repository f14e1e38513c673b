import type { Span } from "@lectern/schema";

/** Titles of respect, which are no roles. */
const FORMS =
  "Comrades?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Revd?|Reverend|Fr|Sr|Br|St|Rt|Hon|Honou?rable|Venerable|Ven|Engr|Messrs|Madame?|Shri|Smt";
export const HONORIFIC = new RegExp(`^(?:${FORMS})\\.?$`, "u");
/** A form of address before a name, with the space behind it. */
export const ADDRESS = `(?:${FORMS})\\.?\\s+`;
/** Forms of address at the end of what stands before a name: "the Rt Revd ". */
export const ADDRESSES_AT_END = new RegExp(`(?:\\bthe\\s+)?\\b(?:${ADDRESS})+$`, "u");

export const ROLE_NOUN =
  "(?:vice|deputy|acting|assistant|associate|executive|general|managing|interim|former|honorary|permanent|chief|senior)?-?(?:director|secretary|governor|mayor|minister|president|chair(?:man|woman|person)?|cathaoirleach|member|head|chief|officer|manager|commissioner|councill?or|cllr|alder(?:man|woman)|professor|dean|principal|leader|representative|ambassador|treasurer|clerk|speaker|superintendent|administrator|engineer|judge|inspector|curator|librarian|editor|bishop|rector|warden|captain|colonel|lieutenant|senator|premier|chancellor|commander|attorney|counsel|co-?ordinator|convenor|convener|rapporteur|delegate|deputy|vice|envoy|registrar|auditor|archivist|planner|analyst|economist|scientist|advisor|adviser|consultant|trustee|provost|marshal|sheriff|solicitor|(?:harbou?r|post|head|quay|station|ship)?master|coach|trainer|foreman|forewoman|magistrate|pilot|surveyor|steward|accountant|architect|general|congress(?:man|woman)|founder|owner|partner|lecturer|teacher|researcher|academician|physician|nurse|farmer|king|queen|prince|princess|duke|pastor|priest|elder|moderator|scholar|expert|chair|spokes(?:man|woman|person)|organi[sz]er|commentator|journalist|activist|lawyer|author|writer|fellow|candidate|critic|historian|strategist|negotiator|actor|actress|producer|entrepreneur|host|singer|conductor|doctor|specialist|observer|designer|executive|archdeacon|deacon|vicar|imam|rabbi|cardinal|canon|preacher|shareholder|resident|student|volunteer|veteran|nurse|midwife|counterpart|ceo|cfo|cto|coo|mp|mep|msp|(?:bio|geo|eco|socio|psycho|archaeo|anthropo|epidemio|hydro|meteoro|astro|philo|theo|immuno|viro|onco|cardio|neuro)?(?:logist|nomist|nomer)|physicist|chemist|geographer|photographer|reporter|editor-in-chief|boss|mechanic|carpenter|fisher(?:man|woman)|herder|grower|merchant|vendor)s?";
/** How members of a council are addressed, which in a list of its members is no office. */
export const MEMBER = /^(?:(?:District\s+|County\s+)?Cllr|Council\s+Members?|Councill?ors?|Cllrs?\.?|Alderm[ae]n)$/u;
// Letters of the alphabet alone: without "u" these long lists compile in a fifth of the time.
export const HAS_ROLE_NOUN = new RegExp(`\\b${ROLE_NOUN}\\b`, "i");
export const IS_ROLE_WORD = new RegExp(`^${ROLE_NOUN}$`, "i");

const ROLE_LEAD = new RegExp(`^(?:the\\s+)?(?:[\\p{Ll}-]+\\s+){0,6}?${ROLE_NOUN}\\s+(?=\\p{Lu})`, "u");

/** Lower-case role words before a name, as far as they open some words: "deputy mayor Ana Ruiz". */
export function roleLead(words: string): string {
  return /^[\p{Ll}-]/u.test(words) ? (ROLE_LEAD.exec(words.slice(0, 160))?.[0] ?? "") : "";
}

const LOWER_ROLE = new RegExp(`(?:^|[,;]\\s*|\\band\\s+|\\s)((?:[Tt]he\\s+)?(?:[\\p{Ll}-]+\\s+){0,5}${ROLE_NOUN}\\s+)$`, "iu");

/** An office in capitals, of any length: "the Ardmouth Port Authority Fisheries and Economic Development Bureau director ". */
const NAMED_OFFICE = new RegExp(
  `(?:^|[,;:.”"]\\s+|\\b(?:[Tt]he|by|that|said|with)\\s+)(?<office>\\p{Lu}[\\p{L}’'-]*\\s+(?:(?:\\p{Lu}[\\p{L}’'-]*|of|and|for|the|&)\\s+){3,16}?(?:(?:deputy|vice|executive|general|acting|assistant|former)\\s+)*${ROLE_NOUN}\\s+)$`,
  "u",
);

const LAST_WORD = /([\p{L}-]+)\s+$/u;

/** "the deputy mayor" before a name: where it begins. */
export function lowerRoleBefore(before: string): number | null {
  // Most names stand behind some other word, which costs little to see.
  const last = LAST_WORD.exec(before.slice(-40))?.[1];
  if (!last || !IS_ROLE_WORD.test(last)) return null;
  const window = before.slice(-200);
  const office = NAMED_OFFICE.exec(window)?.groups?.office;
  if (office && isOneOffice(office)) return before.length - office.length;
  const match = LOWER_ROLE.exec(window.slice(-120));
  if (!match || /\b(?:of|by|to|for|with|from)\s+$/u.test(match[1] as string)) return null;
  const words = match[1] as string;
  const own = /^(?:.*\b(?:and|that|by|when|while|as|for|to|with|meeting)\s+)?((?:[Tt]he\s+)?.*)$/su.exec(words);
  return before.length - (own?.[1] ?? words).length;
}

/** Words before "and" that hold an office of their own are somebody else's: "Mayor Ana Ruiz and Harbour Board director". */
function isOneOffice(office: string): boolean {
  const parts = office.split(/\s+and\s+/u);
  return parts.slice(0, -1).every((part) => !HAS_ROLE_NOUN.test(part) && part.split(/\s+/u).length !== 2);
}

/** The office behind a name, up to the next clause: ", deputy director of the Bureau", "(its clerk)". */
export function roleBehind(text: string, nameEnd: number, end: number): Span | null {
  const rest = text.slice(nameEnd, Math.min(end, nameEnd + 300));
  const bracket = /^\s*\(([^()]{3,150})\)/u.exec(rest);
  if (bracket && HAS_ROLE_NOUN.test(bracket[1] as string)) {
    const at = nameEnd + bracket[0].indexOf("(") + 1;
    return [at, at + (bracket[1] as string).length];
  }
  const behind =
    /^,\s*((?:(?!,\s*(?:and|who|which|while|with|where|at|in|on|to|during|after|before|when|since|according|under|but|if|it|he|she|they|there|this|these)\b|\band\s+(?:was|were|attended|chaired|the\s+meeting)\b)[^.;:\n])+)/u.exec(
      rest,
    );
  const office = behind && beforeClause(behind[1] as string);
  // The first words are the office; those of a list, or of a clause, have theirs further on.
  if (!office || !HAS_ROLE_NOUN.test(office.split(",")[0] as string) || NO_OFFICE.test(office) || NEXT_ACT.test(office)) return null;
  const at = nameEnd + behind[0].length - (behind[1] as string).length;
  return trimSpan(text, at, at + office.length);
}

/** Somebody else, or several. */
const NO_OFFICE = /^(?:and|as well as|together|both|two|three|four|five|\d+|one of)\b/iu;
const VERB_BEHIND =
  /,\s+(?:also\s+|then\s+|recently\s+|once\s+)?(?!retired|appointed|elected|renowned|celebrated|accredited)(?:\p{Ll}{2,}ed|said|says|took|met|wrote|works|told|tells|gave|made|went|led|left|came|held|spoke|read|saw|felt|thought|found|put|set|began|won)\b/u;

/** An office without the clause that follows it behind a comma: "head of the Office, one of the piers was closed", "…, wrote to". */
function beforeClause(words: string): string {
  const own = words.slice(0, VERB_BEHIND.exec(words)?.index ?? words.length);
  const verb = /\b(?:was|were|is|are|has|have|had|will|would|can|could|should|must|said)\b/u.exec(own);
  return verb ? own.slice(0, Math.max(0, own.lastIndexOf(",", verb.index))) : own;
}

/** What goes on with the next thing done, and is no role: ", seconded by Councillor Ruiz it was agreed". */
const NEXT_ACT = /\b(?:proposed|seconded|moved|supported)\b|\bit\s+was\b/iu;

/** No role, or one word such as Councillor, which says less than the office behind the name. */
export function isAddress(text: string, role: Span | null): boolean {
  return role === null || /^\S+$/u.test(text.slice(...role));
}

export function withoutArticle(text: string, role: Span | null): Span | null {
  if (!role) return null;
  const article = /^(?:the|our)\s+/iu.exec(text.slice(...role));
  return article ? [role[0] + article[0].length, role[1]] : role;
}

/** A stretch without the spaces and commas at its ends. */
export function trimSpan(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s,]/.test(text[from] as string)) from++;
  while (to > from && /[\s,]/.test(text[to - 1] as string)) to--;
  return [from, to];
}
