import { isHanId, readWords, type Words } from "../words.js";

/** Words that a later English says otherwise, the old one first: whoever quotes an old text often modernises it. */
const MODERN: Record<string, string> = {
  you: "thou thee ye",
  your: "thy thine",
  my: "mine",
  a: "an",
  are: "art",
  were: "wast wert",
  have: "hast",
  had: "hadst",
  do: "dost doest",
  did: "didst",
  will: "wilt",
  would: "wouldest wouldst",
  shall: "shalt",
  should: "shouldest shouldst",
  can: "canst",
  may: "mayest mayst",
  know: "knowest",
  see: "seest",
  say: "sayest",
  love: "lovest",
  believe: "believest",
  go: "goest",
  come: "comest",
  make: "makest",
  give: "givest",
  dwell: "dwellest",
  hear: "hearest",
  think: "thinkest",
  whoever: "whosoever whoso",
  whatever: "whatsoever",
  wherever: "wheresoever whithersoever",
  spoke: "spake",
  swore: "sware",
  broke: "brake",
  built: "builded",
  helped: "holpen",
  between: "betwixt",
  choose: "chuse",
  shown: "shewn",
  tranquility: "tranquillity",
  judgment: "judgement",
  gray: "grey",
  center: "centre",
  theater: "theatre",
  defense: "defence",
  offense: "offence",
  pretense: "pretence",
  license: "licence",
  connection: "connexion",
};

/** Third persons of their own kind; the others differ from today's in their ending alone. */
const THIRD_PERSONS: Record<string, string> = { has: "hath", does: "doth doeth", says: "saith" };

/** Beginnings of words in two spellings, the older or British one first, and what may follow them. */
const BEGINNINGS = [
  ..."arm col endeav fav harb hon lab neighb parl ranc sav splend val vap vig behavi".split(" ").map((word) => [`${word}our`, `${word}or`]),
  ["saviour", "savior"],
  ["plough", "plow"],
  ["shew", "show"],
] as const;
const ENDINGS = ["", "ed", "eth", "ing", "s", "able", "ably", "er", "ers", "less", "ful", "ite", "hood", "man", "share", "shares"];

/** Shortest word whose ending is looked at. */
const SHORTEST = 4;
const [E, H, I, S, T, Z] = [..."ehistz"].map((letter) => letter.charCodeAt(0)) as [number, number, number, number, number, number];
/** Letters from the end of a word to the z of -ize, -izes, -izing, -ization, -izations. */
const Z_FROM_END = [2, 3, 4, 6, 7];

const plainIds = new Map<number, number>();
for (const [modern, old] of [...Object.entries(MODERN), ...Object.entries(THIRD_PERSONS)])
  for (const word of old.split(" ")) plainIds.set(idOf(word), plainIdOf(modern));
for (const [old, modern] of BEGINNINGS) for (const ending of ENDINGS) plainIds.set(idOf(old + ending), plainIdOf(modern + ending));

/**
 * The same words, old spellings told from new ones no more: thou and you, bringeth and brings, plough and plow, baptise
 * and baptize have one id each. Quotations are found by these; whether one is verbatim is told by the words as they are.
 */
export function withPlainSpellings(words: Words): Words {
  const ids = words.ids.slice(0, words.count + 2);
  for (let word = 0; word < words.count; word++) ids[word] = plainId(words, word);
  return { ...words, ids };
}

function idOf(word: string): number {
  return readWords(word).ids[0] as number;
}

function plainIdOf(word: string): number {
  return plainId(readWords(word), 0);
}

function plainId({ ids, starts, ends, folded: { text } }: Words, word: number): number {
  const id = ids[word] as number;
  if (isHanId(id)) return id;
  const known = plainIds.get(id);
  if (known !== undefined) return known;
  const start = starts[word] as number;
  const end = ends[word] as number;
  if (end - start < SHORTEST) return id;
  const last = text.charCodeAt(end - 1);
  if (last === S) return stemId(text, start, text.charCodeAt(end - 2) === E ? end - 2 : end - 1);
  if (last === H && text.charCodeAt(end - 2) === T && text.charCodeAt(end - 3) === E) return stemId(text, start, end - 3);
  for (const from of Z_FROM_END)
    if (text.charCodeAt(end - from) === Z && text.charCodeAt(end - from - 1) === I && end - from - 2 > start)
      return idOf(`${text.slice(start, end - from)}s${text.slice(end - from + 1, end)}`);
  return id;
}

/** The id of all words that are a stem with the ending of a third person or a plural: of none that has no ending. */
function stemId(text: string, start: number, end: number): number {
  let hash = 0x2f0b4c47;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 48 && unit !== 96) hash = Math.imul(hash ^ unit, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & ~1 || 2;
}
