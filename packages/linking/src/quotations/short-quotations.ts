import type { Catalogue } from "../catalogue.js";
import type { SpanIndex } from "../span-index.js";
import { isHanId, type Words, wordSpan } from "../words.js";
import type { Run } from "./align.js";
import type { Candidate, Support } from "./candidate.js";
import type { QuotedWords } from "./candidates.js";
import { looseRuns } from "./loose-runs.js";
import { mottoAt } from "./mottoes.js";
import { passageAt } from "./quotation-index.js";
import { placesInWork } from "./word-places.js";

/** Passages of a work that a text quotes besides from which on a few words in marks are looked for in it. */
const QUOTED_BESIDES = 1;
const LEAST_WORDS = 4;
/** How near a citation says where words are from, in UTF-16 units. */
const BESIDE = 60;
/** Bits that are asked of them: word for word, altered, and of words of a passage that the text quotes besides. */
const ASKED = { verbatim: 24, altered: 32, there: 18 } as const;

/**
 * Words in quotation marks that a text has nearly as a work has them which it quotes more than others: too few, and too
 * much altered, to be found by three words in a row ("there remaineth a rest", "a city set upon a hill"). Only where one
 * place of the work has them best, or one of several that the text quotes besides. `timesQuoted` says of how many passages
 * of each work it quotes beyond doubt, `quotedPassages` which. Words beside a citation of another place are not looked for.
 */
export function shortQuotations(
  words: Words,
  quoted: QuotedWords,
  catalogue: Catalogue,
  timesQuoted: Map<string, number>,
  quotedPassages: ReadonlySet<number>,
  citations: SpanIndex<Support>,
  isTaken: (from: number, to: number) => boolean,
): Candidate[] {
  const most = Math.max(QUOTED_BESIDES, ...timesQuoted.values());
  const works = [...timesQuoted].flatMap(([work, times]) => (times < most ? [] : (catalogue.worksByKey.get(work) ?? []).slice(0, 1)));
  if (works.length === 0) return [];
  const passageOf = ([run]: Run[]): number => passageAt(catalogue.quotations, run?.held ?? 0);
  return quoted.quotes.flatMap(({ from, to }) => {
    // Chinese marks set phrases as it marks quotations.
    if (to - from < LEAST_WORDS || isHanId(words.ids[from] as number) || isTaken(from, to)) return [];
    const found = works.flatMap(({ index }) =>
      looseRuns(words, catalogue.quotations, from, to, (id) => placesInWork(catalogue, index, id)),
    );
    const [start, end] = wordSpan(words, from, to);
    const near = citations.overlapping(start, end).filter((citation) => citation.start - end <= BESIDE && start - citation.end <= BESIDE);
    const named = near.flatMap(({ passages }) => passages);
    if (named.length > 0 && !found.some((runs) => named.includes(passageOf(runs)))) return [];
    const among = found.length > 1 ? found.filter((runs) => quotedPassages.has(passageOf(runs))) : found;
    const [runs] = among;
    if (runs === undefined || among.length > 1 || matchedOf(runs) < LEAST_WORDS) return [];
    const candidate = mottoAt(words, catalogue, runs, 1);
    const isVerbatim = runs.length === 1 && matchedOf(runs) === to - from;
    const asked = quotedPassages.has(passageOf(runs)) ? ASKED.there : isVerbatim ? ASKED.verbatim : ASKED.altered;
    return candidate.bits >= asked ? [{ ...candidate, isAlone: false, besides: QUOTED_BESIDES, marks: { from, to } }] : [];
  });
}

function matchedOf(runs: Run[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0);
}
