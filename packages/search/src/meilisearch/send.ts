import {
  type CopyColumn,
  confirmSources,
  noteRefusal,
  noteTask,
  readRecordTexts,
  type WaitingSource,
  waitingSources,
} from "../postgres/copied.js";
import { inTransaction } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import { BUCKETS, bucketOf, NOTHING, type Share } from "../postgres/versions.js";
import { documentsOfRecord, type EngineDocument } from "./documents.js";
import { asking, EngineError, faultOf } from "./engine-error.js";
import { quoted } from "./find.js";
import { type EngineServer, endOfTask } from "./server.js";

/** Which index is written, and which column of Postgres says what it has. */
export interface Target {
  index: string;
  column: CopyColumn;
}

/** An engine has a fixed cost for each batch: few and large ones. */
const DOCUMENTS_AT_ONCE = 5_000;
const SOURCES_AT_ONCE = 1_000;
/** Size of one request, in UTF-16 code units of text. */
const TEXT_AT_ONCE = 8_000_000;
/** Batches that are under way: the next is made while the engine works on those before. */
const UNDER_WAY = 3;

interface Batch {
  sources: WaitingSource[];
  documents: EngineDocument[];
}

/** Sends all that the index has yet to hear of, until nothing waits. Returns how many sources were sent. */
export async function sendWaiting(
  pool: SearchPool,
  server: EngineServer,
  target: Target,
  isStopped: () => boolean,
  onSent: (sources: number) => void,
): Promise<number> {
  const sender = new Sender(pool, server, target, isStopped);
  let sent = 0;
  let after = "";
  const underWay: { batch: Batch; tasks: number[] | null }[] = [];
  while (!isStopped()) {
    const batch = await nextBatch(pool, server.share, target.column, after);
    const last = batch.sources.at(-1);
    if (last !== undefined) underWay.push({ batch, tasks: await sender.begin(batch) });
    while (underWay.length > (last === undefined ? 0 : UNDER_WAY - 1)) {
      const { batch: oldest, tasks } = underWay.shift() as (typeof underWay)[number];
      sent += await sender.end(oldest, tasks);
      onSent(sent);
    }
    // What came meanwhile, before the place where this round stands, is for the next round.
    if (last === undefined && after === "") return sent;
    after = last?.sourceId ?? "";
  }
  return sent;
}

/** Has an index forget all that it holds of these sources. */
export async function forgetSources(server: EngineServer, name: string, sourceIds: string[], isStopped: () => boolean): Promise<void> {
  for (let i = 0; i < sourceIds.length && !isStopped(); i += SOURCES_AT_ONCE) {
    await forget(server, name, `sourceId IN ${list(sourceIds.slice(i, i + SOURCES_AT_ONCE))}`, isStopped);
  }
}

/** Has the index that is searched forget what is none of our documents, and in none of the buckets that are compared. */
export async function forgetStrays(server: EngineServer, isStopped: () => boolean): Promise<void> {
  const lacks = ["bucket", "sourceId", "version"].map((field) => `${field} NOT EXISTS`).join(" OR ");
  await forget(server, server.index, `${lacks} OR bucket < 0 OR bucket >= ${BUCKETS}`, isStopped);
}

async function forget(server: EngineServer, name: string, filter: string, isStopped: () => boolean): Promise<void> {
  const { taskUid } = await asking("removing documents", () => server.indexing.index(name).deleteDocuments({ filter }));
  const task = await endOfTask(server, taskUid, isStopped);
  if (task === null || task.status === "succeeded") return;
  const fault = task.error === null ? "FAILED" : faultOf(task.error);
  throw new EngineError(fault, `Meilisearch failed to remove documents: ${task.error?.message ?? "the task was cancelled"}`);
}

const BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE search_state IN ACCESS SHARE MODE";

async function nextBatch(pool: SearchPool, share: Share, column: CopyColumn, after: string): Promise<Batch> {
  const { sources, records } = await inTransaction(pool, BEGIN_READING, async (ask) => {
    const waiting = await waitingSources(ask, share, column, after, SOURCES_AT_ONCE);
    const chosen = upTo(waiting, DOCUMENTS_AT_ONCE);
    return {
      sources: chosen,
      records: await readRecordTexts(
        ask,
        chosen.map(({ sourceId }) => sourceId),
      ),
    };
  });
  const versions = new Map(sources.map(({ sourceId, version }) => [sourceId, version]));
  const documents: EngineDocument[] = [];
  for (const record of records) {
    const { sourceId } = record;
    const made = await documentsOfRecord(record, { version: versions.get(sourceId) ?? NOTHING, bucket: bucketOf(sourceId) });
    for (const document of made) documents.push(document);
  }
  return { sources, documents };
}

function upTo(sources: WaitingSource[], documents: number): WaitingSource[] {
  let room = documents;
  return sources.filter((source, i) => {
    room -= source.documents;
    return i === 0 || room >= 0;
  });
}

/** Sends batches to one index and sees to their end. */
class Sender {
  readonly #pool: SearchPool;
  readonly #server: EngineServer;
  readonly #target: Target;
  readonly #isStopped: () => boolean;

