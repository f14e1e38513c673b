import { randomFrom } from "@lectern/eval/random";

/** The kinds of search that people type, one key press at a time. */
export const KINDS = ["one word", "two words", "three words", "typo", "prefix", "four characters", "phrase"] as const;
export type QueryKind = (typeof KINDS)[number];

export interface BenchQuery {
  kind: QueryKind;
  /** As it is typed. */
  typed: string;
  /** The words that it is about, spelt rightly and whole, folded; of Chinese, one run of characters. */
  words: string[];
}

/** What stands between two words of a folded text. */
export const WORD_BORDER = "\u001f";
/** Three words one behind the other, of which the last is a longer one: a phrase that somebody would look for. */
const ROW = new RegExp(["(?<=", ")[a-z]{2,}", "[a-z]{2,}", "[a-z]{5,}(?=", ")"].join(WORD_BORDER), "gu");

/** Queries of each kind, drawn with the seed from passages as they are folded: words that stand near each other, and phrases as they stand. */
export function drawQueries(passages: string[], ofEach: number, seed: number): BenchQuery[] {
  const random = randomFrom(seed);
  const english = passages.map((passage) => passage.match(/[a-z]{4,}/g) ?? []).filter((words) => words.length > 20);
  const rows = passages.flatMap((passage) => passage.match(ROW) ?? []);
  const chinese = passages.flatMap((passage) => passage.match(/\p{Script=Han}{12,}/gu) ?? []);
  if (english.length === 0) throw new Error("the archive has too few passages");
  const draw = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const row = (length: number): string[] => {
    const words = draw(english);
    const at = Math.floor(random() * (words.length - length));
    return words.slice(at, at + length);
  };
  const long = (): string => row(20).find((word) => word.length >= 7) ?? long();
  const make: Record<QueryKind, () => Omit<BenchQuery, "kind">> = {
    "one word": () => plain(row(1)),
    "two words": () => plain(row(2)),
    "three words": () => plain(row(3)),
    typo: () => {
      const word = long();
      const at = 1 + Math.floor(random() * (word.length - 2));
      return { typed: `${word.slice(0, at)}${word.slice(at + 1)} `, words: [word] };
    },
    prefix: () => {
      const word = long();
      return { typed: word.slice(0, 4), words: [word.slice(0, 4)] };
    },
    "four characters": () => {
      const run = draw(chinese);
      const at = Math.floor(random() * (run.length - 4));
      return { typed: run.slice(at, at + 4), words: [run.slice(at, at + 4)] };
    },
    phrase: () => {
      const words = draw(rows).split(WORD_BORDER);
      return { typed: `"${words.join(" ")}"`, words };
    },
  };
  const kinds = KINDS.filter((kind) => kind !== "four characters" || chinese.length > 0);
  return kinds.flatMap((kind) => Array.from({ length: ofEach }, () => ({ kind, ...make[kind]() })));
}

/** Words with a space behind them: none is unfinished. */
function plain(words: string[]): Omit<BenchQuery, "kind"> {
  return { typed: `${words.join(" ")} `, words };
}
