import { holderOf } from "./offices-en.js";
import { type Mention, startOf } from "./people.js";
import { type EnglishContext, oneWordName, RUN_AT_START, splitRun } from "./person-en.js";
import { MEMBER, ROLE_NOUN, roleBehind, roleLead, trimSpan } from "./roles-en.js";
import { personBefore } from "./subjects-en.js";

/** So many persons in one list are believed. */
const MAX_LISTED = 40;

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
  const person = personBefore(context, start, dropAdverbs(text, start, end));
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

function peopleAfter(context: EnglishContext, start: number, end: number, depth = 0, isOfPlural = false): Mention[] | null {
  const { text } = context;
  const from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const lead = roleLead(text.slice(from, end));
  const nameStart = from + lead.length;
  const run = RUN_AT_START.exec(text.slice(nameStart, Math.min(end, nameStart + 120)));
  const person =
    (run && splitRun(context, nameStart, nameStart + run[0].length, lead === "" ? null : trimSpan(text, from, from + lead.length))) ??
    officeAndName(context, from, end) ??
    (run && isOfPlural ? oneWordName(text, [nameStart, nameStart + run[0].replace(/\s?\(.*$/u, "").length]) : null);
  if (!person) return null;
  const role = roleBehind(text, person.name[1], end);
  const mention = { name: person.name, role: role ?? person.role };
  // "by Councillors Ruiz, Olsen and Beck".
  const isPlural = isOfPlural || (mention.role !== null && /^(?:Councill?ors|Cllrs\.?|Messrs\.?)$/u.test(text.slice(...mention.role)));
  const next = (
    isPlural || depth > 0
      ? /^\s*(?:,\s*)?(?:and\s+)?(?=\p{Lu})|^\s*and\s+(?=the\s)/u
      : /^\s*(?:,\s*)?and\s+(?=(?:\p{Lu}|the\s|deputy\s|vice\s))/u
  ).exec(text.slice((role ?? person.name)[1], end));
  const others =
    next && depth < MAX_LISTED ? peopleAfter(context, (role ?? person.name)[1] + next[0].length, end, depth + 1, isPlural) : null;
  return others ? [mention, ...others] : [mention];
}

const OFFICE_FIRST = new RegExp(
  `^(?:(?:the|its|their|our|an?)\\s+)?(?<role>(?:[\\p{L}’'-]+\\s+){0,5}?${ROLE_NOUN}\\b(?:\\s+(?:of|for|and|at|in)\\s[^,.;:()]{2,90})?),?\\s+(?:the\\s+)?(?=\\p{Lu})`,
  "iu",
);

/** "the union's president, NAME", "the chair of the Board, Mr NAME": the office before the name, behind a verb. */
function officeAndName(context: EnglishContext, start: number, end: number): Mention | null {
  const { text } = context;
  const rest = text.slice(start, Math.min(end, start + 240));
  if (!/^(?:the|its|their|our|an?|\p{Lu})/u.test(rest)) return null;
  const office = OFFICE_FIRST.exec(rest);
  if (!office?.groups?.role) return null;
  // "invited the Director of Works to present the Harbour Scheme" names nobody.
  if (/\bto\s+\p{Ll}|\b(?:was|were|who|which|that)\b/u.test(office.groups.role)) return null;
  const at = start + office[0].length;
  const run = RUN_AT_START.exec(text.slice(at, Math.min(end, at + 120)));
  const roleAt = start + office[0].indexOf(office.groups.role);
  return run && splitRun(context, at, at + run[0].length, [roleAt, roleAt + office.groups.role.length]);
}

const ADVERBS =
  /\s(?:also|then|later|both|has|have|had|first|next|further|again|together|each|once|in turn|(?!early|only|daily|family|supply|july|italy|reply|assembly)\p{Ll}{2,}ly)$|,\s*who$/u;

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

function conjunctionBefore(text: string, start: number, at: number): number | null {
  const match = /(?:,\s*|\s+)and\s+(?:Comrades?\s+|Mr\.?\s+|Ms\.?\s+|Mrs\.?\s+|Dr\.?\s+)?$|,\s+$/u.exec(
    text.slice(Math.max(start, at - 24), at),
  );
  if (!match) return null;
  return at - match[0].length;
}
