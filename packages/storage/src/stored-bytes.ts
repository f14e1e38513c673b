import { Collection } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { hydrate, selectList } from "./rows.js";
import type { StoredBytes } from "./types.js";

/** The bytes of the current version of sources after `after`, in the order of their ids, withdrawn ones included: what `lectern reread` reads again. */
export async function readStoredBytes(database: Database, after: string | null, limit: number): Promise<StoredBytes[]> {
  return readBytes(database, "($1::uuid IS NULL OR s.id > $1) ORDER BY s.id LIMIT $2", [after, limit]);
}

/** The bytes of the current version of one source; null where there is none. */
export async function readStoredBytesOf(database: Database, sourceId: string): Promise<StoredBytes | null> {
  return (await readBytes(database, "s.id = $1", [sourceId]))[0] ?? null;
}

async function readBytes(database: Database, condition: string, values: unknown[]): Promise<StoredBytes[]> {
  const rows = await database.query<Omit<StoredBytes, "collection"> & { collection: { withdrawnAt: string | null } }>(
    `SELECT s.id AS "sourceId", s.collection_id AS "collectionId", s.kind, s.place, v.media_type AS "mediaType", s.reader_version AS "readerVersion",
       v.hints, b.bytes, (SELECT to_jsonb(row) FROM (SELECT ${selectList(database, Collection, "c")}) AS row) AS collection
     FROM source s JOIN collection c ON c.id = s.collection_id
     JOIN source_version v ON v.source_id = s.id AND v.number = s.version_number JOIN blob b ON b.hash = v.hash
     WHERE ${condition}`,
    values,
  );
  return rows.map(({ collection, ...row }) => {
    const withdrawnAt = collection.withdrawnAt === null ? null : new Date(collection.withdrawnAt);
    return { ...row, collection: hydrate(Collection, { ...collection, withdrawnAt }) };
  });
}
