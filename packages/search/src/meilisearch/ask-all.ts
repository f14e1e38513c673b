import type { MultiSearchParams, SearchResponse } from "meilisearch";
import type { EngineDocument } from "./documents.js";
import { asking, EngineError, onServer } from "./engine-error.js";
import type { EngineServer } from "./server.js";
import { MOST_FACET_VALUES_OF_A_SERVER } from "./settings.js";

type Query = MultiSearchParams["queries"][number];
/** A query, whose index each server knows. */
export type AskedQuery = Omit<Query, "indexUid">;
export type Answer = SearchResponse<Pick<EngineDocument, "id">>;

/**
 * The answers to several queries. Where several servers share the records each is asked the same, and what they say is put
 * together as one server with all records would have said it. Null where one has more values of a facet than it gives.
 */
export async function askAll(servers: EngineServer[], queries: AskedQuery[]): Promise<Answer[] | null> {
  const [server] = servers;
  if (server !== undefined && servers.length === 1) {
    const own = await askOne(server, queries);
    return own.some(isCutOff) ? null : own;
  }
  const wide = queries.map(fromTheFirst);
  const answers = await Promise.all(servers.map((one) => onServer(one.share, () => askOne(one, wide))));
  if (answers.flat().some(isCutOff)) return null;
  return queries.map((query, i) =>
    mergeAnswers(
      query,
      answers.map((own) => own[i] as Answer),
    ),
  );
}

async function askOne(server: EngineServer, queries: AskedQuery[]): Promise<Answer[]> {
  const named = queries.map((query): Query => ({ indexUid: server.index, ...query }));
  const answer = await asking("searching", () =>
    server.searching.multiSearch<MultiSearchParams, Pick<EngineDocument, "id">>({ queries: named }),
  );
  const isWhole = Array.isArray(answer.results) && answer.results.length === queries.length;
  if (!isWhole) throw new EngineError("FAILED", "What Meilisearch answers to a search cannot be read.");
  return answer.results;
}

/** Any of a server's first hits may be among the first of all. */
function fromTheFirst(query: AskedQuery): AskedQuery {
  const { offset = 0, limit } = query;
  return { ...query, ...(limit !== undefined && { offset: 0, limit: offset + limit }), showRankingScoreDetails: true };
}

function isCutOff({ facetDistribution = {} }: Answer): boolean {
  return Object.values(facetDistribution).some((values) => Object.keys(values).length >= MOST_FACET_VALUES_OF_A_SERVER);
}

function mergeAnswers({ offset = 0, limit, hitsPerPage }: AskedQuery, answers: Answer[]): Answer {
  const hits = answers.flatMap((answer) => answer.hits).sort(byRank);
  return {
    ...(answers[0] as Answer),
    hits: hits.slice(offset, offset + (limit ?? hitsPerPage ?? 0)),
    totalHits: answers.reduce((sum, { totalHits = 0 }) => sum + totalHits, 0),
    facetDistribution: sumOfFacets(answers),
  };
}

function sumOfFacets(answers: Answer[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const { facetDistribution = {} } of answers) {
    for (const [facet, values] of Object.entries(facetDistribution)) {
      sums[facet] ??= {};
      for (const [value, count] of Object.entries(values)) sums[facet][value] = (sums[facet][value] ?? 0) + count;
    }
  }
  return sums;
}

/** What a rule of the order says of a hit: a score, the best of which is 1, or the value that it sorts by. */
interface RuleSays {
  order: number;
  score?: number;
  value?: string | number | null;
}

/** The order of the rules, one deciding where those before see no difference, as in one server. */
function byRank(a: Answer["hits"][number], b: Answer["hits"][number]): number {
  const others = new Map(rulesOf(b));
  for (const [rule, own] of rulesOf(a)) {
    const difference = compareBy(rule, own, others.get(rule));
    if (difference !== 0) return difference;
  }
  return 0;
}

function rulesOf(hit: Answer["hits"][number]): [rule: string, says: RuleSays][] {
  // The client's type of the details leaves the values out that `sort` gives.
  const details = Object.entries((hit._rankingScoreDetails ?? {}) as Record<string, RuleSays>);
  return details.sort(([, one], [, other]) => one.order - other.order);
}

function compareBy(rule: string, own: RuleSays, other: RuleSays | undefined): number {
  if (own.score !== undefined) return (other?.score ?? 0) - own.score;
  const [x, y] = [own.value ?? null, other?.value ?? null];
  if (x === y) return 0;
  // Whatever the direction, a document without the value comes last.
  if (x === null || y === null) return x === null ? 1 : -1;
  return x < y === rule.endsWith(":asc") ? -1 : 1;
}
