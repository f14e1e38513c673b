import { join } from "node:path";
import { buildCatalogue, type CataloguePassage, type CatalogueWork } from "@lectern/linking";
import { readRows, readTable } from "./files.js";
import type { Label, LabelledText, LinkingSet, Span } from "./labelled-text.js";

interface Article {
  law: string;
  article: string;
  text: string;
}

type Place = Pick<Article, "law" | "article">;

export interface LawItem {
  id: string;
  text: string;
  /** The words that recite or apply the article, where `text` only asks for it. */
  speech?: string;
  citations: { start: number; end: number; candidates: Place[] }[];
  verified: Place[];
}

/** Answers about Chinese statutes that name a law and an article. */
export function readLawbench(folder: string): LinkingSet {
  const articles = readRows<Article>(join(folder, "catalogue_articles.jsonl"));
  const { works, passages } = lawCatalogue(readTable(join(folder, "catalogue_laws.tsv")), articles);
  const titles = new Map(readTable(join(folder, "catalogue_laws.tsv")).map(([law = "", title = law]) => [law, title]));
  const texts = new Map(articles.map((article) => [keyOf(article), `${titles.get(article.law)}\n${article.article}\n${article.text}`]));
  const isSame = (wanted: string, given: string): boolean =>
    wanted === given || (texts.has(wanted) && texts.get(wanted) === texts.get(given));
  const items = readRows<LawItem>(join(folder, "items.jsonl")).filter(({ verified }) => verified.length > 0);
  return {
    catalogue: buildCatalogue(works, passages),
    texts: items.flatMap((item) => labelItem(item, isSame)),
    measures: ["citation", "recital"],
  };
}

/** Laws of one title are versions of one work, told apart by their dates. */
export function lawCatalogue(laws: string[][], articles: Article[]): { works: CatalogueWork[]; passages: CataloguePassage[] } {
  const versions = new Map(
    laws.map(([law = "", title = law, date]) => [law, { work: title, ...(date ? { version: date, publishedOn: date } : {}) }]),
  );
  const works = [...new Map([...versions.values()].map((version) => [JSON.stringify(version), version])).values()];
  return {
    works: works.map((version) => ({ ...version, title: version.work, aliases: [] })),
    passages: articles.map(({ law, article, text }) => {
      const { work, version } = versions.get(law) ?? { work: law };
      return { work, ...(version === undefined ? {} : { version }), passage: keyOf({ law, article }), locator: article, text };
    }),
  };
}

/** The whole item for its verified citations; without its citations, for the words that recite the article. */
export function labelItem(
  { id, text, speech = text, citations, verified }: LawItem,
  isSame: (wanted: string, given: string) => boolean,
): LabelledText[] {
  const places = [...new Set(verified.map(keyOf))];
  const spanOf = (place: string): Span | null => {
    const found = citations.find(({ candidates }) => candidates.some((candidate) => keyOf(candidate) === place));
    return found ? [found.start, found.end] : null;
  };
  const labels = (measure: string, withSpan: boolean): Label[] =>
    places.map((place) => ({
      span: withSpan ? spanOf(place) : null,
      measures: [measure],
      expected: place,
      isRight: (targets) => targets.some(({ passage }) => passage !== undefined && isSame(place, passage)),
    }));
  const spans = places.map(spanOf).filter((span) => span !== null);
  const isLabelled = (start: number, end: number): boolean => spans.some((span) => start < span[1] && span[0] < end);
  return [
    {
      id,
      text: { text, language: "zh" },
      labels: labels("citation", true),
      neutral: [],
      falseIn: (link) => (link.methods.some((method) => method === "CITATION") && isLabelled(link.start, link.end) ? ["citation"] : []),
    },
    {
      id: `${id} recital`,
      text: { text: speech === text ? without(text, citations) : speech, language: "zh" },
      labels: labels("recital", false),
      neutral: [],
      falseIn: () => [],
    },
  ];
}

function without(text: string, spans: { start: number; end: number }[]): string {
  return [...spans].sort((a, b) => b.start - a.start).reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function keyOf({ law, article }: Place): string {
  return `${law}#${article}`;
}
