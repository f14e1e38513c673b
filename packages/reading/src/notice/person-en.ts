import type { Span } from "@lectern/schema";
import { type Office, officeWords } from "./offices-en.js";
import type { Mention } from "./people.js";
import { HONORIFIC, IS_ROLE_WORD, withoutArticle } from "./roles-en.js";

const LETTERS = "[\\p{L}\\p{M}]";
/** Titles that are printed short, with their stop: the stop ends no run. */
const SHORT = "(?:Cllrs?|Cmhlr|Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Hon|Rt|Fr|Sr|Engr|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Cllr|Messrs|Ven)\\.";
const TOKEN = `(?:${SHORT}|\\p{Lu}\\.(?:-?\\p{Lu}\\.)*|[OD]['‘’]\\s?\\p{Lu}${LETTERS}+|(?:[OD]|Mc|Mac|al|el)['’-]?\\p{Lu}${LETTERS}*|\\p{Lu}${LETTERS}*(?:['’-]${LETTERS}+)*(?:·\\p{Lu}${LETTERS}+)*)`;
const PARTICLE = "(?:de|da|del|della|dos|van|von|der|den|bin|ibn|la|le|di|ter|y)";
const RUN = `${TOKEN}(?:\\s+(?:${PARTICLE}\\s+){0,2}${TOKEN}){0,7}`;
/** The initial that tells two councillors of one surname apart: "Collins (J)". */
const APART = "(?:\\s?\\(\\p{Lu}\\p{Ll}?\\.?\\))?";
/** A run of capitalised words that may be a name, with a title before it. */
export const RUN_AT_END = new RegExp(`(?<![\\p{L}\\p{M}.'’-])${RUN}${APART}$`, "u");
export const RUN_AT_START = new RegExp(`^${RUN}${APART}`, "u");
export const RUNS = new RegExp(`(?<![\\p{L}\\p{M}.'’-])${RUN}`, "gu");

/** Capitalised words that belong to bodies, places and days, never to a person's name. */
const NOT_NAME = new Set(
  (
    "the this that these those a an in on at of and or for to from by with as it he she they we i his her their its our after before during when while since today yesterday tonight " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december " +
    "pictures studios media motors airlines technologies holdings pharmaceuticals petroleum insurance software entertainment coalition alliance confederation consortium embassy consulate party committee council bureau department ministry office commission congress parliament assembly conference meeting session government board company group corporation university college school institute academy association society union league federation court bank centre center agency authority service station hospital library museum hall house street road avenue park city county district municipality municipal province provincial state national central people republic standing public political work division section branch unit team task force fund foundation press news daily times report plan project festival expo ceremony forum symposium seminar workshop opening closing plenary annual special regular general extraordinary all members cadres delegates participants officials guests " +
    "both some many most each every other another however therefore moreover furthermore finally meanwhile later then there here no not but so if because according under through throughout over against between among about into regarding concerning following item motion agenda resolution minutes present apologies north south east west northern southern eastern western new red chinese nations kingdom emirates affairs security motion question apology circular community leisure emergency services environment water operations finance housing planning roads transport allocation recording english american british french german russian japanese african asian european international world global " +
    "defense defence health education agriculture labour labor interior commerce foreign headquarters region prefecture township administrative autonomous prevention control drought flood relief rescue disaster firefighting customs immigration tourism sports television radio network brigade squadron garrison"
  ).split(" "),
);

export interface EnglishContext {
  text: string;
  /** Surnames and first names of persons found so far; a name of one word must be one of them. */
  known: Map<string, Span>;
  /** Persons known with their office: "the Head of Finance" stands for one of them. */
  offices: Office[];
}

