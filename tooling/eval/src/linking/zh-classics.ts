import { join } from "node:path";
import { buildCatalogue, type CataloguePassage } from "@lectern/linking";
import { readRows } from "./files.js";
import type { LabelledText, LinkingSet } from "./labelled-text.js";

export interface ClassicQuote {
  work: string;
  locator: string;
  quote: string;
  gold: string[];
}

/** Verses of the Shijing that later works quote, in the other script; the works that quote are not in the catalogue. */
export function readZhClassics(folder: string): LinkingSet {
  const quotes = readRows<ClassicQuote>(join(folder, "shijing_quotes.jsonl"));
  const quoting = new Set(quotes.map(({ work }) => work));
  const passages = readRows<CataloguePassage>(join(folder, "catalogue.jsonl")).filter(({ work }) => !quoting.has(work));
  return { catalogue: buildCatalogue([], passages), texts: quotes.map(labelQuote), measures: ["all"] };
}

/** A quotation of several poems is found by any of them; a lost poem has none. */
export function labelQuote({ work, locator, quote, gold }: ClassicQuote): LabelledText {
  return {
    id: `${work} ${locator}`,
    text: { text: quote, language: "zh" },
    labels:
      gold.length === 0
        ? []
        : [
            {
              span: null,
              measures: ["all"],
              expected: gold.join(", "),
              isRight: (targets) => targets.some((target) => gold.includes(target.locator ?? "")),
            },
          ],
    neutral: [],
    falseIn: () => ["all"],
  };
}
