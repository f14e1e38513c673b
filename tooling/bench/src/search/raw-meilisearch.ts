import type { BenchQuery } from "./queries.js";

/** An index of Meilisearch that holds the same documents. */
export interface RawIndex {
  url: string;
  key: string;
  uid: string;
}

const FACETS = ["kind", "bodyIds", "speakerIds", "year", "citedWorks", "phraseIds", "language", "collection"];

/**
 * Asks Meilisearch by plain HTTP, uncompressed, for the hits of a query grouped by record and, where wanted, facets; returns
 * the exact total. With the engine's own cropping and marking where `withSnippets`, without any text where not.
 */
export async function askMeilisearch(index: RawIndex, query: BenchQuery, withFacets: boolean, withSnippets: boolean): Promise<number> {
  const response = await fetch(`${index.url}/indexes/${index.uid}/search`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity", authorization: `Bearer ${index.key}` },
    body: JSON.stringify({
      q: query.typed,
      matchingStrategy: "all",
      distinct: "recordId",
      page: 1,
      hitsPerPage: 20,
      facets: withFacets ? FACETS : [],
      ...(withSnippets
        ? {
            attributesToRetrieve: ["recordId"],
            attributesToHighlight: ["title", "text"],
            attributesToCrop: ["text:40"],
          }
        : { attributesToRetrieve: ["recordId"] }),
    }),
  });
  const answer = (await response.json()) as { message?: string; totalHits?: number };
  if (answer.totalHits === undefined) throw new Error(`asking Meilisearch for ${query.typed}: ${answer.message}`);
  return answer.totalHits;
}
