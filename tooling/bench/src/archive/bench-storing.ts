import { rm } from "node:fs/promises";
import { searchTexts } from "@lectern/eval/search-texts";
import { MeilisearchIndex } from "@lectern/search";
import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import pg from "pg";
import { copyAgain } from "../bench-import.js";
import { memoryHeld } from "../memory.js";
import { clearFolder } from "../own-folder.js";
import { type BenchArchive, batches, indexStored, openArchive, storeTexts, textsWithoutEnd } from "./make-archive.js";

export interface StoringBench {
  data: string;
  /** Folder for an archive that goes when it has been measured. */
  folder: string;
  sizes: number[];
}

/**
 * Stores and indexes ready drafts until they can be found, for each number of passages, beside what must be done at the least:
 * COPY of the same rows into the same tables with their indexes, and `addDocuments` of the same documents.
 */
export async function benchStoring({ data, folder, sizes }: StoringBench): Promise<void> {
  for (const size of sizes) {
    await clearFolder(folder);
    const archive = await openArchive(folder);
    try {
      const stored = await timeStoring(archive, data, size);
      const copying = await timeCopy(archive);
      const postgres = await databaseSize(archive);
      console.log(`\n${stored.passages} passages in ${stored.documents} documents`);
      printRow("stored (Postgres, the truth)", stored.storing, stored.passages);
      printRow("indexed (Postgres search)", stored.indexing, stored.passages);
      printRow("COPY of the same rows", copying, stored.passages);
      const own = stored.storing + stored.indexing;
      console.log(`rate of storing and indexing beside COPY: ${(copying / own).toFixed(2)}`);
      console.log(`memory of this process: ${megabytes(stored.held)} held beside the texts, ${megabytes(stored.memory)} at most`);
      console.log(`database ${megabytes(postgres)}`);
      const reason = whyNoOwnMeilisearch();
      if (reason === null) await benchMeilisearch(archive, own, copying, stored.passages);
      else console.log(`Meilisearch: NOT RUN: ${reason}`);
    } finally {
      await archive.close();
    }
  }
  await rm(folder, { recursive: true, force: true });
}

async function benchMeilisearch(archive: BenchArchive, own: number, copying: number, passages: number): Promise<void> {
  const engine = await startMeilisearch();
  const index = new MeilisearchIndex(archive.database.pool, { url: engine.url, masterKey: engine.masterKey });
  try {
    await index.configure();
    const following = await seconds(() => index.copy.catchUp());
    const { bytes } = await index.copy.state();
    const adding = await timeAddDocuments(archive, engine);
    printRow("copied to Meilisearch", following, passages);
    printRow("its own addDocuments", adding, passages);
    const slower = Math.max(copying, adding);
    console.log(`rate until Meilisearch finds it beside the slower of both: ${(slower / (own + following)).toFixed(2)}`);
    console.log(`Meilisearch ${megabytes(bytes ?? 0)}`);
  } finally {
    await index.close();
    await engine.stop();
  }
}

async function timeStoring(archive: BenchArchive, data: string, size: number) {
  const measured = { documents: 0, passages: 0, storing: 0, indexing: 0, memory: 0, held: 0 };
  const texts = searchTexts(data);
  const before = memoryHeld();
  for (const batch of batches(textsWithoutEnd(texts))) {
    measured.storing += await seconds(() => storeTexts(archive.database, batch));
    measured.indexing += await seconds(() => indexStored(archive));
    measured.documents += batch.length;
    measured.passages = (await archive.index.count()).passages;
    measured.memory = Math.max(measured.memory, process.memoryUsage().rss);
    measured.held = Math.max(measured.held, memoryHeld() - before);
    if (measured.passages >= size) break;
  }
  return measured;
}

async function timeCopy({ postgres }: BenchArchive): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return await copyAgain(client);
  } finally {
    await client.end();
  }
}

/** Documents that are sent at once. */
const BATCH = 5_000;

/** The documents of the copy, given to an index with the same settings in as large batches: until the last one can be found. */
async function timeAddDocuments({ database }: BenchArchive, { url, masterKey }: OwnMeilisearch): Promise<number> {
  const headers = { authorization: `Bearer ${masterKey}`, "content-type": "application/json", "accept-encoding": "identity" };
  const ask = async <T>(path: string, body?: unknown, method = body === undefined ? "GET" : "POST"): Promise<T> => {
    const response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`Meilisearch answers ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const untilDone = async (uid: number): Promise<void> => {
    for (;;) {
      const { status } = await ask<{ status: string }>(`/tasks/${uid}`);
      if (status === "succeeded") return;
      if (status === "failed") throw new Error("Meilisearch failed to add the documents again");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const [copy] = await database.query<{ archive: string }>("SELECT archive FROM search_copy");
  const from = `/indexes/lectern-${copy?.archive}`;
  const settings = await ask(`${from}/settings`);
  const made = await ask<{ taskUid: number }>("/indexes", { uid: "raw", primaryKey: "id" });
  await untilDone(made.taskUid);
  await untilDone((await ask<{ taskUid: number }>("/indexes/raw/settings", settings, "PATCH")).taskUid);
  // What is searched need not be shown: here it is, to be sent again.
  await untilDone((await ask<{ taskUid: number }>(`${from}/settings`, { displayedAttributes: ["*"] }, "PATCH")).taskUid);
  const parts: unknown[][] = [];
  for (let offset = 0; ; offset += BATCH) {
    const { results } = await ask<{ results: unknown[] }>(`${from}/documents?limit=${BATCH}&offset=${offset}`);
    if (results.length === 0) break;
    parts.push(results);
  }
  return await seconds(async () => {
    let last = -1;
    for (const part of parts) last = (await ask<{ taskUid: number }>("/indexes/raw/documents", part)).taskUid;
    await untilDone(last);
  });
}

async function databaseSize({ database }: BenchArchive): Promise<number> {
  const [row] = await database.query<{ bytes: number }>("SELECT pg_database_size(current_database())::float8 AS bytes");
  return row?.bytes ?? 0;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function printRow(name: string, time: number, passages: number): void {
  console.log(`${name.padEnd(32)} ${time.toFixed(1).padStart(8)} s ${(passages / time).toFixed(0).padStart(8)} passages a second`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
