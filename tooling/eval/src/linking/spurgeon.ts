import { join } from "node:path";
import { buildCatalogue, type CataloguePassage } from "@lectern/linking";
import type { LinkTarget } from "@lectern/schema";
import { foldKey, foldText } from "@lectern/text";
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
  const isSame = sameQuotation(verses);
  return {
    catalogue: buildCatalogue([{ work: "Bible", title: "Holy Bible", aliases: [] }], verses),
    texts: readRows<Talk>(join(folder, "spurgeon.jsonl")).flatMap((talk) => labelTalk(talk, isSame(talk.quote))),
    measures: ["citation", "quotation", "marked"],
  };
}

/** Tells verses with the same words. */
export function sameWords(verses: CataloguePassage[]): (a: string, b: string) => boolean {
  const words = new Map(verses.map(({ locator, text }) => [locator, foldKey(text)]));
  return (a, b) => a === b || (words.has(a) && words.get(a) === words.get(b));
}

/** Tells verses that both have all the words of a quotation in one run, and verses with the same words. */
export function sameQuotation(verses: CataloguePassage[]): (quote: string) => (wanted: string, given: string) => boolean {
  const isSame = sameWords(verses);
  const texts = new Map(verses.map(({ locator, text }) => [locator, text]));
  return (quote) => {
    // "... deliver us from evil [or, the evil one]": what stands in brackets is an editor's.
    const words = plainWords(quote.replace(/\[[^\]]*\]/g, " "));
    const holds = (locator: string): boolean => plainWords(texts.get(locator) ?? "").includes(words);
    return (wanted, given) => isSame(wanted, given) || (holds(wanted) && holds(given));
  };
}

/** Words between spaces, in lower case. */
function plainWords(text: string): string {
  return ` ${(foldText(text).text.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
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
