import { join } from "node:path";
import { buildCatalogue, type Catalogue, type CataloguePassage } from "@lectern/linking";
import type { LinkTarget } from "@lectern/schema";
import { readRows, readTable } from "../files.js";
import { lawCatalogue } from "../lawbench.js";
import { readBible, readCharter, readFounding, type Works } from "../own/works.js";

/** One catalogue of every work at hand that texts of the corpora may cite, and the words of its passages. */
export function everything(folder: string): { catalogue: Catalogue; wordsOf: (target: LinkTarget) => string } {
  const linking = join(folder, "linking");
  const all = [readFounding(join(folder, "corpora")), readCharter(), readBible(linking), laws(linking), classics(linking)];
  const passages = all.flatMap((works) => works.passages);
  const words = new Map(passages.map((passage) => [placeOf(passage), passage.text]));
  return {
    catalogue: buildCatalogue(
      all.flatMap(({ works }) => works),
      passages,
      all.flatMap(({ styles }) => styles ?? []),
    ),
    wordsOf: (target) => words.get(placeOf(target)) ?? "",
  };
}

function placeOf({ work, version, locator }: Pick<LinkTarget, "work" | "locator"> & { version?: string }): string {
  return [work, version ?? "", locator ?? ""].join("\n");
}

function laws(linking: string): Works {
  const folder = join(linking, "lawbench-zh");
  return lawCatalogue(readTable(join(folder, "catalogue_laws.tsv")), readRows(join(folder, "catalogue_articles.jsonl")));
}

function classics(linking: string): Works {
  return { works: [], passages: readRows<CataloguePassage>(join(linking, "zh-classics-quotes", "catalogue.jsonl")) };
}
