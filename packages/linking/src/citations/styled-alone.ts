import { sourceSpan } from "@lectern/text";
import type { HeldWork } from "../catalogue.js";
import { wordAt } from "../words.js";
import { levelWordsOf } from "./around-title.js";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import { linkInContext, ofAnother } from "./in-context.js";
import { levelWordsIn } from "./level-words.js";
import { parseLocator } from "./locators.js";
import type { ParsedLocator } from "./printed-value.js";
import { Signal } from "./signals.js";

/** Words before the one that names the level in which a locator may begin: "the thirteenth, fourteenth, and fifteenth amendments". */
const WORDS_BEFORE = 8;

/**
 * Places that are told by a word which only the style of one work gives its levels ("the fifteenth amendment"), anywhere
 * in a text that names the work: other than a chapter or a page, they are of nothing else.
 */
export function findStyledAlone(search: CitationSearch, found: Found): void {
  const { words, signals, catalogue } = search;
  if ((signals.union & Signal.LEVEL) === 0 || catalogue.styled.length === 0) return;
  const named = found.naming();
  for (const index of catalogue.styled) {
    const work = catalogue.works[index] as HeldWork;
    const naming = named.filter(({ work: key }) => key === work.work);
    if (naming.length === 0) continue;
    const own = ownLevelWords(work);
    for (let i = 0; i < signals.count; i++) {
      const word = signals.hot[i] as number;
      if (((signals.kinds[word] as number) & Signal.LEVEL) === 0) continue;
      if (!own.has(words.folded.text.slice(words.starts[word], words.ends[word]))) continue;
      const parsed = locatorAround(search, word, work);
      if (parsed === null) continue;
      const span = sourceSpan(words.folded, parsed.start, parsed.end);
      if (found.overlaps(...span)) continue;
      // What another citation of the work names has no say in where this one leads.
      const link = linkInContext(
        search,
        parsed,
        span,
        [{ ...(naming[0] as (typeof naming)[number]), locator: null }],
        catalogue.worksByKey,
      );
      if (link !== null) found.add(link);
    }
  }
}

/** The words that a style gives the levels of its work, and that no other work has. */
export function ownLevelWords({ style }: Pick<HeldWork, "style">): Set<string> {
  const usual = new Set(levelWordsIn(null).all);
  const words = (style?.levels ?? []).flatMap((level) => level.words ?? []).map((word) => word.toLowerCase());
  return new Set(words.filter((word) => !usual.has(word)));
}

/** The longest locator that has the word of the level in it, if it has a number and is of no other thing. */
function locatorAround({ words }: CitationSearch, level: number, work: HeldWork): ParsedLocator | null {
  const folded = words.folded.text;
  for (let word = Math.max(0, level - WORDS_BEFORE); word <= level; word++) {
    const parsed = parseLocator(folded, words.starts[word] as number, levelWordsOf(work));
    if (parsed === null || wordAt(words, parsed.end) <= level) continue;
    // "The amendment I propose" has no number.
    const behind = folded.slice(words.ends[level], parsed.end).trim();
    return /^\W*i$/.test(behind) || ofAnother.test(folded.slice(parsed.end, parsed.end + 24)) ? null : parsed;
  }
  return null;
}
