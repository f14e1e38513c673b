import type { Database } from "./data-source.js";
import { inSnapshot } from "./transaction.js";
import type { HeldCatalogue, HeldPassage, HeldWork, StaleSource } from "./types.js";

/** The study texts on show without their passages, and the generation of the catalogue at that moment. */
export function readCatalogueWorks(database: Database): Promise<HeldCatalogue> {
  return inSnapshot(database, "reading the catalogue of study texts", async (snapshot) => {
    const generation = await snapshot.query<{ generation: number }>("SELECT generation FROM catalogue");
    const works = await snapshot.query<HeldWork>(
      `SELECT t.id AS work, t.title, t.aliases, t.language, t.published_on AS "publishedOn",
         coalesce(c.settings #> '{studyText,styles}', '[]') AS styles, s.draft_hash || ' ' || s.text_hash AS print
       FROM study_text t JOIN source s ON s.id = t.source_id JOIN collection c ON c.id = s.collection_id WHERE s.shown ORDER BY t.title, t.id`,
    );
    return { generation: generation.rows[0]?.generation ?? 0, works: works.rows };
  });
}

/** The passages of these study texts, work by work, in order. */
export async function readHeldPassages(database: Database, works: readonly string[]): Promise<HeldPassage[]> {
  return database.query<HeldPassage>(
    `SELECT p.study_text_id AS work, p.id AS passage, p.locator, p.levels, p.text
     FROM passage p WHERE p.study_text_id = ANY($1::uuid[]) ORDER BY p.study_text_id, p.position`,
    [works],
  );
}

/** How often the study texts on show have changed: a catalogue read at an earlier generation is out of date. */
export async function readCatalogueGeneration(database: Database): Promise<number> {
  const [row] = await database.query<{ generation: number }>("SELECT generation FROM catalogue");
  return row?.generation ?? 0;
}

/** Sources on show whose links were made with an older catalogue or, where it is given, another linker. Oldest links first. */
export async function staleLinkSources(database: Database, limit: number, linkerVersion: string | null = null): Promise<StaleSource[]> {
  return database.query<StaleSource>(
    `SELECT s.id AS "sourceId", s.text_hash AS "textHash", s.text, s.published_on AS "publishedOn", s.language
     FROM source s
     WHERE s.shown AND (s.linked_generation < (SELECT generation FROM catalogue) OR ($2::text IS NOT NULL AND s.linker_version <> $2))
     ORDER BY s.linked_generation, s.id LIMIT $1`,
    [limit, linkerVersion],
  );
}
