import { join } from "node:path";
import { buildCatalogue, type CataloguePassage } from "@lectern/linking";
import type { LinkTarget } from "@lectern/schema";
import { foldKey } from "@lectern/text";
import { readRows, readScripture } from "./files.js";
import type { Label, LabelledText, LinkingSet } from "./labelled-text.js";

export interface Talk {
  id: string;
  quote: string;
  citation: string;
  gold: string[];
  body: string;
}

/** Sermons, each headed by a verse and its citation. */
export function readSpurgeon(folder: string): LinkingSet {
  const verses = readScripture(folder);
  const isSame = sameWords(verses);
  return {
    catalogue: buildCatalogue([{ work: "Bible", title: "Holy Bible", aliases: [] }], verses),
    texts: readRows<Talk>(join(folder, "spurgeon.jsonl")).flatMap((talk) => labelTalk(talk, isSame)),
    measures: ["citation", "quotation", "marked"],
  };
}

/** Tells verses with the same words. */
export function sameWords(verses: CataloguePassage[]): (a: string, b: string) => boolean {
  const words = new Map(verses.map(({ locator, text }) => [locator, foldKey(text)]));
  return (a, b) => a === b || (words.has(a) && words.get(a) === words.get(b));
}

/** The citation alone, the quotation alone, and the quotation in marks before the talk. */
export function labelTalk({ id, quote, citation, gold, body }: Talk, isSame: (a: string, b: string) => boolean): LabelledText[] {
  const isVerse = (targets: LinkTarget[]): boolean => targets.some(({ locator }) => gold.some((verse) => isSame(verse, locator ?? "")));
  const isAll = (targets: LinkTarget[]): boolean =>
    targets.length === new Set(gold).size && targets.every(({ locator }) => gold.includes(locator ?? ""));
  const label = (measure: string, span: Label["span"], isRight: Label["isRight"]): Label => ({
    span,
    measures: [measure],
    expected: gold.join(", "),
    isRight,
  });
  const marked = `“${quote}”`;
  return [
    labelled(`${id} citation`, citation, label("citation", null, isAll), () => ["citation"]),
    labelled(`${id} quotation`, quote, label("quotation", null, isVerse), () => ["quotation"]),
    labelled(`${id} marked`, `${marked}\n\n${body}`, label("marked", [0, marked.length], isVerse), ({ start }) =>
      start < marked.length ? ["marked"] : [],
    ),
  ];
}

function labelled(id: string, text: string, label: Label, falseIn: LabelledText["falseIn"]): LabelledText {
  return { id, text: { text, language: "en" }, labels: [label], neutral: [], falseIn };
}
