import {
  type Catalogue,
  type CatalogueData,
  catalogueFromBytes,
  catalogueToBytes,
  joinCatalogues,
  openCatalogue,
  packCatalogue,
} from "@lectern/linking";
import { passagesOf, realPassages } from "./linking/passages.js";
import { threadSeconds } from "./linking/timing.js";

/** Passages of the texts that are added. */
const ADDED = [50, 200, 800];
const ROUNDS = 5;

/**
 * What one more text costs a catalogue of so many passages: packing it, joining it to what is there and opening the whole,
 * against packing everything anew. Seconds of this thread's own time, the median of five.
 */
export function benchAdding({ sets, texts, sizes }: { sets: string; texts: string | null; sizes: number[] }): void {
  const real = realPassages(sets, texts);
  for (const size of sizes) {
    const all = passagesOf(real, size + Math.max(...ADDED));
    const held = all.slice(0, size);
    const start = threadSeconds();
    const data = packCatalogue([], held);
    const whole = threadSeconds() - start;
    const bytes = catalogueToBytes(data);
    const load = median(() => catalogueFromBytes(bytes));
    console.log(
      `\n${size} passages: packed in ${ms(whole)}, loaded from a segment of ${(bytes.length / 1e6).toFixed(1)} MB in ${ms(load)}`,
    );
    const opened = openCatalogue(data);
    for (const added of ADDED) benchText(data, opened, all.slice(size, size + added), whole);
  }
}

function benchText(data: CatalogueData, held: Catalogue, passages: { locator: string; text: string }[], whole: number): void {
  const added = passages.map(({ locator, text }, index) => ({ work: "The text that is added", locator: `${locator} ${index}`, text }));
  const pack = median(() => packCatalogue([], added));
  const part = packCatalogue([], added);
  const join = median(() => joinCatalogues([data, part]));
  const joined = joinCatalogues([data, part]);
  const open = median(() => openCatalogue(joined, held));
  const sum = pack + join + open;
  console.log(
    `  a text of ${String(added.length).padStart(4)} passages: ${ms(sum)} (packed in ${ms(pack)}, joined in ${ms(join)}, opened in ${ms(open)}); everything anew takes ${(whole / sum).toFixed(1)} times as long`,
  );
}

function median(work: () => unknown): number {
  const seconds = Array.from({ length: ROUNDS }, () => {
    const start = threadSeconds();
    work();
    return threadSeconds() - start;
  });
  return seconds.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

function ms(seconds: number): string {
  return seconds < 10 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;
}
