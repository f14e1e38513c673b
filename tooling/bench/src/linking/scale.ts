import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { readRows } from "@lectern/eval/linking-sets";
import type { CatalogueData } from "@lectern/linking";
import { lengthOf } from "./timing.js";

interface Packed {
  data: CatalogueData;
  characters: number;
  seconds: number;
  wall: number;
}

/** Building, memory and speed of quotations against so many passages, with one worker and with two that share them. */
export async function benchScale(sets: string, texts: string | null, passages: number): Promise<void> {
  const packed = await pack(sets, texts, passages);
  const { data, characters } = packed;
  const bytes = bytesOf(data);
  console.log(`\n${data.passages.works.length} passages, ${(characters / 1e6).toFixed(1)} M characters`);
  console.log(`  packed in ${packed.seconds.toFixed(1)} s of one core (${packed.wall.toFixed(1)} s by the clock)`);
  console.log(`  ${(bytes / 1e6).toFixed(0)} MB shared, ${(bytes / data.passages.works.length).toFixed(0)} bytes a passage`);
  for (const [language, pile] of Object.entries(pilesOf(sets))) {
    const one = await linkAll(data, pile, 1);
    const two = await linkAll(data, pile, 2);
    const rate = lengthOf(pile) / 1e6 / one.seconds;
    console.log(
      `  ${language.padEnd(16)} ${rate.toFixed(3)} M chars/s a core, found ${one.found}; two workers ${(one.wall / two.wall).toFixed(2)} times as fast as one, ${two.resident.toFixed(0)} MB resident`,
    );
  }
}

async function pack(sets: string, texts: string | null, passages: number): Promise<Packed> {
  const thread = new Worker(new URL("build-thread.js", import.meta.url), {
    workerData: { sets, texts, passages },
    resourceLimits: { maxOldGenerationSizeMb: 8000 },
  });
  const [packed] = (await once(thread, "message")) as [Packed];
  await thread.terminate();
  return packed;
}

/** Every other text to each worker, in a few portions so that none waits long for the last. */
async function linkAll(data: CatalogueData, pile: string[], workers: number) {
  const threads = await Promise.all(
    Array.from({ length: workers }, async () => {
      const thread = new Worker(new URL("link-thread.js", import.meta.url), { workerData: { data } });
      await once(thread, "message");
      return thread;
    }),
  );
  const portions = portionsOf(pile);
  await Promise.all(threads.map((thread) => linkPortion(thread, portions[0] ?? [])));
  let found = 0;
  let seconds = 0;
  const start = performance.now();
  const waiting = [...portions];
  await Promise.all(
    threads.map(async (thread) => {
      for (let portion = waiting.shift(); portion !== undefined; portion = waiting.shift()) {
        const linked = await linkPortion(thread, portion);
        found += linked.found;
        seconds += linked.seconds;
      }
    }),
  );
  const wall = (performance.now() - start) / 1000;
  const resident = process.memoryUsage().rss / 1e6;
  await Promise.all(threads.map((thread) => thread.terminate()));
  return { found, seconds, wall, resident };
}

async function linkPortion(thread: Worker, portion: string[]): Promise<{ found: number; seconds: number }> {
  thread.postMessage(portion);
  const [linked] = (await once(thread, "message")) as [{ found: number; seconds: number }];
  return linked;
}

function portionsOf(pile: string[]): string[][] {
  const size = Math.ceil(pile.length / 24);
  return Array.from({ length: Math.ceil(pile.length / size) }, (_, i) => pile.slice(i * size, (i + 1) * size));
}

function pilesOf(sets: string): Record<string, string[]> {
  const rows = <Row>(file: string): Row[] => readRows<Row>(join(sets, file));
  const talks = rows<{ quote: string; body: string }>("spurgeon-keyverse-kjv/spurgeon.jsonl");
  const classics = rows<{ work: string; text: string }>("zh-classics-quotes/catalogue.jsonl");
  return {
    English: talks.map(({ quote, body }) => `“${quote}”\n\n${body}`),
    "Chinese, law": rows<{ speech: string }>("lawbench-zh/items.jsonl").map(({ speech }) => speech),
    "Chinese, classic": classics.slice(0, 600).map(({ text }) => text),
  };
}

function bytesOf({ passages, quotations }: CatalogueData): number {
  const packed = [passages.texts, passages.locators, passages.keys, passages.levels].flatMap(({ bytes, ends }) => [bytes, ends]);
  const tables = quotations.tables.flatMap(({ buckets, entries }) => [buckets, entries]);
  const { ids, starts, counts, bits } = quotations;
  return [...packed, passages.works, ids, starts, counts, bits, ...tables].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
