import type { Span } from "@lectern/schema";
import { type Office, officeWords } from "../notice/offices-en.js";
import type { Act, Mention } from "../notice/people.js";
import { type EnglishContext, isPersonName, rememberNames } from "../notice/person-en.js";
import type { Prose } from "../notice/prose.js";
import type { Attendance } from "./attendance.js";

/** Words for whoever is in the chair. */
const CHAIR_WORDS = ["Cathaoirleach", "Chair", "Chairman", "Chairwoman", "Chairperson", "presiding officer"];
const NAMED =
  /\b(?:Mr|Ms|Mrs|Dr|Prof|Miss|Fr|Rev|Sgt|Supt|Inspector)\.?\s+(?<name>\p{Lu}[\p{L}’'.-]+(?:\s+\p{Lu}[\p{L}’'-]+){1,3})(?:\s*,\s+(?<role>\p{Lu}[^.;:()]{3,110}?))?(?=,?\s+(?:and\s+(?:Mr|Ms|Mrs|Dr)|to\s+the|who|from|for|on\s+behalf|\p{Ll}+ed\b|gave\b|made\b|spoke\b)|\s*\(|[.;]|,\s+(?:and|to)\b)/gu;
const WELCOMED =
  /\bwelcomed\s+(?:(?:Mr|Ms|Mrs|Dr|Garda|Councillor)\.?\s+)?(?<name>\p{Lu}[\p{L}’'.-]+(?:\s+\p{Lu}[\p{L}’'-]+){1,2}),\s+(?<role>\p{Lu}[^.;:()]{3,110}?)(?=,?\s+to\s+the\b)/gu;
const HAS_OFFICE =
  /\b(?:Manager|Officer|Director|Engineer|Superintendent|Inspector|Chief|Head|Executive|Planner|Architect|Librarian|Secretary|Chair\p{Ll}*|President|Administrator|Assistant|Co-?ordinator|Sergeant|Consultant|Leader|Partner|Professor|Principal|Solicitor|Auditor|Accountant|Representative|Member|Mayor|Minister|Commissioner|Analyst|Advisor|Adviser)\b/u;

/** Who may be meant in these minutes by a name or an office: those on the lists, the chair, and guests who are introduced. */
export function whoIsWho(text: string, { people, chair }: Attendance, guests: Mention[]): EnglishContext {
  const context: EnglishContext = { text, known: new Map(), offices: [] };
  rememberNames(context, [...guests, ...people, ...chair]);
  for (const { name } of people) context.known.set(text.slice(...name), name);
  for (const [initials, name] of byInitials(text, people)) if (!context.known.has(initials)) context.known.set(initials, name);
  context.offices.push(...[...people, ...guests].flatMap((mention) => officesOf(text, mention)));
  const [first] = chair;
  if (first) {
    context.offices.push(...officesOf(text, first));
    context.offices.push(...CHAIR_WORDS.map((office) => ({ words: officeWords(office), mention: first })));
  }
  return context;
}

/** "MO" for Marcus Oyelaran, where only one of those present has these initials. */
function byInitials(text: string, people: Mention[]): [string, Span][] {
  const groups = Map.groupBy(people, ({ name }) =>
    text
      .slice(...name)
      .split(/\s+/u)
      .map((word) => word[0])
      .join(""),
  );
  return [...groups].flatMap(([initials, [only, other]]): [string, Span][] =>
    only && !other && /^\p{Lu}{2,4}$/u.test(initials) ? [[initials, only.name]] : [],
  );
}

function officesOf(text: string, mention: Mention): Office[] {
  if (!mention.role) return [];
  const words = officeWords(text.slice(...mention.role));
  return words.length === 0 ? [] : [{ words, mention }];
}

/** "Ana Ruiz and Ben Stone from the Harbour Trust were in attendance". */
const ATTENDED =
  /(?<=^|[.\n]\s*)(?<names>(?:\p{Lu}\p{Ll}[\p{L}’'-]+\s+\p{Lu}[\p{L}’'-]+(?:,\s+|\s+and\s+)?){1,5})(?:\s*(?:from|of|representing)\s[^.;]{3,90})?\s+(?:was|were)\s+(?:also\s+)?(?:in\s+attendance|present)\b/gmu;
const FULL_NAME = /\p{Lu}\p{Ll}[\p{L}’'-]+\s+\p{Lu}[\p{L}’'-]+/gu;

function attended(words: string, from: number): Mention[] {
  return [...words.matchAll(ATTENDED)].flatMap((match) =>
    [...(match.groups?.names ?? "").matchAll(FULL_NAME)]
      .filter((name) => isPersonName(name[0]))
      .map((name): Mention => {
        const at = from + match.index + name.index;
        return { name: [at, at + name[0].length], role: null };
      }),
  );
}

