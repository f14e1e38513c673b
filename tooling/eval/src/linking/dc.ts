import { join } from "node:path";
import { buildCatalogue, type Catalogue, type CataloguePassage, type CatalogueWork, type CitationStyle } from "@lectern/linking";
import type { Link, LinkTarget } from "@lectern/schema";
import { fileOf, readRows, readTable } from "./files.js";
import type { LabelledText, LinkingSet } from "./labelled-text.js";

/** One marked citation: `doc` is the code or the id of a law, `path` the place in it. */
interface Cite {
  start: number;
  end: number;
  surface: string;
  doc: string;
  path: string;
}

export interface Paragraph {
  id: string;
  /** The section of the code that the paragraph stands in. */
  section: string;
  text: string;
  cites: Cite[];
}

interface Neutral {
  id: string;
  start: number;
  end: number;
}

const CODE = "D.C. Code";
const style: CitationStyle = {
  work: CODE,
  aliases: ["D.C. Official Code", "District of Columbia Code", "District of Columbia Official Code"],
  before: ["§", "section", "sections"],
  levels: [
    { level: "title", words: ["title", "titles"], values: "code" },
    { level: "subtitle", values: "code" },
    { level: "article", values: "code" },
    { level: "chapter", values: "code" },
    { level: "subchapter", words: ["unit"], values: "code" },
    { level: "part", values: "code" },
    { level: "subpart", values: "code" },
    { level: "section", values: "code" },
  ],
};

/** Paragraphs of the D.C. Code, whose publisher marked the citations of code and laws. */
export function readDc(folder: string): LinkingSet {
  const neutral = Map.groupBy(readRows<Neutral>(join(folder, "neutral.jsonl")), ({ id }) => id);
  return {
    catalogue: dcCatalogue(readTable(join(folder, "catalogue_sections.tsv")), readTable(join(folder, "catalogue_laws.tsv"))),
    texts: readParagraphs(folder).map((paragraph) => labelParagraph(paragraph, neutral.get(paragraph.id) ?? [])),
    measures: ["code-and-law", "contextual", "all"],
  };
}

/** The paragraphs alone. */
export function readParagraphs(folder: string): Paragraph[] {
  return readRows<Paragraph>(fileOf(folder, "dc-law-citations", "citations.jsonl"));
}

export function dcCatalogue(sections: string[][], laws: string[][]): Catalogue {
  const works: CatalogueWork[] = [
    { work: CODE, title: CODE, aliases: [] },
    ...laws.map(([id = "", title]) => ({ work: id, title: id, aliases: title ? [title] : [] })),
  ];
  const passages: CataloguePassage[] = sections.map(([code = ""]) => ({
    work: CODE,
    locator: `§ ${code}`,
    text: "",
    levels: { title: titleOf(code), section: code },
  }));
  return buildCatalogue(works, passages, [style]);
}

/** A section's number begins with its title: 16 of 16-2301, 28 of 28:3-104. */
function titleOf(code: string): string {
  return /^\[?(\w+)/.exec(code)?.[1] ?? code;
}

/** Citations that print the number of their section or law are of `code-and-law`; those told by title or place are `contextual`. */
export function labelParagraph({ id, section, text, cites }: Paragraph, neutral: Neutral[]): LabelledText {
  const spans = neutral.map(({ start, end }) => [start, end] as const);
  return {
    id,
    text: { text, language: "en", at: { work: CODE, locator: `§ ${section}` } },
    labels: cites
      .filter(({ start, end }) => !spans.some((span) => start < span[1] && span[0] < end))
      .map((cite) => ({
        span: [cite.start, cite.end],
        measures: [printsNumber(cite) ? "code-and-law" : "contextual", "all"],
        expected: `${cite.doc} ${cite.path}`,
        isRight: (targets) => targets.some((target) => isTarget(target, cite)),
      })),
    neutral: spans,
    countsNotHeld: true,
    falseIn: (link) => [...(isOfCodeOrLaw(link) ? ["code-and-law"] : ["contextual"]), "all"],
  };
}

function printsNumber({ doc, path, surface }: Cite): boolean {
  const number = doc === CODE ? sectionOf(path) : lawOf(doc).replace(/^\D*/, "");
  return number !== null && surface.replace(/\s/g, "").includes(number);
}

function isTarget({ work, locator }: LinkTarget, { doc, path, surface }: Cite): boolean {
  if (doc !== CODE) return lawOf(work) === lawOf(doc);
  // A path without a section is a chapter; of a few plain numbers the publisher left the path out.
  const section = sectionOf(path) ?? (path === "" ? surface : null);
  return work === CODE && (section === null ? divisionPath(locator) === path : locator?.replace(/^§\s*/, "") === section);
}

function sectionOf(path: string): string | null {
  return /^§([^|]+)/.exec(path)?.[1] ?? null;
}

/** "title 2, chapter 5, subchapter I" as the publisher writes it: 2|5|I. */
function divisionPath(locator: string | null): string {
  return (locator ?? "")
    .split(", ")
    .map((level) => level.replace(/^[a-z]+ /, ""))
    .join("|");
}

function lawOf(id: string): string {
  return id.replace(/\s/g, "").replace(/^D\.C\.(?=\d)/, "D.C.Law");
}

/** Whether a link's printed form gives the number of a section or a law. */
function isOfCodeOrLaw({ work, printedLocator, printedTitle }: Link): boolean {
  return work === CODE ? printedLocator !== null && /\d[-:]\d/.test(printedLocator) : /\d-\d/.test(printedTitle ?? "");
}
