import { engineText } from "@lectern/search";
import { Meilisearch } from "meilisearch";
import type { BenchQuery } from "./queries.js";

/** An index of Meilisearch that holds the same documents, in the form that Lectern gives them: a query is written in it, too. */
export interface RawIndex {
  url: string;
  key: string;
  uid: string;
}

const FACETS = ["kind", "bodyIds", "speakerIds", "year", "citedWorks", "phraseIds", "language", "collection"];

/** A page of records with exact counts, as everybody would ask for it who groups passages. */
const page = (withFacets: boolean) => ({
  matchingStrategy: "all" as const,
  distinct: "recordId",
  page: 1,
  hitsPerPage: 20,
  facets: withFacets ? FACETS : [],
  attributesToRetrieve: ["recordId"],
});

const SNIPPETS = { attributesToHighlight: ["title", "text"], attributesToCrop: ["text:40"] };

/**
 * Asks Meilisearch by plain HTTP, uncompressed, for the hits of a query grouped by record and, where wanted, facets; returns
 * the exact total. With the engine's own cropping and marking where `withSnippets`, without any text where not.
 */
export async function askMeilisearch(index: RawIndex, query: BenchQuery, withFacets: boolean, withSnippets: boolean): Promise<number> {
  const response = await fetch(`${index.url}/indexes/${index.uid}/search`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity", authorization: `Bearer ${index.key}` },
    body: JSON.stringify({ q: engineText(query.typed), ...page(withFacets), ...(withSnippets && SNIPPETS) }),
  });
  const answer = (await response.json()) as { message?: string; totalHits?: number };
  if (answer.totalHits === undefined) throw new Error(`asking Meilisearch for ${query.typed}: ${answer.message}`);
  return answer.totalHits;
}

/** Asks for the same, snippets included, by the official client as it is when nothing is set. */
export function askByClient(index: RawIndex): (query: BenchQuery, withFacets: boolean) => Promise<number> {
  const client = new Meilisearch({ host: index.url, apiKey: index.key }).index(index.uid);
  return async ({ typed }, withFacets) => (await client.search(engineText(typed), { ...page(withFacets), ...SNIPPETS })).totalHits;
}
