import type { Link } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import type { Catalogue, HeldWork } from "./catalogue.js";
import { passageTarget } from "./citations/targets.js";
import { seedHash } from "./quotations/seed-table.js";
import { foldedOffset, readWords, type Words, wordAt } from "./words.js";

/** How far around a citation the words of what it cites are looked for, in UTF-16 units. */
const BEFORE = 60;
const AFTER = 500;
/** Seeds that one version has to share beyond the version that was chosen for being the newest. */
const CLEARLY = 3;

/**
 * Citations of a work in several versions, in a text without a date: where the words beside a citation are clearly those
 * of the place in another version than the newest, that version is meant.
 */
export function chooseByWords(words: Words, catalogue: Catalogue, citations: Link[]): Link[] {
  return citations.map((link) => {
    const held = catalogue.worksByKey.get(link.work) ?? [];
    const { locator } = link;
    if (link.state !== CitationState.RESOLVED || locator === null || held.length < 2) return link;
    const beside = seedsBeside(words, link);
    const found = held.flatMap((work) => placeIn(catalogue, work, link, beside));
    const best = found.reduce<Place | null>((a, b) => (a === null || b.shared > a.shared ? b : a), null);
    const chosen = found.find(({ work }) => link.targets.some(({ version }) => version === work.version));
    if (best === null || best.shared < CLEARLY + (chosen?.shared ?? 0)) return link;
    const targets = best.passages.map((passage) => passageTarget(catalogue, passage));
    const name = best.work.version ?? best.work.publishedOn ?? "undated";
    return {
      ...link,
      targets,
      score: Math.max(link.score, 0.9),
      reason: `${link.reason}; the words beside it are those of the version of ${name}`,
    };
  });
}

interface Place {
  work: HeldWork;
  passages: number[];
  shared: number;
}

/** The place that a citation names in one version, with how many seeds of it stand beside the citation. */
function placeIn(catalogue: Catalogue, work: HeldWork, { locator }: Link, beside: Set<number>): Place[] {
  const meaning = work.locators.resolve(locator ?? {});
  if (meaning.kind !== "passages" || meaning.passages.length > 4) return [];
  const seeds = new Set(meaning.passages.flatMap((passage) => seedsOf(readWords(catalogue.passages.text(passage)))));
  return [{ work, passages: meaning.passages, shared: [...seeds].filter((seed) => beside.has(seed)).length }];
}

function seedsBeside(words: Words, { start, end }: Link): Set<number> {
  const from = wordAt(words, foldedOffset(words.folded, Math.max(0, start - BEFORE)));
  const to = wordAt(words, foldedOffset(words.folded, end + AFTER));
  return new Set(seedsOf(words, from, to));
}

function seedsOf({ ids, count }: Words, from = 0, to = count): number[] {
  const seeds: number[] = [];
  for (let i = from; i < to; i++) {
    const seed = seedHash(ids, i, to);
    if (seed !== null) seeds.push(seed);
  }
  return seeds;
}