/** Names of persons, for looking them up later by surname; one word alone counts where an office stands beside it. */
export function rememberNames(context: EnglishContext, mentions: Mention[]): void {
  for (const { name, role } of mentions) {
    const words = context.text.slice(...name).split(/\s+/);
    if (words.length < 2 && role === null) continue;
    for (const word of words) if (word.length > 2 && isNews(context, word, words.length)) context.known.set(word, name);
    // A name without its first word: "Anna Lindqvist Berg" is "Lindqvist Berg" too.
    const tail = words.slice(1).join(" ");
    for (const key of [tail, tail.charAt(0).toUpperCase() + tail.slice(1)])
      if (words.length > 2 && !context.known.has(key)) context.known.set(key, name);
    // "O' Dell" in two words.
    const surname = words.slice(-2).join(" ");
    if (/^[OD]['‘’]\s/u.test(surname) && !context.known.has(surname)) context.known.set(surname, name);
  }
}

/** Offices of persons, for looking up whom "the Mayor" means. */
export function rememberOffices({ text, offices }: EnglishContext, mentions: Mention[]): void {
  for (const mention of mentions) {
    const words = mention.role ? officeWords(text.slice(...mention.role)) : [];
    const name = text.slice(...mention.name);
    const isKnown = offices.some((known) => text.slice(...known.mention.name) === name && known.words.join() === words.join());
    if (words.length > 0 && !isKnown) offices.push({ words, mention });
  }
}

/** Whether a word is of no name yet, or of no more than itself, where a name of several words holds it. */
function isNews({ text, known }: EnglishContext, word: string, words: number): boolean {
  const name = known.get(word);
  return name === undefined || (words > 1 && text.slice(...name) === word);
}

/** Surnames that are small words besides: a pronoun stands before no capital. */
const SURNAME_LIKE = /^(?:He|She|An|You)$/u;

/** Whether words may be the name of a person: none of them is that of a body, a place, a day or an office. */
export function isPersonName(words: string): boolean {
  const all = words.split(/\s+/);
  const tokens = all.length === 2 && SURNAME_LIKE.test(all[0] as string) ? all.slice(1) : all;
  return (
    tokens.length >= 1 &&
    tokens.length <= 6 &&
    tokens.every((token) => !NOT_NAME.has(token.toLowerCase().replace(/['’]s$/, "")) && !IS_ROLE_WORD.test(token))
  );
}

/** The part of a run of capitalised words that is the name; leading role words are the role, honorifics neither. */
export function splitRun(context: EnglishContext, start: number, end: number, lead: Span | null): Mention | null {
  const { text, known } = context;
  const tokens = [...text.slice(start, end).matchAll(/\S+/g)].map((match) => ({ word: match[0], at: start + match.index }));
  let first = 0;
  let roleEnd: number | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const { word, at } = tokens[i] as { word: string; at: number };
    if (HONORIFIC.test(word)) first = i + 1;
    else if (IS_ROLE_WORD.test(word.replace(/\.$/, "")) || /^(?:Cllr|Cmhlr|Gov|Sen|Rep|Gen|Col|Lt|Capt|Sgt)\.?$/u.test(word)) {
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
  // "A. Ruiz Cllr. Olsen": somebody else stands before the role.
  const other = tokens.slice(0, first).findLastIndex(({ word }) => /^\p{Lu}\.$/u.test(word));
  const ownRole = other < 0 ? tokens : tokens.slice(other + 2);
  const roleStart = roleEnd === null ? null : (ownRole.find(({ word }) => !HONORIFIC.test(word) && !NO_ROLE.test(word))?.at ?? start);
  const role: Span | null = roleEnd !== null && roleStart !== null && roleStart < roleEnd ? [lead ? lead[0] : roleStart, roleEnd] : lead;
  return { name, role: withoutArticle(text, role) };
}

/** Words of a sentence that run into a title: "In proposing the Motion Councillor Ruiz". */
const NO_ROLE = /^(?:Motion|Question|Resolution|Item|Agenda|Notice|Minutes|Meeting|Today|Yesterday|On|In|At|The|And|But)$/u;

/** "He Qing", the last two words of a run: a name, and no pronoun. */
function isSurname(tokens: { word: string }[], index: number): boolean {
  const next = tokens[index + 1]?.word ?? "";
  return index === tokens.length - 2 && SURNAME_LIKE.test(tokens[index]?.word ?? "") && /^\p{Lu}\p{Ll}+$/u.test(next) && isPersonName(next);
}

/** "Ruiz, one of the pilots, said": a name of one word. */
export function oneWordName(text: string, name: Span): Mention | null {
  const word = text.slice(...name);
  return /^\p{Lu}\p{Ll}{2,}$/u.test(word) && isNoPlace(text, word) ? { name, role: null } : null;
}

/** Whether a word may be the name of a person, and the text does not use it as that of a place: "in Tromsvik". */
export function isNoPlace(text: string, word: string): boolean {
  const asPlace = `\\b(?:in|from|to|across|within|the|of|at|near)\\s+${word}\\b`;
  return isPersonName(word) && !new RegExp(asPlace, "u").test(text.slice(0, 60_000));
}

/** Whether words end with a name, an office or a form of address before it or not. */
export function endsInName(words: string): boolean {
  const run = RUN_AT_END.exec(words)?.[0].split(/\s+/) ?? [];
  const name = run.filter((word) => !IS_ROLE_WORD.test(word) && !HONORIFIC.test(word));
  return name.length > 0 && isPersonName(name.join(" "));
}
