import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRows, readTable } from "@lectern/eval/linking-sets";
import type { CataloguePassage } from "@lectern/linking";

/** Characters of a passage that is made of running text, at most. */
const LONGEST = 210;

/**
 * Passages of the folders of labelled sets (scripture, statutes, classics, paragraphs of law), and, where there is a
 * folder of running texts, its sentences; in this order, and never one twice.
 */
export function realPassages(sets: string, texts: string | null): CataloguePassage[] {
  const passages: CataloguePassage[] = [];
  const add = (work: string, locator: string, text: string): void => {
    if (text.trim() !== "") passages.push({ work, locator, text });
  };
  for (const [locator = "", text = ""] of readTable(join(sets, "spurgeon-keyverse-kjv/kjv.tsv"))) add("Bible", locator, text);
  for (const [locator = "", text = ""] of readTable(join(sets, "bom-kjv-reuse/bom.tsv"))) add("Book of Mormon", locator, text);
  for (const { law, article, text } of readRows<{ law: string; article: string; text: string }>(
    join(sets, "lawbench-zh/catalogue_articles.jsonl"),
  ))
    add(law, article, text);
  for (const { work, locator, text } of readRows<CataloguePassage>(join(sets, "zh-classics-quotes/catalogue.jsonl")))
    add(work, locator, text);
  for (const { id, text } of readRows<{ id: string; text: string }>(join(sets, "dc-law-citations/citations.jsonl")))
    add("D.C. Code", id, text);
  if (texts !== null && existsSync(texts)) {
    for (const file of globSync("**/*.txt", { cwd: texts }).sort()) {
      sentences(readFileSync(join(texts, file), "utf8")).forEach((text, i) => void add(file, String(i + 1), text));
    }
  }
  return passages;
}

function sentences(text: string): string[] {
  const pieces: string[] = [];
  for (const sentence of text.split(/(?<=[.!?;])\s+|(?<=[。！？；])|\n\s*\n/u)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length < LONGEST / 2) pieces[pieces.length - 1] = `${last} ${sentence}`;
    else pieces.push(sentence.slice(0, LONGEST));
  }
  return pieces;
}

/**
 * As many passages as are wanted: the real ones, then copies of them with other words. Words are exchanged for others
 * of nearly the same frequency, each always for the same one within a copy, so that how often words and runs of words
 * occur stays as it is, and no copy quotes another.
 */
export function passagesOf(real: CataloguePassage[], wanted: number): CataloguePassage[] {
  const passages = real.slice(0, wanted);
  const alterations = alterationsOf(real);
  for (let copy = 1; passages.length < wanted; copy++) {
    const altered = alterations(copy);
    for (const { work, locator, text } of real) {
      if (passages.length === wanted) break;
      passages.push({ work: `${work} ${copy}`, locator, text: altered(text) });
    }
  }
  return passages;
}

/** For each number of a copy, what exchanges the words of these texts for others of nearly the same frequency. */
export function alterationsOf(texts: { text: string }[]): (copy: number) => (text: string) => string {
  const ranked = rankedWords(texts);
  return (copy) => {
    const exchange = exchangeOf(ranked, copy);
    return (text) => text.replace(word, (found) => exchange.get(found.toLowerCase()) ?? found);
  };
}

const word = /[A-Za-z]{3,}|\p{Script=Han}/gu;
/** Words of nearly the same frequency that are exchanged among each other. */
const BAND = 50;

function rankedWords(texts: { text: string }[]): string[][] {
  const counts = new Map<string, number>();
  for (const { text } of texts) {
    for (const [found] of text.matchAll(word)) counts.set(found.toLowerCase(), (counts.get(found.toLowerCase()) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([found]) => found);
  return [byCount.filter((found) => /[a-z]/.test(found)), byCount.filter((found) => !/[a-z]/.test(found))];
}

/** Each word for another one of its band, by a step that differs from copy to copy. */
function exchangeOf(ranked: string[][], copy: number): Map<string, string> {
  const exchange = new Map<string, string>();
  for (const words of ranked) {
    for (let from = 0; from < words.length; from += BAND) {
      const band = words.slice(from, from + BAND);
      const step = 1 + ((copy * 7 + from / BAND) % Math.max(band.length - 1, 1));
      band.forEach((found, i) => void exchange.set(found, band[(i + step) % band.length] as string));
    }
  }
  return exchange;
}
