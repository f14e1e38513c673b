import type { Span } from "@lectern/schema";
import { holderOf, type Office, officeBefore } from "./offices-en.js";
import type { Mention } from "./people.js";

const LETTERS = "[\\p{L}\\p{M}]";
const TOKEN = `(?:\\p{Lu}\\.(?:-?\\p{Lu}\\.)*|[OD]['‘’]\\s?\\p{Lu}${LETTERS}+|(?:[OD]|Mc|Mac|al|el)['’-]?\\p{Lu}${LETTERS}*|\\p{Lu}${LETTERS}*(?:['’-]${LETTERS}+)*(?:·\\p{Lu}${LETTERS}+)*)`;
const PARTICLE = "(?:de|da|del|della|dos|van|von|der|den|bin|ibn|la|le|di|ter|y)";
const RUN = `${TOKEN}(?:\\s+(?:${PARTICLE}\\s+){0,2}${TOKEN}){0,7}`;
/** The initial that tells two councillors of one surname apart: "Collins (J)". */
const APART = "(?:\\s?\\(\\p{Lu}\\p{Ll}?\\.?\\))?";
const RUN_AT_END = new RegExp(`(?<![\\p{L}\\p{M}.'’-])${RUN}${APART}$`, "u");
const RUN_AT_START = new RegExp(`^${RUN}${APART}`, "u");
const RUNS = new RegExp(`(?<![\\p{L}\\p{M}.'’-])${RUN}`, "gu");

/** So many persons in one list are believed. */
const MAX_LISTED = 40;

/** Titles of respect, which are no roles. */
const HONORIFIC = /^(?:Comrades?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Rev|Fr|St|Hon|Messrs)\.?$/u;

const ROLE_NOUN =
  "(?:vice|deputy|acting|assistant|associate|executive|general|managing|interim|former|honorary|permanent|chief|senior)?-?(?:director|secretary|governor|mayor|minister|president|chair(?:man|woman|person)?|cathaoirleach|member|head|chief|officer|manager|commissioner|councill?or|cllr|alder(?:man|woman)|professor|dean|principal|leader|representative|ambassador|treasurer|clerk|speaker|superintendent|administrator|engineer|judge|inspector|curator|librarian|editor|bishop|rector|warden|captain|colonel|lieutenant|senator|premier|chancellor|commander|attorney|counsel|coordinator|convenor|convener|rapporteur|delegate|deputy|vice|envoy|registrar|auditor|archivist|planner|analyst|economist|scientist|advisor|adviser|consultant|trustee|provost|marshal|sheriff|solicitor|(?:harbou?r|post|head|quay|station|ship)?master|coach|trainer|foreman|forewoman|magistrate|pilot|surveyor|steward|accountant|architect|general|congress(?:man|woman)|founder|owner|partner|lecturer|teacher|researcher|academician|physician|nurse|farmer|king|queen|prince|princess|duke|pastor|priest|elder|moderator|scholar|expert|chair|spokes(?:man|woman|person)|organi[sz]er|commentator|journalist|activist|lawyer|author|writer|fellow|candidate|critic|historian|strategist|negotiator|actor|actress|producer|entrepreneur|host|singer|conductor|doctor|specialist|observer|designer|owner)s?";
/** How members of a council are addressed. */
const MEMBER = /^(?:Councill?ors?|Cllrs?\.?|Alderm[ae]n)$/u;
const HAS_ROLE_NOUN = new RegExp(`\\b${ROLE_NOUN}\\b`, "iu");
const IS_ROLE_WORD = new RegExp(`^${ROLE_NOUN}$`, "iu");

/** Capitalised words that belong to bodies, places and days, never to a person's name. */
const NOT_NAME = new Set(
  (
    "the this that these those a an in on at of and or for to from by with as it he she they we i his her their its our after before during when while since today yesterday tonight " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december " +
    "party committee council bureau department ministry office commission congress parliament assembly conference meeting session government board company group corporation university college school institute academy association society union league federation court bank centre center agency authority service station hospital library museum hall house street road avenue park city county district municipality municipal province provincial state national central people republic standing public political work division section branch unit team task force fund foundation press news daily times report plan project festival expo ceremony forum symposium seminar workshop opening closing plenary annual special regular general extraordinary all members cadres delegates participants officials guests " +
    "both some many most each every other another however therefore moreover furthermore finally meanwhile later then there here no not but so if because according under through throughout over against between among about into regarding concerning following item motion agenda resolution minutes present apologies north south east west northern southern eastern western new red chinese nations kingdom emirates affairs security motion question apology circular community leisure emergency services environment water operations finance housing planning roads transport allocation recording english american british french german russian japanese african asian european international world global"
  ).split(" "),
);