  constructor(pool: SearchPool, server: EngineServer, target: Target, isStopped: () => boolean) {
    this.#pool = pool;
    this.#server = server;
    this.#target = target;
    this.#isStopped = isStopped;
  }

  /**
   * Hands a batch to the engine. New documents first, then away with what is older: a search meanwhile sees one or the
   * other, never nothing. Returns the numbers of its tasks; null where the engine does not take it in.
   */
  async begin({ sources, documents }: Batch): Promise<number[] | null> {
    const index = this.#server.indexing.index<EngineDocument>(this.#target.index);
    const tasks: number[] = [];
    try {
      for (const some of bySize(documents)) {
        tasks.push((await asking("sending documents", () => index.addDocuments(some, { primaryKey: "id" }))).taskUid);
      }
    } catch (error) {
      if (error instanceof EngineError && error.fault === "REFUSED") return null;
      throw error;
    }
    const known = sources.filter(({ isKnown }) => isKnown);
    if (known.length > 0) {
      const filter = `sourceId IN ${list(known.map(({ sourceId }) => sourceId))} AND version NOT IN ${list(sources.map(({ version }) => version))}`;
      tasks.push((await asking("removing documents", () => index.deleteDocuments({ filter }))).taskUid);
    }
    return tasks;
  }

  /** Waits for a batch, and splits one that is refused until what is wrong in it stands alone. Returns how many sources are done. */
  async end(batch: Batch, tasks: number[] | null): Promise<number> {
    const refusal = tasks === null ? "It does not take the documents in." : await this.#endOf(tasks);
    if (refusal === STOPPED) return 0;
    if (refusal === null) {
      await inTransaction(this.#pool, "BEGIN", async (ask) => {
        await confirmSources(ask, this.#target.column, batch.sources);
        for (const task of tasks?.slice(-1) ?? []) await noteTask(ask, this.#server.share, task);
      });
      return batch.sources.length;
    }
    if (batch.sources.length === 1) return await this.#sendRecords(batch, refusal);
    const middle = Math.ceil(batch.sources.length / 2);
    let done = 0;
    for (const sources of [batch.sources.slice(0, middle), batch.sources.slice(middle)]) {
      const ids = new Set(sources.map(({ sourceId }) => sourceId));
      const half = { sources, documents: batch.documents.filter(({ sourceId }) => ids.has(sourceId)) };
      done += await this.end(half, await this.begin(half));
    }
    return done;
  }

  /**
   * Sends the records of a refused source one by one, to note the one that is at fault. None of them stays: that the copy has nothing
   * of the source is what searches count on.
   */
  async #sendRecords({ sources, documents }: Batch, refusal: string): Promise<number> {
    const [source] = sources as [WaitingSource];
    const records = [...Map.groupBy(documents, ({ recordId }) => recordId)];
    let fault: { recordId: string | null; reason: string } = {
      recordId: records.length === 1 ? (records[0]?.[0] ?? null) : null,
      reason: refusal,
    };
    for (const [recordId, own] of records.length > 1 ? records : []) {
      const tasks = await this.begin({ sources: [source], documents: own });
      const reason = tasks === null ? refusal : await this.#endOf(tasks.slice(0, bySize(own).length));
      if (reason === STOPPED) return 0;
      if (reason !== null) fault = { recordId, reason };
    }
    const { index, column } = this.#target;
    await forgetSources(this.#server, index, [source.sourceId], this.#isStopped);
    if (this.#isStopped()) return 0;
    await inTransaction(this.#pool, "BEGIN", (ask) => noteRefusal(ask, column, source, fault.recordId, fault.reason));
    return 0;
  }

  /** Null where all tasks succeeded, STOPPED where they were not waited for, else why the engine refuses the documents. */
  async #endOf(tasks: number[]): Promise<string | typeof STOPPED | null> {
    let refusal: string | null = null;
    for (const uid of tasks) {
      const task = await endOfTask(this.#server, uid, this.#isStopped);
      if (task === null) return STOPPED;
      if (task.status === "succeeded") continue;
      const fault = task.error === null ? "FAILED" : faultOf(task.error);
      const reason = task.error?.message ?? "The task was cancelled.";
      if (fault !== "REFUSED") throw new EngineError(fault, `Meilisearch failed to index: ${reason}`);
      refusal = reason;
    }
    return refusal;
  }
}

const STOPPED = Symbol("stopped");

function list(values: string[]): string {
  return `[${values.map(quoted).join(", ")}]`;
}

function bySize(documents: EngineDocument[]): EngineDocument[][] {
  const parts: EngineDocument[][] = [];
  let room = 0;
  for (const document of documents) {
    const elsewhere = Object.values(document.elsewhere).reduce((sum, text) => sum + text.length, 0);
    const size = document.text.length + elsewhere + document.names.length + document.title.length + 500;
    if (room < size || parts.length === 0) {
      parts.push([]);
      room = TEXT_AT_ONCE;
    }
    parts.at(-1)?.push(document);
    room -= size;
  }
  return parts;
}
