import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { File, FingerprintIndex, Region, TokenizedFile } from "@dodona/dolos-core";
import type { CataloguePassage } from "@lectern/linking";
import { bcv_parser } from "bible-passage-reference-parser";
import * as english from "bible-passage-reference-parser/esm/lang/en.js";
import Citation from "citation";
import MiniSearch from "minisearch";

/** npm `citation`: sections of the D.C. Code and laws, as that code prints them. Number of citations. */
export function citationsByPeer(text: string): number {
  return Citation.find(text, { types: ["dc_code", "dc_law"], dc_code: { source: "dc_code" } }).citations.length;
}

/** npm `bible-passage-reference-parser`. */
export function scriptureByPeer(): (text: string) => number {
  const parser = new bcv_parser(english);
  return (text) => {
    parser.parse(text);
    return parser.osis_and_indices().length;
  };
}

/** npm `minisearch`: the best passage for a quotation, by its words. */
export function bestByMiniSearch(passages: CataloguePassage[]): (quote: string) => string | null {
  const search = new MiniSearch<{ id: string; text: string }>({ fields: ["text"] });
  search.addAll(passages.map(({ locator, text }) => ({ id: locator, text })));
  return (quote) => (search.search(quote)[0]?.id as string | undefined) ?? null;
}

/** `@dodona/dolos-core`: the passage that shares most runs of three words with a quotation; no winnowing. */
export function bestByDolos(passages: CataloguePassage[]): (quote: string) => string | null {
  const index = new FingerprintIndex(3, 1);
  const files = passages.map(({ locator, text }) => tokenized(locator, text)).filter(({ tokens }) => tokens.length >= 3);
  index.addFiles(files);
  let asked = 0;
  return (quote) => {
    const file = tokenized(`quotation ${asked++}`, quote);
    const shared = new Map<string, number>();
    for (const fingerprint of index.addFiles([file]).values()) {
      if (!fingerprint.includesFile(file)) continue;
      for (const { path } of fingerprint.files()) shared.set(path, (shared.get(path) ?? 0) + 1);
    }
    shared.delete(file.path);
    return [...shared].reduce<[string | null, number]>((best, [path, count]) => (count > best[1] ? [path, count] : best), [null, 0])[0];
  };
}

function tokenized(path: string, text: string): TokenizedFile {
  const tokens = wordsOf(text);
  return new TokenizedFile(
    new File(path, text),
    tokens,
    tokens.map((_, i) => new Region(0, i, 0, i + 1)),
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Seconds that Debian's ncbi-blast+ takes for texts against passages, their letters as amino acids; null where it is not installed. */
export function secondsByBlast(passages: CataloguePassage[], texts: string[]): number | null {
  if (spawnSync("blastp", ["-version"]).error !== undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "lectern-bench-"));
  try {
    const fasta = (items: string[]): string => items.map((text, i) => `>${i}\n${text.toUpperCase().replace(/[^A-Z]/g, "")}\n`).join("");
    writeFileSync(join(folder, "passages"), fasta(passages.map(({ text }) => text)));
    writeFileSync(join(folder, "texts"), fasta(texts));
    execFileSync("makeblastdb", ["-in", "passages", "-dbtype", "prot"], { cwd: folder, stdio: "ignore" });
    const start = performance.now();
    const task = ["-matrix", "IDENTITY", "-seg", "no", "-comp_based_stats", "0", "-max_target_seqs", "5", "-outfmt", "6", "-out", "found"];
    execFileSync("blastp", ["-db", "passages", "-query", "texts", ...task], { cwd: folder, stdio: "ignore" });
    return (performance.now() - start) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
