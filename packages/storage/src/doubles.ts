import type { Database } from "./data-source.js";

/** Texts that another collection holds too, word for word. */
export interface Doubles {
  /** Name of the other collection. */
  collection: string;
  texts: number;
}

/** How many of these sources have the very text of a source on show in another collection, by collection, the most first. */
export function doublesOf(database: Database, sourceIds: string[]): Promise<Doubles[]> {
  return database.query<Doubles>(
    `SELECT c.name AS collection, count(DISTINCT s.id)::int AS texts
     FROM source s
       JOIN source o ON o.text_hash = s.text_hash AND o.collection_id <> s.collection_id AND o.shown
       JOIN collection c ON c.id = o.collection_id
     WHERE s.id = ANY($1::uuid[])
     GROUP BY c.name ORDER BY texts DESC, c.name`,
    [sourceIds],
  );
}
