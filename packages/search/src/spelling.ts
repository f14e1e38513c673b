/** Shortest word that is looked up with a slip of the pen. */
const SHORTEST_WITH_SLIP = 4;
/** Shortest word that may have two. */
const SHORTEST_WITH_TWO = 8;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** How many letters a word may be off and still be meant: 0, 1 (four to seven letters) or 2. */
export function slipsAllowed(word: string): 0 | 1 | 2 {
  if (!/^\p{L}+$/u.test(word) || word.length < SHORTEST_WITH_SLIP) return 0;
  return word.length < SHORTEST_WITH_TWO ? 1 : 2;
}

/** All words one slip away: a letter left out, added or replaced, or two neighbours swapped. */
export function wordsOneSlipAway(word: string): string[] {
  const found = new Set<string>();
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i);
    const after = word.slice(i + 1);
    if (i < word.length) found.add(before + after);
    if (i + 1 < word.length) found.add(before + word[i + 1] + word[i] + word.slice(i + 2));
    for (const letter of LETTERS) {
      found.add(before + letter + word.slice(i));
      if (i < word.length) found.add(before + letter + after);
    }
  }
  found.delete(word);
  return [...found];
}

/**
 * Damerau-Levenshtein distance (optimal string alignment): letters left out, added or replaced and neighbours swapped,
 * each counted once; `limit + 1` as soon as it is sure to be above `limit`.
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = Math.min(slips, (beforeLast[j - 2] as number) + 1);
      row.push(slips);
    }
    // A swap reaches back two rows, so one row above the limit proves nothing yet.
    if (Math.min(...row) > limit && Math.min(...last) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] as number, limit + 1);
}

/** Endings that tell the number of an English noun, and how many letters of them are left out; the first that leaves a word counts. */
const ENDINGS: [ending: RegExp, letters: number][] = [
  [/[^aeiou]ies$/, 2],
  [/(s|x|z|ch|sh)es$/, 2],
  [/[^sui]s$/, 1],
  [/[^aeiou]ie$/, 1],
  [/(s|x|z|ch|sh)e$/, 1],
];

const SHORTEST_NOUN = 3;

/** The same for singular and plural of an English word, as far as its ending tells: `citi` for city and cities. */
export function numberKey(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i`;
  const found = ENDINGS.find(([ending, letters]) => word.length - letters >= SHORTEST_NOUN && ending.test(word));
  return found === undefined ? word : word.slice(0, -found[1]);
}

/** The words that have the same number key: city, cities. */
export function numberForms(word: string): string[] {
  if (!/^[a-z]{3,}$/.test(word)) return [];
  const key = numberKey(word);
  const forms = [key, `${key}s`, `${key}e`, `${key}es`, ...(key.endsWith("i") ? [`${key.slice(0, -1)}y`] : [])];
  return forms.filter((form) => form !== word && form.length >= SHORTEST_NOUN && numberKey(form) === key);
}