/** Guests whom the text names in full with their office: "welcomed Ms. Ana Ruiz, Project Manager, to the Meeting". */
export function introduced({ text, span }: Prose): Mention[] {
  const words = text.slice(...span);
  const found = attended(words, span[0]);
  for (const pattern of [NAMED, WELCOMED]) {
    for (const match of words.matchAll(pattern)) {
      const { name = "", role } = match.groups ?? {};
      // "O' Dell" is a surname alone.
      if (/^[OD][’']\s\S+$/u.test(name)) continue;
      const at = span[0] + match.index + match[0].indexOf(name);
      const roleAt = role && HAS_OFFICE.test(role) ? at + name.length + text.slice(at + name.length).indexOf(role) : null;
      if (roleAt !== null && role) found.push({ name: [at, at + name.length], role: [roleAt, roleAt + role.length] });
      else if (pattern === NAMED) found.push({ name: [at, at + name.length], role: officeInBrackets(text, at + name.length) });
    }
  }
  return found;
}

/** "Mr. Ana Ruiz (Chairman)". */
function officeInBrackets(text: string, at: number): Span | null {
  const office = /^\s*\((\p{Lu}[^()]{3,80})\)/u.exec(text.slice(at, at + 90));
  if (!office?.[1] || !HAS_OFFICE.test(office[1])) return null;
  const start = at + office[0].indexOf("(") + 1;
  return [start, start + office[1].length];
}

/** Acts with whoever did them by the fullest name (see fullestName). */
export function withFullestNames(text: string, acts: Act[], listed: Mention[]): Act[] {
  const inFull = fullestName(
    text,
    listed,
    acts.flatMap((act) => act.who.people),
  );
  return acts.map((act) => ({ ...act, who: { ...act.who, people: act.who.people.map(inFull) } }));
}

/**
 * One person has one name: "A. Ruiz" on the list is "Ana Ruiz" where the text names her so, and "Councillor Ruiz" is
 * "A. Ruiz" where the list has one person of that surname, at the end of the name or, as in "Wen Ya", at its beginning.
 */
export function fullestName(text: string, listed: Mention[], mentions: Mention[]): (mention: Mention) => Mention {
  const full = fullNames(text, [...listed, ...mentions]);
  const roles = new Map(listed.map(({ name, role }) => [initialAndSurname(text.slice(...name)), role] as const));
  const bySurname = Map.groupBy(listed, ({ name }) => surnameOf(text.slice(...name)));
  const byFirstWord = Map.groupBy(listed, ({ name }) => firstWordOf(text.slice(...name)));
  return (mention) => {
    const printed = text.slice(...mention.name);
    const key = initialAndSurname(printed);
    if (key) return { ...mention, name: full.get(key) ?? mention.name, role: mention.role ?? roles.get(key) ?? null };
    const namesakes = bySurname.get(surnameOf(printed)) ?? byFirstWord.get(surnameOf(printed)) ?? [];
    const named = new Set(namesakes.map(({ name }) => text.slice(...name)));
    const [only] = namesakes;
    if (!only || named.size !== 1) return mention;
    const listedKey = initialAndSurname(text.slice(...only.name));
    const name = full.get(listedKey ?? "") ?? only.name;
    return { ...mention, name, role: mention.role ?? only.role, at: mention.at ?? mention.name[0] };
  };
}

/** Who is in the chair, by the fullest name that the text prints. */
export function chairInFull(text: string, { people, chair }: Attendance): Mention[] {
  const full = fullNames(text, people);
  return chair.map((mention) => {
    const key = initialAndSurname(text.slice(...mention.name));
    const name = key === null ? undefined : full.get(key);
    return name ? { ...mention, name, at: mention.at ?? mention.name[0] } : mention;
  });
}

const WITH_FORM =
  /\b(?:Mr|Ms|Mrs|Miss|Dr|Prof|Fr|Cllrs?|Councillor)\.?\s+(?<name>\p{Lu}\p{Ll}[\p{L}’'-]+\s+(?:[OD][’']\s?)?\p{Lu}[\p{L}’'-]+)/gu;

/** Names printed whole, by the initial and surname that stand for them; of two such, neither. */
function fullNames(text: string, mentions: Mention[]): Map<string, Span> {
  const full = new Map<string, Span>();
  const twofold = new Set<string>();
  const add = (name: Span) => {
    const printed = text.slice(...name);
    const key = initialAndSurname(printed);
    if (!key || !/^\p{Lu}\p{Ll}/u.test(printed)) return;
    const known = full.get(key);
    if (known && text.slice(...known).split(/\s/u)[0] !== printed.split(/\s/u)[0]) twofold.add(key);
    else full.set(key, name);
  };
  for (const { name } of mentions) add(name);
  for (const match of text.matchAll(WITH_FORM)) {
    const at = match.index + match[0].lastIndexOf(match.groups?.name as string);
    add([at, match.index + match[0].length]);
  }
  for (const key of twofold) full.delete(key);
  return full;
}

/** "a ruiz" of "A. Ruiz" and of "Ana Ruiz"; null for a surname alone. */
function initialAndSurname(name: string): string | null {
  const words = name.split(/\s+/);
  return words.length < 2 ? null : `${name[0]} ${words.slice(1).join(" ")}`.toLowerCase().replace(/’\s?|'\s/gu, "'");
}

function firstWordOf(name: string): string {
  return (name.split(/\s+/)[0] ?? "").toLowerCase().replace(/’/gu, "'");
}

function surnameOf(name: string): string {
  return (name.split(/\s+/).at(-1) ?? "").toLowerCase().replace(/’/gu, "'");
}
