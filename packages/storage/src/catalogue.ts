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

/** What a claim of stale sources gave: the sources, and whether others are free still, or in other hands. */
export interface ClaimedSources {
  sources: StaleSource[];
  /** Whether more of them wait, be they free or claimed by others. */
  isMore: boolean;
}

/**
 * Takes sources as `staleLinkSources` lists them into one's hands for some seconds: others are given other ones meanwhile,
 * and these again when the seconds are over and nothing was heard. `renewClaims` goes on, `releaseClaims` ends it.
 */
export async function claimStaleSources(
  database: Database,
  limit: number,
  linkerVersion: string,
  seconds: number,
): Promise<ClaimedSources> {
  const isStale = "s.shown AND (s.linked_generation < (SELECT generation FROM catalogue) OR s.linker_version <> $2)";
  const sources = await database.query<StaleSource>(
    `WITH free AS (
       SELECT s.id, s.linked_generation FROM source s
       WHERE ${isStale} AND NOT EXISTS (SELECT FROM relink_claim c WHERE c.source_id = s.id AND c.until > now())
       ORDER BY s.linked_generation, s.id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
     ), claimed AS (
       INSERT INTO relink_claim AS k (source_id, until) SELECT id, now() + make_interval(secs => $3) FROM free ORDER BY id
       ON CONFLICT (source_id) DO UPDATE SET until = excluded.until WHERE k.until <= now() RETURNING source_id
     )
     SELECT s.id AS "sourceId", s.text_hash AS "textHash", s.text, s.published_on AS "publishedOn", s.language
     FROM claimed JOIN source s ON s.id = claimed.source_id ORDER BY s.linked_generation, s.id`,
    [limit, linkerVersion, seconds],
  );
  const [rest] = await database.query<{ isMore: boolean }>(
    `SELECT EXISTS (SELECT FROM source s WHERE ${isStale} AND NOT s.id = ANY($1::uuid[])) AS "isMore"`,
    [sources.map(({ sourceId }) => sourceId), linkerVersion],
  );
  return { sources, isMore: rest?.isMore ?? false };
}

/** Holds claims for so many seconds more. */
export async function renewClaims(database: Database, sourceIds: string[], seconds: number): Promise<void> {
  await database.query("UPDATE relink_claim SET until = now() + make_interval(secs => $2) WHERE source_id = ANY($1::uuid[])", [
    sourceIds,
    seconds,
  ]);
}

/** Gives claims back: what is stale still is free for others. */
export async function releaseClaims(database: Database, sourceIds: string[]): Promise<void> {
  await database.query("DELETE FROM relink_claim WHERE source_id = ANY($1::uuid[])", [sourceIds]);
}
