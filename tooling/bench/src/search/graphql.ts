const SEARCH = (facets: string) => `query Bench($query: String!) { search(query: $query, first: 20) {
  total engine ${facets}
  edges { node { title { text marks { start end } } snippet { text marks { start end } } } } } }`;

const WITH_FACETS = SEARCH("facets { name values { value label count } }");
const WITHOUT_FACETS = SEARCH("");

/** Asks the API for 20 hits with snippets and marks. Throws where another engine answers than the one asked for. */
export async function askGraphql(
  address: string,
  query: string,
  withFacets: boolean,
  engine: string | null,
): Promise<{ engine: string; total: number }> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity" },
    body: JSON.stringify({ query: withFacets ? WITH_FACETS : WITHOUT_FACETS, variables: { query } }),
  });
  const answer = (await response.json()) as { data?: { search: { engine: string; total: number } }; errors?: { message: string }[] };
  if (answer.data === undefined || answer.errors !== undefined) throw new Error(`searching ${query}: ${answer.errors?.[0]?.message}`);
  const { search } = answer.data;
  if (engine !== null && search.engine !== engine) throw new Error(`searching ${query}: ${search.engine} answered instead of ${engine}`);
  return search;
}
