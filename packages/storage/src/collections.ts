import { Collection, type DocumentKind, Identity, RecordKind } from "@lectern/schema";
import { renewDecisions } from "./apply-decisions.js";
import type { Database } from "./data-source.js";
import { hydrate, prepared, selectList, updateRow, writeRows } from "./rows.js";
import { identityRow } from "./shared-records.js";
import { inTransaction } from "./transaction.js";
import type { CollectionToStore } from "./types.js";
import { newId } from "./uuid.js";

/** The id of the collection of that name, made or brought up to date. A withdrawn one stays withdrawn. */
export function ensureCollection(database: Database, collection: CollectionToStore): Promise<string> {
  return inTransaction(database, `storing the collection ${collection.name}`, async (transaction) => {
    const found = await transaction.query<{ id: string }>(
      prepared("SELECT id FROM collection WHERE name = $1 FOR UPDATE", [collection.name]),
    );
    const known = found.rows[0]?.id;
    if (known !== undefined) {
      await updateRow(database, transaction, Collection, known, collection);
      await renewDecisions(database, transaction, [known]);
      return known;
    }
    const id = newId();
    await writeRows(database, transaction, [
      { entity: Identity, rows: [identityRow({ id, kind: RecordKind.COLLECTION, sourceId: null, key: collection.name, span: null })] },
      { entity: Collection, rows: [{ id, ...collection, withdrawnAt: null }] },
    ]);
    return id;
  });
}

/** The collection of a name, withdrawn or not. */
export async function collectionByName(database: Database, name: string): Promise<Collection | null> {
  const [row] = await database.query<object>(`SELECT ${selectList(database, Collection, "c")} FROM collection c WHERE c.name = $1`, [name]);
  return row === undefined ? null : hydrate(Collection, row);
}

/** What the archive holds from one place of a collection. */
export interface HeldPlace {
  sourceId: string;
  kind: DocumentKind;
  hash: string;
  readerVersion: string;
}

/** What the archive holds at each place of a collection, withdrawn sources left out: an import need not read the same bytes again. */
export async function heldPlaces(database: Database, collectionId: string): Promise<Map<string, HeldPlace>> {
  const rows = await database.query<HeldPlace & { place: string }>(
    `SELECT place, id AS "sourceId", kind, hash, reader_version AS "readerVersion"
     FROM source WHERE collection_id = $1 AND place IS NOT NULL AND shown ORDER BY place`,
    [collectionId],
  );
  return new Map(rows.map(({ place, ...held }) => [place, held]));
}
