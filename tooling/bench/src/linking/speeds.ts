import { join } from "node:path";
import { readDc, readLawbench, readParagraphs, readRows, readScripture, readSpurgeon, readZhClassics } from "@lectern/eval/linking-sets";
import { buildCatalogue, type Catalogue, type CataloguePassage, findCitations, findQuotations, linkText } from "@lectern/linking";
import { merged } from "./merged.js";
import { bestByDolos, bestByMiniSearch, citationsByPeer, scriptureByPeer, secondsByBlast } from "./peers.js";
import { lengthOf, printSpeeds, type Speed, speedOf } from "./timing.js";

interface Talk {
  quote: string;
  citation: string;
  gold: string[];
  body: string;
}

/** Speed over each labelled set on one core, with the catalogues of all sets loaded, beside the peers in the same run. */
export function benchSpeeds(sets: string): void {
  const folder = (name: string): string => join(sets, name);
  const verses = readScripture(folder("spurgeon-keyverse-kjv"));
  const talks = readRows<Talk>(join(folder("spurgeon-keyverse-kjv"), "spurgeon.jsonl"));
  const all = merged(
    [
      readDc(folder("dc-law-citations")),
      readSpurgeon(folder("spurgeon-keyverse-kjv")),
      readLawbench(folder("lawbench-zh")),
      readZhClassics(folder("zh-classics-quotes")),
    ].map(({ catalogue }) => catalogue),
  );
  console.log(`all catalogues: ${all.works.length} works, ${all.passages.length} passages`);
  const citations = (text: string): number => findCitations({ text }, all).length;
  const quotations = (text: string): number => findQuotations({ text }, all).length;
  const whole = (text: string): number => linkText({ text }, all).length;

  const paragraphs = readParagraphs(folder("dc-law-citations")).map(({ text }) => text);
  printSpeeds("D.C. paragraphs: citations of code and laws", [
    speedOf("Lectern, citations", paragraphs, citations),
    speedOf("npm citation, dc_code and dc_law", paragraphs, citationsByPeer),
    speedOf("Lectern, citations and quotations", paragraphs, whole),
  ]);

  const sermons = talks.map(({ quote, citation, body }) => `“${quote}” — ${citation}\n\n${body}`);
  printSpeeds("sermons: citations of scripture", [
    speedOf("Lectern, citations", sermons, citations),
    speedOf("npm bible-passage-reference-parser", sermons, scriptureByPeer()),
  ]);
  benchQuotations(verses, talks, all);

  const answers = readRows<{ speech: string }>(join(folder("lawbench-zh"), "items.jsonl")).map(({ speech }) => speech);
  const classics = readRows<CataloguePassage>(join(folder("zh-classics-quotes"), "catalogue.jsonl")).map(({ text }) => text);
  printSpeeds("Chinese", [
    speedOf("Lectern, statutes cited in answers", answers, citations),
    speedOf("Lectern, statutes quoted in answers", answers, quotations),
    speedOf("Lectern, classics against each other", classics.slice(0, 400), quotations),
  ]);
}

/** Quotations: in whole sermons, and alone, which is all that the peers but BLAST can do. */
function benchQuotations(verses: CataloguePassage[], talks: Talk[], all: Catalogue): void {
  const bodies = talks.map(({ quote, body }) => `“${quote}”\n\n${body}`);
  const scripture = buildCatalogue([], verses);
  const inSermons = speedOf("Lectern, against scripture", bodies, (text) => findQuotations({ text }, scripture).length);
  const blast = secondsByBlast(verses, bodies.slice(0, 20));
  printSpeeds("sermons: quotations", [
    inSermons,
    speedOf("Lectern, against all catalogues", bodies, (text) => findQuotations({ text }, all).length),
    ...(blast === null
      ? []
      : [{ name: "ncbi-blast+, against scripture", seconds: blast, characters: lengthOf(bodies.slice(0, 20)), found: 0 }]),
  ]);
  if (blast === null) console.log("  ncbi-blast+ is not installed");
  const quotes = talks.map(({ quote }) => quote);
  const goldOf = new Map(talks.map(({ quote, gold }) => [quote, gold]));
  const isRight = (quote: string, locator: string | null | undefined): number =>
    Number(goldOf.get(quote)?.includes(locator ?? "") ?? false);
  const dolos = bestByDolos(verses);
  const miniSearch = bestByMiniSearch(verses);
  const alone: Speed[] = [
    speedOf("Lectern (found: the very verse)", quotes, (quote) =>
      isRight(quote, findQuotations({ text: quote }, scripture)[0]?.targets[0]?.locator),
    ),
    speedOf("@dodona/dolos-core, k = 3", quotes, (quote) => isRight(quote, dolos(quote))),
    speedOf("minisearch", quotes.slice(0, 60), (quote) => isRight(quote, miniSearch(quote))),
  ];
  printSpeeds(`${quotes.length} quotations alone (minisearch: 60)`, alone);
}
