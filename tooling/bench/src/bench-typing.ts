import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomFrom } from "@lectern/eval/random";
import type { CataloguePassage } from "@lectern/linking";
import { launchBrowser } from "@lectern/testing/browser";
import { lectern, serveArchive } from "./lectern.js";
import { passagesOf, realPassages } from "./linking/passages.js";
import { claimFolder } from "./own-folder.js";
import { percentile } from "./search/timing.js";
import { typeIn } from "./type-in.js";

export interface TypingBench {
  project: string;
  archive: string;
  sets: string;
  texts: string | null;
  /** Passages that the archive is to have at least. */
  size: number;
  /** Phrases that are typed. */
  phrases: number;
  seed: number;
}

/** Passages of one study text. */
const TEXT = 10_000;

/**
 * How long it takes from a key press in the search box to the paint of what it finds, in a real browser, over an archive of
 * so many passages: real ones, and copies of them with other words. Beside it, in the same run, the same page while nothing
 * is searched: from a key press to the paint of the letter.
 */
export async function benchTyping({ project, archive, sets, texts, size, phrases, seed }: TypingBench): Promise<void> {
  const passages = passagesOf(realPassages(sets, texts), size);
  await fill(project, archive, passages);
  const server = await serveArchive(project, archive);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(new URL("/", server.graphql).href);
    await page.locator(".counts").waitFor();
    const drawn = drawPhrases(passages, phrases, seed);
    const times = await typeIn(page, drawn);
    console.log(
      `${times.length} key presses, ${drawn.length} phrases of one to three words, over ${passages.length} passages; milliseconds`,
    );
    printRow(
      "key press to the paint of its results",
      times.map(({ results }) => results),
    );
    const counted = times.flatMap(({ counts }) => counts ?? []);
    printRow(`to that of its facets (${counted.length} of ${times.length})`, counted);
    printRow(
      "key press to the paint of its letter",
      times.map(({ letter }) => letter),
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Imports the passages, unless the archive has as many already. */
async function fill(project: string, archive: string, passages: readonly CataloguePassage[]): Promise<void> {
  await claimFolder(archive);
  const held = JSON.parse(await lectern(project, archive, ["status", "--json"])) as { counts?: { passages?: number } };
  if ((held.counts?.passages ?? 0) >= passages.length) return;
  const folder = await mkdtemp(join(tmpdir(), "lectern-bench-typing-"));
  try {
    for (let from = 0; from < passages.length; from += TEXT) await writeText(folder, from, passages.slice(from, from + TEXT));
    await lectern(project, archive, ["import", folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeText(folder: string, from: number, passages: readonly CataloguePassage[]): Promise<void> {
  const name = `passages-${from}`;
  await mkdir(join(folder, name));
  const rows = passages.map(({ text }, at) => `${from + at + 1}\t${text.replace(/\s+/g, " ")}`);
  await writeFile(join(folder, name, "passages.tsv"), `number\ttext\n${rows.join("\n")}\n`);
  const settings = [
    `name: ${name}`,
    "kind: study-text",
    "include: passages.tsv",
    "studyText:",
    `  title: Passages from ${from + 1}`,
    "  divide: { by: rows, locator: number, text: text, levels: { paragraph: number } }",
  ];
  await writeFile(join(folder, name, "collection.yaml"), `${settings.join("\n")}\n`);
}

/** One to three words that stand together in a passage drawn by the seed. */
function drawPhrases(passages: readonly CataloguePassage[], count: number, seed: number): string[] {
  const random = randomFrom(seed);
  const phrases: string[] = [];
  while (phrases.length < count) {
    const { text } = passages[Math.floor(random() * passages.length)] as CataloguePassage;
    const words = text.match(/[A-Za-z]{3,}/g) ?? [];
    const length = 1 + Math.floor(random() * 3);
    const at = Math.floor(random() * Math.max(1, words.length - length));
    const phrase = words
      .slice(at, at + length)
      .join(" ")
      .toLowerCase();
    if (phrase.length > 3) phrases.push(phrase);
  }
  return phrases;
}

function printRow(name: string, times: number[]): void {
  const figures = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0).padStart(6));
  console.log(`${name.padEnd(38)} p50 p95 max ${figures.join("")}`);
}
