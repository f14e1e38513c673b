import type { Span } from "@lectern/schema";
import { officeBefore } from "./offices-en.js";
import { type Mention, startOf } from "./people.js";
import { type EnglishContext, endsInName, isPersonName, oneWordName, RUN_AT_END, RUNS, splitRun } from "./person-en.js";
import { ADDRESS, ADDRESSES_AT_END, HAS_ROLE_NOUN, isAddress, lowerRoleBefore, ROLE_NOUN, trimSpan, withoutArticle } from "./roles-en.js";

/** The one person who stands right before `end`, in whichever form; null where nobody does. */
export function personBefore(context: EnglishContext, start: number, end: number): Mention | null {
  return (
    apposed(context, start, end) ??
    apposedOpen(context, start, end) ??
    introduced(context, start, end) ??
    bracketed(context, start, end) ??
    named(context, start, end) ??
    affiliated(context, start, end)
  );
}

/** What a stretch between a name and its verb has, where it tells of an act and is no office. */
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
    const role = part.slice(end + 1).replace(/\s+who\s+(?:is|was|has\s+been)\s[^,]*$/u, "");
    const isRelative = /^\s*(?:(?:who|whose)\s[^,]+|(?:of|from)\s+(?:the\s+)?\p{Lu}[^,]{2,60}|\d+[\p{L}]?\s+\p{Lu}[^,]{2,40}|\d{2})$/u.test(
      role,
    );
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
    const isAddressed = OPENS_WITH_ADDRESS.test(match[0]);
    if (!isAddressed && endsInName(role)) continue;
    const person = splitRun(context, offset + match.index, offset + end, null);
    if (person) return { name: person.name, role: withoutArticle(text, trimSpan(text, offset + end + 1, tail)) };
  }
  return null;
}

const OPENS_WITH_ADDRESS = new RegExp(`^${ADDRESS}`, "u");
const ROLE_AND_COMMA = new RegExp(
  `(?:^|[,;.]\\s+|\\band\\s+)((?:[Tt]he\\s+|[Oo]ur\\s+)?(?:[\\p{L}’' -]|(?<=\\p{Lu})\\.){0,80}\\b${ROLE_NOUN}\\b[\\p{L}’' -]{0,80}),\\s+$`,
  "iu",
);

/** "The chief accountant, NAME, VERB", with or without more in brackets. */
function introduced(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  if (text[tail - 1] !== ",") return null;
  const inner = bracketed(context, start, tail - 1) ?? named(context, start, tail - 1) ?? lastWord(context, start, tail - 1);
  if (!inner) return null;
  const before = text.slice(start, startOf(inner)).replace(ADDRESSES_AT_END, "");
  const role = ROLE_AND_COMMA.exec(before.slice(-180))?.[1];
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

/** A name of one word behind a comma: "The governor of the coast, Varga,". */
function lastWord({ text }: EnglishContext, start: number, end: number): Mention | null {
  const word = /,\s+(?<name>\p{Lu}\p{Ll}{2,})$/u.exec(text.slice(start, end))?.groups?.name;
  return word ? oneWordName(text, [end - word.length, end]) : null;
}

/** Words that open with an office: "Member of the Bureau and Director of …", "Japanese Minister of Economy, Trade and Industry". */
const LEADS_AS_ROLE = new RegExp(`^(?:the\\s+|an?\\s+)?(?:[\\p{L}’'-]+\\s+){0,4}?${ROLE_NOUN}\\s+(?:of|for|at|and|in)\\s`, "iu");

/** A subject stands at the beginning of a sentence or clause, or behind a title. */
function isSubjectPlace(before: string): boolean {
  return (
    /(?:^|[,;:.—–-]\s*|\b(?:and|but|while|where|that|when|quot(?:ed|es|ing)|cit(?:ed|es|ing)|\d{1,2}-year-old|Comrades?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Councill?or|Cllr\.?)\s+|”\s*)$/u.test(
      before,
    ) || before.trim() === ""
  );
}

/** "NAME (role) VERB". */
function bracketed(context: EnglishContext, start: number, tail: number): Mention | null {
  const { text } = context;
  if (text[tail - 1] !== ")") return null;
  const open = text.lastIndexOf("(", tail);
  if (open <= start || tail - open > 160) return null;
  const holder = holderInBrackets(text, start, open, tail);
  if (holder) return holder;
  const person = named(context, start, trimSpan(text, start, open)[1]);
  if (!person) return null;
  if (HAS_ROLE_NOUN.test(text.slice(open, tail))) return { name: person.name, role: trimSpan(text, open + 1, tail - 1) };
  // "Mr Stone (Carrick Union)": where somebody comes from.
  return person.at === undefined && text.slice(...person.name).includes(" ") ? person : null;
}

const IN_BRACKETS = new RegExp(`^\\(\\s*${ADDRESS}([^()]{2,60})\\)$`, "u");

/** "the Executive Engineer (Mr. NAME) VERB". */
function holderInBrackets(text: string, start: number, open: number, tail: number): Mention | null {
  const name = IN_BRACKETS.exec(text.slice(open, tail))?.[1];
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
  if (!person.role && person.name[0] > from) person.role = officeOfBody(text, start, person.name[0]);
  const isBare = person.name[0] === from && lead === null;
  if (isBare && ENDS_BODY.test(before.slice(-80))) return null;
  const isKnown = text
    .slice(...person.name)
    .split(/\s+/)
    .every((word) => context.known.has(word));
  return !isBare || isKnown || isSubjectPlace(before) ? person : null;
}

const OFFICE_OF_BODY = new RegExp(
  `(?:^|[,;:.”"]\\s+|\\b(?:[Tt]he|that)\\s+)(?<office>(?:\\p{Lu}[\\p{L}’'-]*\\s+(?:and\\s+)?){0,6}?(?:${ROLE_NOUN})\\s+(?:of|for|at)\\s+(?:(?:\\p{Lu}[\\p{L}’'-]*|of|for|and|the)\\s+){1,12})$`,
  "iu",
);

/** "Chief Secretary for Administration of the Coast Region " before a name: the office with the body that it is of. */
function officeOfBody(text: string, start: number, name: number): Span | null {
  const office = OFFICE_OF_BODY.exec(text.slice(Math.max(start, name - 200), name))?.groups?.office;
  return office && !/\s\p{Ll}{4,}/u.test(office) ? withoutArticle(text, trimSpan(text, name - office.length, name)) : null;
}

/** "the Flood Prevention and ": what goes on in capitals behind an article is the name of a body. */
const ENDS_BODY = /\b[Tt]he\s+(?:\p{Lu}[\p{L}’'-]*\s+(?:(?:and|of|for)\s+)?)*(?:and|of|for)\s+$/u;

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
