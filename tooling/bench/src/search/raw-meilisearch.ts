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

/** A query in the form of the documents. It forgives no slips: a misspelt word is spelt rightly here, or nothing would be found. */
function written({ kind, typed, words }: BenchQuery): string {
  const text = kind === "typo" ? `${words.join(" ")} ` : typed;
  // A space behind the last word says that it is whole.
  return text.endsWith(" ") ? `${engineText(text)} ` : engineText(text);
}

/**
 * Asks Meilisearch by plain HTTP, uncompressed, for the hits of a query grouped by record and, where wanted, facets; returns
 * the exact total. With the engine's own cropping and marking where `withSnippets`, without any text where not.
 */
export async function askMeilisearch(index: RawIndex, query: BenchQuery, withFacets: boolean, withSnippets: boolean): Promise<number> {
  const response = await fetch(`${index.url}/indexes/${index.uid}/search`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity", authorization: `Bearer ${index.key}` },
    body: JSON.stringify({ q: written(query), ...page(withFacets), ...(withSnippets && SNIPPETS) }),
  });
  const answer = (await response.json()) as { message?: string; totalHits?: number };
  if (answer.totalHits === undefined) throw new Error(`asking Meilisearch for ${query.typed}: ${answer.message}`);
  return answer.totalHits;
}

/** Asks for the same, snippets included, by the official client as it is when nothing is set. */
export function askByClient(index: RawIndex): (query: BenchQuery, withFacets: boolean) => Promise<number> {
  const client = new Meilisearch({ host: index.url, apiKey: index.key }).index(index.uid);
  return async (query, withFacets) => (await client.search(written(query), { ...page(withFacets), ...SNIPPETS })).totalHits;
}