export interface EnglishContext {
  text: string;
  /** Surnames and first names of persons found so far; a name of one word must be one of them. */
  known: Map<string, Span>;
  /** Persons known with their office: "the Head of Finance" stands for one of them. */
  offices: Office[];
}

/** Persons named right before a verb at `end`; null where no person stands there. */
export function englishPeopleBefore(context: EnglishContext, start: number, end: number): Mention[] | null {
  return withFullNames(context, peopleBefore(context, start, end));
}

/** Persons named right behind "by" at `start`. */
export function englishPeopleAfter(context: EnglishContext, start: number, end: number): Mention[] | null {
  return withFullNames(context, peopleAfter(context, start, end)) ?? officeAfter(context, start, end);
}

/** "invited the Director of Works to present": who holds the office that stands behind a verb. */
function officeAfter({ text, offices }: EnglishContext, start: number, end: number): Mention[] | null {
  if (offices.length === 0) return null;
  const match = /^\s*(?:the|an?)\s+(?<office>[^.;:()]{3,120}?)(?=\s+to\s|\s+(?:dated|was|were)\b|[.;]|$)/iu.exec(
    text.slice(start, Math.min(end, start + 160)),
  );
  const office = match?.groups?.office;
  if (!match || !office) return null;
  const at = start + match[0].length - office.length;
  const holder = holderOf(text, offices, office, at);
  return holder && [{ ...holder, at }];
}

/** A surname alone stands for the full name that the text has printed before. */
function withFullNames({ text, known }: EnglishContext, people: Mention[] | null): Mention[] | null {
  return (
    people?.map((mention) => {
      // Of two councillors one may have the surname of the other, who was named in full.
      const isMember = mention.role !== null && MEMBER.test(text.slice(...mention.role));
      const full = isMember ? undefined : known.get(text.slice(...mention.name));
      return full ? { ...mention, name: full, at: startOf(mention) } : mention;
    }) ?? null
  );
}

function peopleBefore(context: EnglishContext, start: number, end: number, depth = 0): Mention[] | null {
  const { text } = context;
  const tail = dropAdverbs(text, start, end);
  const person =
    apposed(context, start, tail) ??
    apposedOpen(context, start, tail) ??
    introduced(context, start, tail) ??
    bracketed(context, start, tail) ??
    named(context, start, tail) ??
    affiliated(context, start, tail);
  if (!person) return null;
  const before = conjunctionBefore(text, start, startOf(person));
  const others =
    before === null || depth >= MAX_LISTED
      ? null
      : ((text[before] === "," ? peopleBefore(context, start, before + 1, depth + 1) : null) ??
        peopleBefore(context, start, before, depth + 1));
  // "On taking the Chair, Councillor Ruiz": an office before a comma is no part of a list.
  if (!others || (others.at(-1)?.at !== undefined && !/\band\s/u.test(text.slice(before ?? 0, startOf(person))))) return [person];
  const shared = others.at(-1)?.role;
  if (shared && !person.role && /s$/u.test(text.slice(...shared))) person.role = shared;
  return [...others, person];
}

function peopleAfter(context: EnglishContext, start: number, end: number, depth = 0): Mention[] | null {
  const { text } = context;
  const from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const lead = roleLead(text.slice(from, end));
  const form = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Comrade|Rev|Fr)\.?\s+/u.exec(text.slice(from + lead.length, end))?.[0] ?? "";
  const nameStart = from + lead.length + form.length;
  const run = RUN_AT_START.exec(text.slice(nameStart, Math.min(end, nameStart + 120)));
  if (!run) return null;
  const person = splitRun(context, nameStart, nameStart + run[0].length, lead === "" ? null : trimSpan(text, from, from + lead.length));
  if (!person) return null;
  const role = roleBehind(text, person.name[1], end);
  const mention = { name: person.name, role: role ?? person.role };
  const next = /^\s*(?:,\s*)?and\s+(?=(?:\p{Lu}|the\s|deputy\s|vice\s))/u.exec(text.slice((role ?? person.name)[1], end));
  const others = next && depth < MAX_LISTED ? peopleAfter(context, (role ?? person.name)[1] + next[0].length, end, depth + 1) : null;
  return others ? [mention, ...others] : [mention];
}

