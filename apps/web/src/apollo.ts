import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { RetryLink } from "@apollo/client/link/retry";
import { readKey } from "./lib/key.js";
import { pages } from "./lib/pagination.js";

/** The page's one client. Lists grow page by page: `fetchMore` with `after` adds to what is shown. */
export const apollo = new ApolloClient({
  link: ApolloLink.from([onceMore(), new HttpLink({ uri: "/graphql", fetch: withKey })]),
  cache: new InMemoryCache({
    possibleTypes: {
      SearchRecord: ["Meeting", "Speech", "StudyText"],
      Node: [
        "Appearance",
        "Body",
        "Citation",
        "Collection",
        "Meeting",
        "Passage",
        "Person",
        "Point",
        "Section",
        "SetPhrase",
        "Source",
        "Speech",
        "StudyText",
      ],
    },
    typePolicies: {
      Archive: { keyFields: [] },
      WantedWork: { keyFields: ["key"], fields: { citations: pages() } },
      Query: {
        fields: {
          search: pages(["query", "filter", "sort"]),
          meetings: pages(["filter"]),
          speeches: pages(["filter"]),
          citations: pages(["filter"]),
          studyTexts: pages(),
          people: pages(["name"]),
          bodies: pages(["name"]),
          phrases: pages(["contains"]),
          wantedWorks: pages(),
          importRuns: pages(),
          importProblems: pages(["includeCleared"]),
        },
      },
      StudyText: { fields: { passages: pages(["section"]), citations: pages() } },
      Passage: { fields: { citations: pages() } },
      Person: { fields: { appearances: pages(), speeches: pages() } },
      Body: { fields: { meetings: pages() } },
      SetPhrase: { fields: { occurrences: pages() } },
    },
  }),
  dataMasking: true,
});

/** A connection that broke off is tried once more; an answer that names an error is not. */
function onceMore(): RetryLink {
  return new RetryLink({ delay: { initial: 200 }, attempts: { max: 2, retryIf: (error) => error instanceof TypeError } });
}

/** Where reading is closed, requests carry the key that was given on this page; it is read anew for each request. */
function withKey(address: RequestInfo | URL, request: RequestInit = {}): Promise<Response> {
  const key = readKey();
  if (key === null) return fetch(address, request);
  const headers = new Headers(request.headers);
  headers.set("authorization", `Bearer ${key}`);
  return fetch(address, { ...request, headers });
}
