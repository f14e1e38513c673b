import type { CitationStyle, Level } from "../kinds.js";

/** A level named by a word, or the widest level of whatever work is meant: "No. 10". */
export type NamedLevel = Level | "widest";

interface LevelWord {
  level: NamedLevel;
  /** "volumes" may be followed by a list, "volume" by one value or a range. */
  isPlural: boolean;
}

const ENGLISH: [level: NamedLevel, singular: string, plural: string][] = [
  ["volume", "volume vol tome", "volumes vols tomes"],
  ["book", "book bk", "books bks"],
  ["part", "part pt title", "parts pts titles"],
  ["subtitle", "subtitle", "subtitles"],
  ["subpart", "subpart", "subparts"],
  ["subchapter", "subchapter", "subchapters"],
  ["chapter", "chapter chap ch", "chapters chaps"],
  ["section", "section sec sect §", "sections secs sects §§"],
  ["article", "article art", "articles arts"],
  ["paragraph", "paragraph para par subsection ¶", "paragraphs paras subsections ¶¶"],
  ["item", "item clause", "items clauses"],
  ["page", "page p", "pages pp"],
  ["verse", "verse v", "verses vv"],
  ["widest", "no number", "nos numbers"],
];

const CHINESE = new Map<string, Level>(
  Object.entries({
    部分: "part",
    卷: "volume",
    册: "volume",
    集: "volume",
    辑: "volume",
    编: "part",
    篇: "chapter",
    章: "chapter",
    回: "chapter",
    节: "section",
    条: "article",
    款: "paragraph",
    段: "paragraph",
    项: "item",
    目: "item",
    页: "page",
  }),
);

const known = new Map<string, LevelWord>();
for (const [level, singular, plural] of ENGLISH) {
  for (const word of singular.split(" ")) known.set(word, { level, isPlural: word === "§" || word === "¶" });
  for (const word of plural.split(" ")) known.set(word, { level, isPlural: true });
}

/** A level word in a text. */
export interface LevelWordAt extends LevelWord {
  end: number;
}

/** The words that name levels: those known for all works, and those of one work's style. */
export class LevelWords {
  private readonly words: Map<string, LevelWord>;
  /** Levels whose values are printed codes: XII-A, 3A. */
  private readonly codeLevels: ReadonlySet<NamedLevel>;
  private readonly longest: number;

  constructor(style: CitationStyle | null = null) {
    const levels = style?.levels ?? [];
    const own = levels.flatMap(({ level, words }) => (words ?? []).map((word) => [word.toLowerCase(), level] as const));
    this.words = own.length === 0 ? known : new Map([...known, ...own.map(([word, level]) => [word, { level, isPlural: false }] as const)]);
    // A word in the plural that the style gives beside its singular.
    for (const [word, level] of own) if (own.some(([other]) => word === `${other}s`)) this.words.set(word, { level, isPlural: true });
    this.longest = Math.max(...[...this.words.keys()].map(({ length }) => length));
    // The narrowest level is that of the passages themselves: 1-204.23.
    this.codeLevels = new Set(
      levels
        .slice(0, -1)
        .filter(({ values }) => values === "code")
        .map(({ level }) => level),
    );
  }

  isCode(level: NamedLevel): boolean {
    return this.codeLevels.has(level);
  }

  /** All words that name a level. */
  get all(): Iterable<string> {
    return this.words.keys();
  }

  /** The words that name any of some levels. */
  of(levels: readonly Level[]): string[] {
    return [...this.words].filter(([, { level }]) => levels.includes(level as Level)).map(([word]) => word);
  }

  /** The level word that starts at `at`. */
  at(folded: string, at: number): LevelWordAt | null {
    const end = wordEnd(folded, at, at + this.longest + 1);
    if (end === at) return null;
    const found = this.words.get(folded.slice(at, end));
    return found ? { level: found.level, isPlural: found.isPlural, end } : null;
  }
}

const commonWords = new LevelWords();
const wordsOfStyle = new WeakMap<CitationStyle, LevelWords>();

/** The words that name levels in works of a style; the common ones where it is null. */
export function levelWordsIn(style: CitationStyle | null): LevelWords {
  if (style === null) return commonWords;
  let words = wordsOfStyle.get(style);
  if (words === undefined) {
    words = new LevelWords(style);
    wordsOfStyle.set(style, words);
  }
  return words;
}

const SECTION_MARK = 167;
const PARAGRAPH_MARK = 182;

/** End of the run of letters, or of section marks, that starts at `at` of folded text; looked for up to `limit`. */
function wordEnd(folded: string, at: number, limit: number): number {
  const first = folded.charCodeAt(at);
  let end = at;
  if (first === SECTION_MARK || first === PARAGRAPH_MARK) while (end < limit && folded.charCodeAt(end) === first) end++;
  else while (end < limit && isSmallLetter(folded.charCodeAt(end))) end++;
  return end;
}

function isSmallLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

/** The Chinese level character or word at `at`. */
export function chineseLevelAt(folded: string, at: number): { level: Level; end: number } | null {
  for (const length of [2, 1]) {
    const word = folded.slice(at, at + length);
    const level = word.length === length ? CHINESE.get(word) : undefined;
    if (level !== undefined) return { level, end: at + length };
  }
  return null;
}
