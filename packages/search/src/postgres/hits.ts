import { cutSnippet, markText, type Sought } from "../highlight.js";
import type { SearchHit } from "../search-index.js";
import type { FoundRecord } from "./find.js";
import { Part } from "./index-record.js";
import { type Ask, askEach, inSearch } from "./pool.js";
import type { SearchPool } from "./search-pool.js";
import { type BestPassage, bestPassages, soughtIn, textToShow } from "./show.js";
import { type FoundPassages, queryOfAll, queryOfAny, Statement } from "./statement.js";
import { type KnownQuery, type SpeltQuery, weigh } from "./vocabulary.js";

/** What is to be known of a record to show it. */
export type ShownRecord = Pick<FoundRecord, "number" | "recordId" | "kind" | "sourceId" | "title" | "passages" | "score" | "passage"> & {
  cursor: string;
};

/** Hits as they are shown: title and best passage of each record, with what was found marked. The same whatever engine found them. */
export async function showHits(
  ask: Ask,
  query: KnownQuery,
  page: ShownRecord[],
  long: Map<string, FoundPassages>,
  isCounting: boolean,
): Promise<SearchHit[]> {
  const best = await bestPassages(ask, query, page, long, isCounting);
  const sought = soughtIn(query.clauses);
  const hits: SearchHit[] = [];
  for (const record of page) {
    const passage = best.get(record.number) ?? null;
    hits.push(hitOf(record, passage, passage === null ? "" : await textToShow(ask, passage, sought), sought));
  }
  return hits;
}

/** A hit whose record and passage another engine names. */
export interface NamedHit {
  recordId: string;
  ordinal: number;
  score: number;
  cursor: string;
}

/**
 * Hits of plain words that another engine names: read with one statement. Where the passage that it names holds nothing of the
 * query, which stands in title or names then, another one is shown: of those at the beginning of the record, or the best one.
 * A record that has gone meanwhile is left out.
 */
export async function showNamed(pool: SearchPool, query: SpeltQuery, named: NamedHit[], isCounting: boolean): Promise<SearchHit[]> {
  if (named.length === 0) return [];
  const rows = new Map((await readNamed(askEach(pool), query, named, isCounting)).map((row) => [row.recordId, row]));
  const sought = soughtIn(query.clauses);
  const shown = named.flatMap(({ recordId, score, cursor }) => {
    const row = rows.get(recordId);
    if (row === undefined) return [];
    return { record: { ...row, score, cursor }, hit: hitOf({ ...row, score, cursor }, row, row.text, sought) };
  });
  const bare = shown.filter(({ hit }) => hit.snippet.marks.length === 0).map(({ record }) => record);
  if (bare.length === 0) return shown.map(({ hit }) => hit);
  const none = new Map<string, FoundPassages>();
  const others = await inSearch(pool, (ask, { records }) => showHits(ask, weigh(query, records), bare, none, isCounting));
  const better = new Map(others.map((hit) => [hit.recordId, hit]));
  return shown.map(({ hit }) => better.get(hit.recordId) ?? hit);
}

/** Passages at the beginning of a record among which another one is looked for. */
const READ_FIRST = 100;

type NamedRow = Omit<ShownRecord, "score" | "cursor"> & Omit<BestPassage, "record">;

async function readNamed(ask: Ask, { clauses }: SpeltQuery, named: NamedHit[], isCounting: boolean): Promise<NamedRow[]> {
  const statement = new Statement();
  const ids = statement.value(
    named.map(({ recordId }) => recordId),
    "text[]",
  );
  const ordinals = statement.value(
    named.map(({ ordinal }) => ordinal),
    "int[]",
  );
  const words = isCounting && clauses.every(({ terms }) => terms.length > 0) ? queryOfAll(clauses) : "";
  const matching =
    words === ""
      ? "0"
      : `(SELECT count(*)::int FROM search_passage AS one WHERE one.record = number AND one.part = ${Part.PASSAGE} AND one.tokens @@ ${statement.value(words, "tsquery")})`;
  // Words that are known to the other engine alone, which forgives more slips, are in no query.
  const [any, all] = [queryOfAny(clauses), queryOfAll(clauses)].map((words) =>
    words === "" ? "NULL::tsquery" : statement.value(words, "tsquery"),
  );
  const shown = (which: string) => `coalesce(better.${which}, passage.${which})`;
  return await ask<NamedRow>(
    `SELECT number, record_id AS "recordId", kind, source_id AS "sourceId", title, passages, coalesce(${shown("start")}, 0) AS start,
       ${shown("passage_id")} AS "passageId", coalesce(${shown("text")}, '') AS text, ${matching} AS matching,
       coalesce(better.ordinal, named.ordinal) AS ordinal
     FROM unnest(${ids}, ${ordinals}) AS named (id, ordinal) JOIN search_record ON record_id = id
       LEFT JOIN search_passage AS passage ON record = number AND part = ${Part.PASSAGE} AND passage.ordinal = named.ordinal
       LEFT JOIN LATERAL (
         SELECT ordinal, start, passage_id, text FROM (
           SELECT * FROM search_passage WHERE record = number AND part = ${Part.PASSAGE} AND ordinal < ${READ_FIRST} OFFSET 0) AS one
         WHERE NOT passage.tokens @@ ${any} AND tokens @@ ${any} ORDER BY tokens @@ ${all} DESC, ordinal LIMIT 1) AS better ON true`,
    statement.values,
    "PREPARED",
  );
}

function hitOf(record: ShownRecord, passage: Omit<BestPassage, "record"> | null, text: string, sought: Sought[]): SearchHit {
  const snippet = cutSnippet(text, sought);
  const offset = passage?.start ?? 0;
  return {
    recordId: record.recordId,
    kind: record.kind,
    sourceId: record.sourceId,
    score: record.score,
    title: markText(record.title, sought),
    snippet: { ...snippet, start: offset + snippet.start, place: snippet.place && [offset + snippet.place[0], offset + snippet.place[1]] },
    passageId: passage?.passageId ?? null,
    matchingPassages: passage?.matching ?? 0,
    cursor: record.cursor,
  };
}
