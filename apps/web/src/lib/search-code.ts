import type { SearchFilter, SearchSort } from "../gql/graphql.js";

export interface SearchVariables {
  query: string;
  filter: SearchFilter | null;
  sort: SearchSort;
}

export type Dialect = "GraphQL" | "curl" | "TypeScript" | "Python";

export const DIALECTS: readonly Dialect[] = ["GraphQL", "curl", "TypeScript", "Python"];

const QUERY = `query Search($query: String!, $filter: SearchFilter, $sort: SearchSort!, $after: String) {
  search(query: $query, filter: $filter, sort: $sort, first: 20, after: $after) {
    total
    edges {
      node {
        kind
        title { text }
        snippet { text marks { start end } }
        record {
          ... on Meeting { id heldOn heldPrecision body { name } }
          ... on Speech { id givenOn givenPrecision person { name } }
          ... on StudyText { id author }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The same search as a program would ask it; `address` is the API's: http://localhost:4000/graphql */
export function searchAsCode(dialect: Dialect, search: SearchVariables, address: string): string {
  const variables = { query: search.query, ...(search.filter && { filter: search.filter }), sort: search.sort };
  switch (dialect) {
    case "GraphQL":
      return `${QUERY}\n\n# Variables\n${commented(JSON.stringify(variables, null, 2))}`;
    case "curl":
      return `curl ${address} \\\n  --header 'content-type: application/json' \\\n  --data ${shellQuoted(JSON.stringify({ query: oneLine(QUERY), variables }))}`;
    case "TypeScript":
      return asTypeScript(variables, address);
    case "Python":
      return asPython(variables, address);
  }
}

function asTypeScript(variables: object, address: string): string {
  return `const query = \`${QUERY}\`;

const variables = ${JSON.stringify(variables, null, 2)};

const response = await fetch(${JSON.stringify(address)}, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(errors[0].message);
console.log(data.search.total);
for (const { node } of data.search.edges) console.log(node.kind, node.title.text);`;
}

/** JSON is Python here: the variables hold only words, lists and names. */
function asPython(variables: object, address: string): string {
  return `import json
import urllib.request

query = """${QUERY}"""

variables = ${JSON.stringify(variables, null, 4)}

request = urllib.request.Request(
    ${JSON.stringify(address)},
    data=json.dumps({"query": query, "variables": variables}).encode(),
    headers={"content-type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
if "errors" in answer:
    raise SystemExit(answer["errors"][0]["message"])
print(answer["data"]["search"]["total"])
for edge in answer["data"]["search"]["edges"]:
    print(edge["node"]["kind"], edge["node"]["title"]["text"])`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function commented(text: string): string {
  return text.replace(/^/gm, "# ");
}

/** In single quotes a shell takes everything as it stands, but for the single quote itself. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
