import { ApiKey, Body, Citation, Collection, Decision, Identity, Person, Report, SetPhrase, Source, SourceVersion } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { storageError } from "./errors.js";
import { type Entity, selectList } from "./rows.js";
import type { Transaction } from "./transaction.js";

/** Version of the format that docs/operating-export.md describes. */
export const EXPORT_VERSION = 1;

/** One line of an export: an object with its type. */
export type ExportLine = { type: string } & Record<string, unknown>;

/** The tables of an export in the order of its lines, each in portions of `portion` rows. */
interface Part {
  type: string;
  entity: Entity;
  /** Properties that a restore makes itself. */
  without: string[];
  table: string;
  portion: number;
  /** A further column. */
  extra?: string;
  condition?: string;
}

export const PARTS: Part[] = [
  { type: "collection", entity: Collection, without: [], table: "collection", portion: 500 },
  { type: "identity", entity: Identity, without: [], table: "identity", portion: 5_000 },
  { type: "person", entity: Person, without: [], table: "person", portion: 5_000 },
  { type: "body", entity: Body, without: [], table: "body", portion: 5_000 },
  { type: "phrase", entity: SetPhrase, without: [], table: "set_phrase", portion: 5_000 },
  { type: "source", entity: Source, without: ["draftHash", "linkedGeneration", "linkerVersion", "shown"], table: "source", portion: 50 },
  { type: "version", entity: SourceVersion, without: [], table: "source_version", portion: 200 },
  { type: "decision", entity: Decision, without: [], table: "decision", portion: 1_000 },
  {
    type: "citation",
    entity: Citation,
    without: ["speechId", "meetingId"],
    table: "citation",
    portion: 1_000,
    extra: `ARRAY(SELECT g.passage_id FROM citation_target g WHERE g.citation_id = t.id ORDER BY g.position) AS "passageIds"`,
    condition: "EXISTS (SELECT FROM decision d WHERE d.record_id = t.id AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'CORRECT'))",
  },
  { type: "report", entity: Report, without: [], table: "report", portion: 1_000 },
  { type: "key", entity: ApiKey, without: ["hash"], table: "api_key", portion: 1_000 },
];

/**
 * Everything that cannot be made again, line by line, as of one moment: collections, ids, sources with the bytes of all
 * versions, people, bodies and phrases, decisions, names of keys (never their secrets or hashes). The last line counts the
 * others, so that a restore knows that it has all. Writing goes on meanwhile.
 */
export async function* exportArchive(database: Database): AsyncGenerator<ExportLine> {
  const client = await database.pool.connect().catch((error: unknown) => {
    throw storageError("exporting", error);
  });
  let isDone = false;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // The first statement fixes the moment that all others see.
    const { rows } = await client.query<{ exportedAt: Date }>(`SELECT now() AS "exportedAt"`);
    yield { type: "lectern-archive", version: EXPORT_VERSION, exportedAt: rows[0]?.exportedAt };
    let lines = 0;
    for await (const line of readBlobs(client)) {
      lines++;
      yield line;
    }
    for (const part of PARTS) {
      for await (const line of readPart(database, client, part)) {
        lines++;
        yield line;
      }
    }
    yield { type: "end", lines };
    await client.query("COMMIT");
    isDone = true;
  } finally {
    client.release(!isDone);
  }
}

async function* readPart(database: Database, client: Transaction, part: Part): AsyncGenerator<ExportLine> {
  const columns = [selectList(database, part.entity, "t", part.without), ...(part.extra === undefined ? [] : [part.extra])].join(", ");
  const condition = part.condition === undefined ? "" : ` AND ${part.condition}`;
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: Record<string, unknown>[] } = await client.query(
      `SELECT ${columns} FROM ${part.table} t WHERE ($1::uuid IS NULL OR t.id > $1)${condition} ORDER BY t.id LIMIT ${part.portion}`,
      [after],
    );
    for (const row of rows) yield { type: part.type, ...row };
    if (rows.length < part.portion) return;
    after = String(rows.at(-1)?.id);
  }
}

/** One at a time: a blob may be large. */
async function* readBlobs(client: Transaction): AsyncGenerator<ExportLine> {
  for (let after = ""; ; ) {
    const { rows }: { rows: { hash: string; bytes: Buffer }[] } = await client.query(
      "SELECT hash, bytes FROM blob WHERE hash > $1 ORDER BY hash LIMIT 1",
      [after],
    );
    const [row] = rows;
    if (row === undefined) return;
    yield { type: "blob", hash: row.hash, base64: row.bytes.toString("base64") };
    after = row.hash;
  }
}
