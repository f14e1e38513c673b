import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type InMemoryCacheConfig } from "@apollo/client";
import { RetryLink } from "@apollo/client/link/retry";
import { readKey } from "./lib/key.js";
import { pages } from "./lib/pagination.js";

/** A client of the API. Lists grow page by page: `fetchMore` with `after` adds to what is shown. */
export const createApollo = (): ApolloClient => new ApolloClient({ link: overHttp(), cache: createCache(), dataMasking: true });

/** A client for drawing one page: it asks nothing, and forgets what it has read. */
export const createStillApollo = (): ApolloClient =>
  new ApolloClient({ link: ApolloLink.empty(), cache: createCache({ resultCaching: false }), dataMasking: true, ssrMode: true });

const createCache = (options: InMemoryCacheConfig = {}) =>
  new InMemoryCache({
    ...options,
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
      Accuracy: { keyFields: [] },
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
      StudyText: { fields: { citations: pages() } },
      Passage: { fields: { citations: pages(["itself", "speaker", "body", "fromYear", "toYear"]) } },
      Person: { fields: { appearances: pages(), speeches: pages() } },
      Body: { fields: { meetings: pages() } },
      SetPhrase: { fields: { occurrences: pages() } },
    },
  });

function overHttp(): ApolloLink {
  return ApolloLink.from([onceMore(), new HttpLink({ uri: "/graphql", fetch: withKey })]);
}

/** A connection that broke off is tried once more; an answer that names an error is not. */
function onceMore(): RetryLink {
  return new RetryLink({ delay: { initial: 200 }, attempts: { max: 2, retryIf: (error) => error instanceof TypeError } });
}

let isClosed = false;

/**
 * The key is sent for reading only to an archive that has asked for one: an open archive answers everybody, and a key
 * with a slip in it must not close it.
 */
async function withKey(address: RequestInfo | URL, request: RequestInit = {}): Promise<Response> {
  const answer = await fetch(address, isClosed ? signed(request) : request);
  if (answer.status !== 401 || isClosed || readKey() === null) return answer;
  isClosed = true;
  return fetch(address, signed(request));
}

function signed(request: RequestInit): RequestInit {
  const headers = new Headers(request.headers);
  headers.set("authorization", `Bearer ${readKey() ?? ""}`);
  return { ...request, headers };
}
