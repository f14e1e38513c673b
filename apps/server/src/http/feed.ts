import { FACETS, type FacetName, type SearchHit, SearchQueryError, type SearchRequest } from "@lectern/search";
import { sourcesByIds } from "@lectern/storage";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { createLoaders, type Loaders } from "../graphql/loaders.js";
import { madeNameOfMeeting, madeNameOfSpeech } from "../graphql/made-name.js";
import { callerOf, sendError } from "./caller.js";
import { reading } from "./reads.js";
import { originOf, xml } from "./xml.js";

/** Entries of a feed. */
const ENTRIES = 50;

const FOLDERS = { MEETING: "meetings", SPEECH: "speeches", STUDY_TEXT: "texts" } as const;

/** How the page's addresses name the facets that they do not call as the index does. */
const PARAMETERS: Partial<Record<FacetName, string>> = { citedWork: "work" };

/** GET /feed.atom?q=...: the newest records of a search as an Atom feed (RFC 4287), with the parameters of the page's addresses. */
export function serveFeed(app: FastifyInstance, archive: Archive, env: Env): void {
  app.get("/feed.atom", async (request, reply) => {
    const { key } = await callerOf(request, archive);
    if (env.reading === "key" && key === null) {
      return sendError(reply, 401, "UNAUTHENTICATED", "This archive is read with a key.");
    }
    const address = new URL(request.url, originOf(request)).searchParams;
    try {
      const { hits, sources } = await reading(archive, key, request.ip, () => newest(archive, requestOf(address)));
      const entries = hits.flatMap((hit) => {
        const source = sources.get(hit.sourceId);
        return source === undefined ? [] : [{ hit, storedAt: new Date(source.storedAt).toISOString(), language: source.language }];
      });
      return reply
        .type("application/atom+xml; charset=utf-8")
        .header("cache-control", "no-cache")
        .send(feedOf(request, address, entries));
    } catch (error) {
      if (error instanceof SearchQueryError) return sendError(reply, 400, "BAD_USER_INPUT", error.message);
      throw error;
    }
  });
}

async function newest({ index, reading: database }: Archive, asked: SearchRequest) {
  const { hits } = await index.search(asked);
  const sources = await sourcesByIds(database, [...new Set(hits.map(({ sourceId }) => sourceId))]);
  const loaders = createLoaders(database, () => undefined);
  return { sources, hits: await Promise.all(hits.map(async (hit) => ({ ...hit, name: await nameOf(hit, loaders) }))) };
}

/** What a record is called in a list: as on the page, its title or, where it has none, what is made of who, what and when. */
async function nameOf({ kind, recordId, title }: SearchHit, loaders: Loaders): Promise<string> {
  const meeting = kind === "MEETING" ? await loaders.meeting.load(recordId) : null;
  const speech = kind === "SPEECH" ? await loaders.speech.load(recordId) : null;
  const made = (meeting && (await madeNameOfMeeting(meeting, loaders))) ?? (speech && (await madeNameOfSpeech(speech, loaders)));
  return made || title.text || kind;
}

function requestOf(address: URLSearchParams): SearchRequest {
  const valuesOf = (before: string) =>
    Object.fromEntries(
      FACETS.map((facet) => [facet, address.getAll(before + (PARAMETERS[facet] ?? facet)).filter((value) => value !== "")] as const).filter(
        ([, values]) => values.length > 0,
      ),
    );
  return {
    query: address.get("q") ?? "",
    filters: valuesOf(""),
    excluded: valuesOf("not-"),
    from: dayOf(address.get("from"), "-01", "-01"),
    to: dayOf(address.get("to"), "-12", "-31"),
    sort: "NEWEST",
    first: ENTRIES,
    after: null,
    facets: [],
  };
}

/** A day as the page takes it: a year or month stands for its first or last day. What is no date narrows nothing, as on the page. */
function dayOf(typed: string | null, month: string, day: string): string | null {
  const found = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(typed?.trim() ?? "");
  if (found === null) return null;
  const inMonth = found[2] === undefined ? month : `-${found[2].padStart(2, "0")}`;
  const written = `${found[1]}${inMonth}${found[3] === undefined ? day : `-${found[3].padStart(2, "0")}`}`;
  if (!Number.isNaN(Date.parse(written)) && new Date(written).toISOString().startsWith(written)) return written;
  // The last day of a month with fewer than 31.
  const last = new Date(Date.UTC(Number(found[1]), Number(inMonth.slice(1)), 0));
  return found[3] === undefined && !Number.isNaN(last.getTime()) ? last.toISOString().slice(0, 10) : null;
}

interface Entry {
  hit: Awaited<ReturnType<typeof newest>>["hits"][number];
  storedAt: string;
  language: string;
}

function feedOf(request: FastifyRequest, address: URLSearchParams, entries: Entry[]): string {
  const origin = originOf(request);
  const query = address.get("q")?.trim() ?? "";
  const self = `${origin}${request.url}`;
  const page = `${origin}/${address.size > 0 ? `?${address}` : ""}`;
  // Of a feed without entries nothing has changed since the beginning of time.
  const updated =
    entries
      .map(({ storedAt }) => storedAt)
      .sort()
      .at(-1) ?? "1970-01-01T00:00:00.000Z";
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xml(self)}</id>
  <title>${xml(query === "" ? "Lectern" : `${query} · Lectern`)}</title>
  <updated>${updated}</updated>
  <author><name>Lectern</name></author>
  <link rel="self" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(page)}"/>
${entries.map((entry) => entryOf(origin, entry)).join("\n")}
</feed>
`;
}

function entryOf(origin: string, { hit, storedAt, language }: Entry): string {
  const address = `${origin}/${FOLDERS[hit.kind]}/${hit.recordId}`;
  return `  <entry xml:lang="${xml(language)}">
    <id>${xml(address)}</id>
    <title>${xml(hit.name)}</title>
    <updated>${storedAt}</updated>
    <link href="${xml(address)}"/>
    <summary>${xml(hit.snippet.text)}</summary>
  </entry>`;
}