/** Name of the person, for looking it up later by surname. */
export function rememberNames(context: EnglishContext, mentions: Mention[]): void {
  for (const { name } of mentions) {
    const words = context.text.slice(...name).split(/\s+/);
    if (words.length < 2) continue;
    for (const word of words) if (word.length > 2 && !context.known.has(word)) context.known.set(word, name);
  }
}

/** Surnames that are small words besides: a pronoun stands before no capital. */
const SURNAME_LIKE = /^(?:He|She|An|You)$/u;

export function isPersonName(words: string): boolean {
  const all = words.split(/\s+/);
  const tokens = all.length === 2 && SURNAME_LIKE.test(all[0] as string) ? all.slice(1) : all;
  return (
    tokens.length >= 1 &&
    tokens.length <= 6 &&
    tokens.every((token) => !NOT_NAME.has(token.toLowerCase().replace(/['’]s$/, "")) && !IS_ROLE_WORD.test(token))
  );
}

function startOf({ name, role, at }: Mention): number {
  if (at !== undefined) return at;
  return role ? Math.min(role[0], name[0]) : name[0];
}

const ADVERBS =
  /\s(?:also|then|later|subsequently|jointly|respectively|personally|both|has|have|had|first|next|finally|briefly|formally|officially|further|again|together|each|in turn)$|,\s*who$/u;

/** ", on behalf of his Party," between a subject and its verb. */
const ASIDE =
  /,\s+(?:on\s+(?:his|her|their|its|behalf)\b|in\s+(?:proposing|seconding|response|reply|supporting|support|answer|conclusion|turn)\b|speaking\b|(?:when|while)\b|having\b|as\s+(?:proposer|seconder)\b)[^,;.]{0,90},$/u;

function dropAdverbs(text: string, start: number, end: number): number {
  let tail = end;
  for (let rounds = 0; rounds < 4; rounds++) {
    while (tail > start && /\s/.test(text[tail - 1] as string)) tail--;
    const adverb = ADVERBS.exec(text.slice(Math.max(start, tail - 24), tail)) ?? ASIDE.exec(text.slice(Math.max(start, tail - 120), tail));
    if (!adverb) break;
    tail -= adverb[0].length;
  }
  return tail;
}

const FINITE =
  /\b(?:announced|delivered|made|gave|presided|chaired|attended|said|held|was|were|is|are|presented|spoke|reported|read|opened|launched|stressed|noted|urged|called|moved|seconded|proposed)\b/u;

/** "NAME, role with commas, VERB". */
function apposed(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  if (text[tail - 1] !== ",") return null;
  const part = text.slice(start, tail - 1);
  let best: Mention | null = null;
  for (const match of part.matchAll(RUNS)) {
    const end = match.index + match[0].length;
    if (part[end] !== ",") continue;
    const role = part.slice(end + 1);
    const isRelative = /^\s*(?:who|whose)\s[^,]+$/u.test(role);
    if (role.length > 300 || (!isRelative && (!HAS_ROLE_NOUN.test(role) || FINITE.test(role)))) continue;
    if (!isSubjectPlace(part.slice(0, match.index))) continue;
    const place: Span = [start + match.index, start + end];
    const person = splitRun(context, ...place, null) ?? (isRelative ? null : oneWordName(text, place));
    if (!person) continue;
    const behind = isRelative ? null : trimSpan(text, start + end + 1, tail - 1);
    best = { name: person.name, role: isAddress(text, person.role) ? (behind ?? person.role) : person.role };
  }
  return best;
}

/** "Lempart, one of the organizers, said": a name of one word, which the text does not use as a place. */
function oneWordName(text: string, name: Span): Mention | null {
  const word = text.slice(...name);
  if (!/^\p{Lu}\p{Ll}{2,}$/u.test(word) || !isPersonName(word)) return null;
  return new RegExp(`\\b(?:in|from|to|across|within|the|of|at|near)\\s+${word}\\b`, "u").test(text.slice(0, 60_000))
    ? null
    : { name, role: null };
}

/**
 * "Ms. NAME, role VERB" without the second comma. Words that end with a title and a name may be a person of their own, so
 * these are believed only behind a form of address.
 */
function apposedOpen(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  if (text[tail - 1] === "," || text[tail - 1] === ")") return null;
  const part = text.slice(Math.max(start, tail - 320), tail);
  const offset = tail - part.length;
  for (const match of part.matchAll(RUNS)) {
    const end = match.index + match[0].length;
    if (part[end] !== "," || !isSubjectPlace(part.slice(0, match.index))) continue;
    const role = part.slice(end + 1);
    if (
      !HAS_ROLE_NOUN.test(role) ||
      FINITE.test(role) ||
      /[.;:]\s|\bby\b|^\s*(?:and|but|while|where|when|or|which|who)\b|\b(?:issued|signed|reached|visited)\b/u.test(role)
    )
      continue;
    const isAddressed = /(?:Mr|Mrs|Ms|Miss|Dr|Prof|Comrade)\.?\s+$/u.test(part.slice(0, match.index));
    if (!isAddressed && endsInName(role)) continue;
    const person = splitRun(context, offset + match.index, offset + end, null);
    if (person) return { name: person.name, role: withoutArticle(text, trimSpan(text, offset + end + 1, tail)) };
  }
  return null;
}

function endsInName(words: string): boolean {
  const run = RUN_AT_END.exec(words)?.[0].split(/\s+/) ?? [];
  const name = run.filter((word) => !IS_ROLE_WORD.test(word) && !HONORIFIC.test(word));
  return name.length > 0 && isPersonName(name.join(" "));
}

/** No role, or one word such as Councillor, which says less than the office behind the name. */
function isAddress(text: string, role: Span | null): boolean {
  return role === null || /^\S+$/u.test(text.slice(...role));
}

/** "The chief accountant, NAME, VERB", with or without more in brackets. */
function introduced(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  if (text[tail - 1] !== ",") return null;
  const inner = bracketed(context, start, tail - 1) ?? named(context, start, tail - 1);
  if (!inner) return null;
  const before = text.slice(start, startOf(inner)).replace(/(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+$/u, "");
  const role = new RegExp(
    `(?:^|[,;.]\\s+|\\band\\s+)((?:[Tt]he\\s+|[Oo]ur\\s+)?[\\p{L}’' -]{0,80}\\b${ROLE_NOUN}\\b[\\p{L}’' -]{0,80}),\\s+$`,
    "iu",
  ).exec(before.slice(-180))?.[1];
  if (!role || FINITE.test(role)) return null;
  const whole = before.replace(/,\s+$/u, "");
  if (
    whole.length <= 240 &&
    /^(?:the\s+|an?\s+)?\p{L}/iu.test(whole) &&
    LEADS_AS_ROLE.test(whole) &&
    !FINITE.test(whole) &&
    !/\b(?:On|In|At|After|During|meanwhile)\b/u.test(whole.slice(0, 12))
  )
    return { name: inner.name, role: withoutArticle(text, trimSpan(text, start, start + whole.length)) };
  const at = start + before.length - (/,\s+$/u.exec(before)?.[0].length ?? 0) - role.length;
  return { name: inner.name, role: withoutArticle(text, [at, at + role.length]) };
}

/** Words that open with an office: "Member of the Bureau and Director of …", "Japanese Minister of Economy, Trade and Industry". */
const LEADS_AS_ROLE = new RegExp(`^(?:the\\s+|an?\\s+)?(?:[\\p{L}’'-]+\\s+){0,4}?${ROLE_NOUN}\\s+(?:of|for|at|and|in)\\s`, "iu");

/** A subject stands at the beginning of a sentence or clause, or behind a title. */
function isSubjectPlace(before: string): boolean {
  return (
    /(?:^|[,;:.—–-]\s*|\b(?:and|but|while|where|that|when|Comrades?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Councill?or|Cllr\.?)\s+|”\s*)$/u.test(
      before,
    ) || before.trim() === ""
  );
}

/** "Professor NAME of the Harbour Institute VERB". */
function affiliated(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  const of = /\s+(?:of|from)\s+(?:the\s+)?(?:\p{Lu}[\p{L}’'-]+(?:\s+(?:(?:of|and|for|the)\s+)*(?=\p{Lu})|$)){1,8}$/u.exec(
    text.slice(Math.max(start, tail - 120), tail),
  );
  if (!of) return null;
  const person = named(context, start, tail - of[0].length);
  return person && text.slice(...person.name).includes(" ") && person.at === undefined ? person : null;
}

/** "NAME (role) VERB". */
function bracketed(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  if (text[tail - 1] !== ")") return null;
  const open = text.lastIndexOf("(", tail);
  if (open <= start || tail - open > 160) return null;
  const holder = holderInBrackets(text, start, open, tail);
  if (holder) return holder;
  if (!HAS_ROLE_NOUN.test(text.slice(open, tail))) return null;
  const person = named(context, start, trimSpan(text, start, open)[1]);
  return person && { name: person.name, role: trimSpan(text, open + 1, tail - 1) };
}

/** "the Executive Engineer (Mr. NAME) VERB". */
function holderInBrackets(text: string, start: number, open: number, tail: number): Mention | null {
  const name = /^\(\s*(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+([^()]{2,60})\)$/u.exec(text.slice(open, tail))?.[1];
  const office = /(?:^|[,;]\s+|\band\s+)[Tt]he\s+([\p{Lu}][\p{L}’'&,/ -]{2,90}?)\s*$/u.exec(text.slice(start, open))?.[1];
  if (!name || !office || !isPersonName(name) || !HAS_ROLE_NOUN.test(office)) return null;
  const nameAt = open + text.slice(open, tail).lastIndexOf(name);
  const officeAt = start + text.slice(start, open).lastIndexOf(office);
  return { name: [nameAt, nameAt + name.length], role: [officeAt, officeAt + office.length], at: officeAt };
}

/** "role NAME VERB", "Councillor NAME VERB", "NAME VERB", or an office that the document has named. */
function named(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text, offices } = context;
  const window = text.slice(Math.max(start, tail - 160), tail);
  const office = officeBefore(text, offices, start, tail);
  if (office) return { ...office.mention, at: office.start };
  const run = RUN_AT_END.exec(window);
  if (!run) return null;
  const from = tail - run[0].length;
  const before = text.slice(start, from);
  const lead = lowerRoleBefore(before);
  const person = splitRun(context, from, tail, lead === null ? null : trimSpan(text, start + lead, from));
  if (!person) return null;
  const isBare = person.name[0] === from && lead === null;
  const isKnown = text
    .slice(...person.name)
    .split(/\s+/)
    .every((word) => context.known.has(word));
  return !isBare || isKnown || isSubjectPlace(before) ? person : null;
}

/** "the deputy mayor" before a name: where it begins. */
function lowerRoleBefore(before: string): number | null {
  const match = new RegExp(`(?:^|[,;]\\s*|\\band\\s+|\\s)((?:[Tt]he\\s+)?(?:[\\p{Ll}-]+\\s+){0,5}${ROLE_NOUN}\\s+)$`, "iu").exec(
    before.slice(-120),
  );
  if (!match || /\b(?:of|by|to|for|with|from)\s+$/u.test(match[1] as string)) return null;
  const words = match[1] as string;
  const own = /^(?:.*\b(?:and|that|by|when|while|as|for|to|with|meeting)\s+)?((?:[Tt]he\s+)?.*)$/su.exec(words);
  return before.length - (own?.[1] ?? words).length;
}

/** The part of a run of capitalised words that is the name; leading role words are the role, honorifics neither. */
function splitRun(context: EnglishContext, start: number, end: number, lead: Span | null): Mention | null {
  const { text, known } = context;
  const tokens = [...text.slice(start, end).matchAll(/\S+/g)].map((match) => ({ word: match[0], at: start + match.index }));
  let first = 0;
  let roleEnd: number | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const { word, at } = tokens[i] as { word: string; at: number };
    if (HONORIFIC.test(word)) first = i + 1;
    else if (IS_ROLE_WORD.test(word.replace(/\.$/, "")) || /^(?:Cllr|Gov|Sen|Gen|Col)\.?$/u.test(word)) {
      first = i + 1;
      roleEnd = at + word.length;
    } else if (NOT_NAME.has(word.toLowerCase()) && i < tokens.length - 1 && !isSurname(tokens, i)) {
      first = i + 1;
    }
  }
  const nameTokens = tokens.slice(first);
  const head = nameTokens[0];
  if (!head) return null;
  const name: Span = [head.at, end];
  const words = text.slice(...name).replace(/['’]s$/u, "");
  if (!isPersonName(words)) return null;
  name[1] = name[0] + words.length;
  const hasTitle = first > 0 && (HONORIFIC.test((tokens[first - 1] as { word: string }).word) || roleEnd !== null);
  if (nameTokens.length === 1 && !hasTitle && lead === null && !known.has(words)) return null;
  const roleStart = roleEnd === null ? null : (tokens.find(({ word }) => !HONORIFIC.test(word) && !NO_ROLE.test(word))?.at ?? start);
  const role: Span | null = roleEnd !== null && roleStart !== null && roleStart < roleEnd ? [lead ? lead[0] : roleStart, roleEnd] : lead;
  return { name, role: withoutArticle(text, role) };
}

/** Words of a sentence that run into a title: "In proposing the Motion Councillor Ruiz". */
const NO_ROLE = /^(?:Motion|Question|Resolution|Item|Agenda|Notice|Minutes|Meeting|Today|Yesterday|On|In|At|The|And|But)$/u;

/** "He Lifeng", the last two words of a run: a name, and no pronoun. */
function isSurname(tokens: { word: string }[], index: number): boolean {
  const next = tokens[index + 1]?.word ?? "";
  return (
    index === tokens.length - 2 &&
    /^(?:He|She|An|You)$/u.test(tokens[index]?.word ?? "") &&
    /^\p{Lu}\p{Ll}+$/u.test(next) &&
    isPersonName(next)
  );
}

function withoutArticle(text: string, role: Span | null): Span | null {
  if (!role) return null;
  const article = /^(?:the|our)\s+/iu.exec(text.slice(...role));
  return article ? [role[0] + article[0].length, role[1]] : role;
}

/** Lower-case role words before a name: "deputy mayor Ana Ruiz". */
function roleLead(words: string): string {
  return new RegExp(`^(?:the\\s+)?(?:[\\p{Ll}-]+\\s+){0,6}?${ROLE_NOUN}\\s+(?=\\p{Lu})`, "u").exec(words.slice(0, 160))?.[0] ?? "";
}

/** The office behind a name in a title: "Fauci, White House pandemic expert: …". */
export function roleBehindName(text: string, nameEnd: number, end: number): Span | null {
  return roleBehind(text, nameEnd, end);
}

/** ", deputy director of the Bureau" behind a name, up to the next clause. */
function roleBehind(text: string, nameEnd: number, end: number): Span | null {
  const rest = text.slice(nameEnd, Math.min(end, nameEnd + 300));
  const bracket = /^\s*\(([^()]{3,150})\)/u.exec(rest);
  if (bracket && HAS_ROLE_NOUN.test(bracket[1] as string)) {
    const at = nameEnd + bracket[0].indexOf("(") + 1;
    return [at, at + (bracket[1] as string).length];
  }
  const behind =
    /^,\s*((?:(?!,\s*(?:and|who|which|while|with|where|at|in|on|to)\b|\band\s+(?:was|were|attended|chaired|the\s+meeting)\b)[^.;:\n])+)/u.exec(
      rest,
    );
  if (!behind || !HAS_ROLE_NOUN.test(behind[1] as string) || NEXT_ACT.test(behind[1] as string)) return null;
  const at = nameEnd + behind[0].length - (behind[1] as string).length;
  return trimSpan(text, at, nameEnd + behind[0].length);
}

/** What goes on with the next thing done, and is no role: ", seconded by Councillor Ruiz it was agreed". */
const NEXT_ACT = /\b(?:proposed|seconded|moved|supported)\b|\bit\s+was\b/iu;

function conjunctionBefore(text: string, start: number, at: number): number | null {
  const match = /(?:,\s*|\s+)and\s+(?:Comrades?\s+|Mr\.?\s+|Ms\.?\s+|Mrs\.?\s+|Dr\.?\s+)?$|,\s+$/u.exec(
    text.slice(Math.max(start, at - 24), at),
  );
  if (!match) return null;
  return at - match[0].length;
}

function trimSpan(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s,]/.test(text[from] as string)) from++;
  while (to > from && /[\s,]/.test(text[to - 1] as string)) to--;
  return [from, to];
}
