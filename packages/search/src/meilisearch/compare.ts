import { createHash } from "node:crypto";
import { type CopiedSource, copiedSources, documentsByBucket, waitingInBuckets } from "../postgres/copied.js";
import { inTransaction } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import { BUCKETS, bucketOf } from "../postgres/versions.js";
import type { CopyDifference } from "../search-index.js";
import type { EngineDocument } from "./documents.js";
import { asking } from "./engine-error.js";
import type { EngineServer } from "./server.js";

/** Documents that are looked at in one go. */
const DOCUMENTS_AT_ONCE = 20_000;

/**
 * Compares the index of one server that is searched with what Postgres says it has, bucket by bucket. Nothing may be sent meanwhile: the
 * caller holds the lock. What is put into Postgres meanwhile waits, and is no difference.
 */
export async function compareCopy(pool: SearchPool, server: EngineServer): Promise<CopyDifference> {
  const sizes = await inTransaction(pool, "BEGIN", (ask) => documentsByBucket(ask, server.share));
  const difference: CopyDifference = { sources: 0, documents: 0, buckets: BUCKETS, differing: 0, missing: [], different: [], extra: [] };
  for (const [from, to] of rangesOf(sizes)) await compareRange(pool, server, from, to, difference);
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

async function compareRange(pool: SearchPool, server: EngineServer, from: number, to: number, difference: CopyDifference): Promise<void> {
  const held = await heldSources(server, from, to);
  const { expected, waiting } = await inTransaction(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", async (ask) => ({
    expected: await copiedSources(ask, server.share, from, to),
    waiting: new Set(await waitingInBuckets(ask, server.share, from, to)),
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

async function heldSources(server: EngineServer, from: number, to: number): Promise<Map<string, Held>> {
  const index = server.indexing.index<EngineDocument>(server.index);
  const held = new Map<string, Held>();
  for (let offset = 0; ; offset += DOCUMENTS_AT_ONCE) {
    const { results } = await asking("comparing both sides", () =>
      index.getDocuments<Pick<EngineDocument, "sourceId" | "version">>({
        filter: `bucket >= ${from} AND bucket <= ${to}`,
        fields: ["sourceId", "version"],
        limit: DOCUMENTS_AT_ONCE,
        offset,
      }),
    );
    for (const { sourceId, version } of results) {
      const one = held.get(sourceId) ?? { documents: 0, versions: new Set() };
      one.documents++;
      one.versions.add(version);
      held.set(sourceId, one);
    }
    if (results.length < DOCUMENTS_AT_ONCE) return held;
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
