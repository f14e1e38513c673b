import { createHash } from "node:crypto";
import { type CopiedSource, copiedSources, documentsByBucket, waitingInBuckets } from "../postgres/copied.js";
import { inTransaction } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import { BUCKETS, bucketOf } from "../postgres/versions.js";
import type { CopyDifference } from "../search-index.js";
import { type EngineDocument, isUnaltered } from "./documents.js";
import { asking } from "./engine-error.js";
import type { EngineServer } from "./server.js";

/** Documents that are looked at in one go. */
const DOCUMENTS_AT_ONCE = 20_000;
/** Documents that are read whole in one go, texts and all. */
const WHOLE_AT_ONCE = 2_000;

/**
 * Compares the index of one server that is searched with what Postgres says it has, bucket by bucket: how many documents of which
 * version there are of each source. Of one range of buckets, another one each time, which is all of them in an archive of few
 * passages, the documents are read as well, and are to be what their checksums say. Nothing may be sent meanwhile: the
 * caller holds the lock. What is put into Postgres meanwhile waits, and is no difference.
 */
export async function compareCopy(pool: SearchPool, server: EngineServer): Promise<CopyDifference> {
  const sizes = await inTransaction(pool, "BEGIN", (ask) => documentsByBucket(ask, server.share));
  const difference: CopyDifference = { sources: 0, documents: 0, buckets: BUCKETS, differing: 0, missing: [], different: [], extra: [] };
  const ranges = rangesOf(sizes);
  const read = Math.floor(Math.random() * ranges.length);
  for (const [i, [from, to]] of ranges.entries()) {
    const held = await (i === read ? readSources : heldSources)(server, from, to);
    await compareRange(pool, server, from, to, held, difference);
  }
  return difference;
}

/** Ranges of buckets of about the same number of documents. */
function rangesOf(sizes: Map<number, number>): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  let size = DOCUMENTS_AT_ONCE;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const own = sizes.get(bucket) ?? 0;
    const last = ranges.at(-1);
    if (last === undefined || size + own > DOCUMENTS_AT_ONCE) {
      ranges.push([bucket, bucket]);
      size = own;
    } else {
      last[1] = bucket;
      size += own;
    }
  }
  return ranges;
}

/** What the engine holds of one source. */
interface Held {
  documents: number;
  versions: Set<string>;
}

async function compareRange(
  pool: SearchPool,
  { share }: EngineServer,
  from: number,
  to: number,
  held: Map<string, Held>,
  difference: CopyDifference,
): Promise<void> {
  const { expected, waiting } = await inTransaction(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", async (ask) => ({
    expected: await copiedSources(ask, share, from, to),
    waiting: new Set(await waitingInBuckets(ask, share, from, to)),
  }));
  for (const sourceId of waiting) held.delete(sourceId);
  difference.sources += expected.length;
  difference.documents += expected.reduce((sum, { documents }) => sum + documents, 0);
  const ours = Map.groupBy(expected, ({ bucket }) => bucket);
  const theirs = Map.groupBy(held, ([sourceId]) => bucketOf(sourceId));
  for (let bucket = from; bucket <= to; bucket++) {
    const own = ours.get(bucket) ?? [];
    const other = theirs.get(bucket) ?? [];
    const ownLines = own.map(({ sourceId, version, documents }) => lineOf(sourceId, { documents, versions: new Set([version]) }));
    if (checksum(ownLines) === checksum(other.map(([sourceId, one]) => lineOf(sourceId, one)))) continue;
    difference.differing++;
    nameDifferences(own, new Map(other), difference);
  }
}

/** What documents say of themselves. */
async function heldSources(server: EngineServer, from: number, to: number): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  const pages = documentsIn<Pick<EngineDocument, "sourceId" | "version">>(server, from, to, DOCUMENTS_AT_ONCE, ["sourceId", "version"]);
  for await (const { sourceId, version } of pages) note(held, sourceId, version);
  return held;
}

/** The same, where documents that were altered are of a version that nobody knows. */
async function readSources(server: EngineServer, from: number, to: number): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  for await (const document of documentsIn<EngineDocument>(server, from, to, WHOLE_AT_ONCE)) {
    note(held, document.sourceId, isUnaltered(document) ? document.version : ALTERED);
  }
  return held;
}

const ALTERED = "altered";

function note(held: Map<string, Held>, sourceId: string, version: string): void {
  const one = held.get(sourceId) ?? { documents: 0, versions: new Set() };
  one.documents++;
  one.versions.add(version);
  held.set(sourceId, one);
}

async function* documentsIn<Document extends object>(
  server: EngineServer,
  from: number,
  to: number,
  limit: number,
  fields?: Extract<keyof Document, string>[],
): AsyncGenerator<Document> {
  const index = server.indexing.index(server.index);
  const filter = `bucket >= ${from} AND bucket <= ${to}`;
  for (let offset = 0; ; offset += limit) {
    const { results } = await asking("comparing both sides", () =>
      index.getDocuments<Document>({ filter, limit, offset, ...(fields !== undefined && { fields }) }),
    );
    yield* results as Document[];
    if (results.length < limit) return;
  }
}

function lineOf(sourceId: string, { documents, versions }: Held): string {
  return `${sourceId} ${documents} ${[...versions].sort()}`;
}

function checksum(lines: string[]): string {
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

function nameDifferences(expected: CopiedSource[], held: Map<string, Held>, difference: CopyDifference): void {
  for (const { sourceId, version, documents } of expected) {
    const own = held.get(sourceId);
    held.delete(sourceId);
    if (own === undefined) difference.missing.push(sourceId);
    else if (own.documents !== documents || own.versions.size !== 1 || !own.versions.has(version)) difference.different.push(sourceId);
  }
  difference.extra.push(...held.keys());
}
