import { linkText } from "@lectern/linking";
import type { Link } from "@lectern/schema";
import { foldKey } from "@lectern/text";
import { randomFrom } from "../../random.js";
import { isInMarks } from "../own.js";
import { everything } from "./everything.js";
import { readCollections } from "./speeches.js";

export interface Draw {
  /** Folder that holds `corpora` and `linking`. */
  folder: string;
  /** How many links are drawn. */
  number: number;
  seed: number;
  /** Texts of each collection that are linked, at most. */
  texts: number;
}

/** A resolved link that was drawn, to be read by a person. */
export interface DrawnLink {
  stratum: string;
  /** Where its text stands. */
  id: string;
  text: string;
  link: Link;
  /** The words of its first target; "" where only the place is known. */
  held: string;
}

/** Resolved links of one kind in one collection: how many were found, and how many of them were drawn. */
export interface Stratum {
  name: string;
  found: number;
  drawn: number;
}

/**
 * Resolved links of whole texts, all linked to one catalogue of everything at hand, drawn with a seed: of each kind
 * (citations, quotations in marks and without) of each collection the same number, as far as there are so many, so that
 * rare kinds are looked at as closely as common ones. What several texts quote in the same words is drawn once, and so is
 * what a text cites in the same words: a note under every page and a word on every other line would be all there is.
 */
export function drawLinks({ folder, number, seed, texts }: Draw): { drawn: DrawnLink[]; strata: Stratum[] } {
  const random = randomFrom(seed);
  const { catalogue, wordsOf } = everything(folder);
  const strata = new Map<string, DrawnLink[]>();
  const seen = new Set<string>();
  for (const { name, ids, read } of readCollections(folder)) {
    for (const id of shuffled(ids, random).slice(0, texts)) {
      const text = read(id);
      for (const link of linkText(text, catalogue).filter(({ state }) => state === "RESOLVED")) {
        const words = foldKey(text.text.slice(link.start, link.end));
        const once = link.fidelity === null ? `${id}\n${words}` : words;
        if (seen.has(once)) continue;
        seen.add(once);
        const stratum = `${name}, ${kindOf(link, text.text)}`;
        const [target] = link.targets;
        const drawn = { stratum, id, text: text.text, link, held: target === undefined ? "" : wordsOf(target) };
        const pile = strata.get(stratum);
        if (pile) pile.push(drawn);
        else strata.set(stratum, [drawn]);
      }
    }
  }
  const piles = [...strata.values()].map((pile) => shuffled(pile, random));
  const drawn = inTurn(piles, number);
  const drawnOf = (name: string): number => drawn.filter(({ stratum }) => stratum === name).length;
  return { drawn, strata: [...strata].map(([name, { length }]) => ({ name, found: length, drawn: drawnOf(name) })) };
}

function kindOf(link: Link, text: string): string {
  if (link.fidelity === null) return "cited";
  return isInMarks(link, text) ? "in marks" : "without marks";
}

/** One of each pile, as often as is needed for so many. */
function inTurn<T>(piles: T[][], number: number): T[] {
  const taken: T[] = [];
  for (let round = 0; taken.length < number && piles.some((pile) => round < pile.length); round++) {
    for (const pile of piles) {
      const next = pile[round];
      if (next !== undefined && taken.length < number) taken.push(next);
    }
  }
  return taken;
}

/** The same in an order that the numbers decide (Fisher and Yates). */
function shuffled<T>(items: T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [result[i], result[other]] = [result[other] as T, result[i] as T];
  }
  return result;
}
