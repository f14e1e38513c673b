import { cutSnippet, markText } from "../highlight.js";
import type { SearchHit } from "../search-index.js";
import type { FoundRecord } from "./find.js";
import type { Ask } from "./pool.js";
import { bestPassages, soughtIn, textToShow } from "./show.js";
import type { FoundPassages } from "./statement.js";
import type { KnownQuery } from "./vocabulary.js";

/** What is to be known of a record to show it. */
export type ShownRecord = Pick<FoundRecord, "number" | "recordId" | "kind" | "sourceId" | "title" | "passages" | "score"> & {
  cursor: string;
};

/** Hits as they are shown: title and best passage of each record, with what was found marked. The same whatever engine found them. */
export async function showHits(ask: Ask, query: KnownQuery, page: ShownRecord[], long: Map<string, FoundPassages>): Promise<SearchHit[]> {
  const best = await bestPassages(ask, query, page, long);
  const sought = soughtIn(query.clauses);
  const hits: SearchHit[] = [];
  for (const record of page) {
    const passage = best.get(record.number) ?? null;
    const text = passage === null ? "" : await textToShow(ask, passage, sought);
    const snippet = cutSnippet(text, sought);
    hits.push({
      recordId: record.recordId,
      kind: record.kind,
      sourceId: record.sourceId,
      score: record.score,
      title: markText(record.title, sought),
      snippet: { ...snippet, start: (passage?.start ?? 0) + snippet.start },
      passageId: passage?.passageId ?? null,
      matchingPassages: passage?.matching ?? 0,
      cursor: record.cursor,
    });
  }
  return hits;
}
