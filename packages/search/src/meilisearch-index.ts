import { type NumberedPlace, numberedCursorWriter, readNumberedCursor } from "./cursor.js";
import { Arranger, type SharingProcess } from "./meilisearch/arranger.js";
import { Breaker } from "./meilisearch/breaker.js";
import { EngineCopy } from "./meilisearch/copy.js";
import { EngineError, onServer } from "./meilisearch/engine-error.js";
import { engineQuery, isForEngine, likelyQuery } from "./meilisearch/engine-text.js";
import { findInEngines } from "./meilisearch/find.js";
import { bornAt, connect, type EngineAddress, type EngineServer, isBornThen, latestTask, makeSureItMoves } from "./meilisearch/server.js";
import { FORMAT } from "./meilisearch/settings.js";
import { type ParsedQuery, parseQuery } from "./parse-query.js";
import { askForComparison, mayBeRefused, readArchiveName, readCopyState } from "./postgres/copied.js";
import { showNamed } from "./postgres/hits.js";
import { askEach, inTransaction } from "./postgres/pool.js";
import type { SearchPool } from "./postgres/search-pool.js";
import type { Share } from "./postgres/versions.js";
import { findTermsInCopy, type Slips, type SpeltQuery, spell } from "./postgres/vocabulary.js";
import { checkRequest, PostgresIndex } from "./postgres-index.js";
import type { IndexCopy, SearchAnswer, SearchIndex, SearchRequest, SourceRecords } from "./search-index.js";

/** Milliseconds that a search in Meilisearch may take before Postgres answers in its place. */
const ANSWER_WITHIN = 250;

/** Milliseconds for which large batches on a slow disk may well take. */
const STUCK_AFTER = 10 * 60_000;

export interface MeilisearchOptions {
  /** Address of the server, or of several that share the archive. */
  url: string | string[];
  /** The master key, the same for all; null for servers that have none. */
  masterKey: string | null;
  /** Milliseconds that a search may take before Postgres answers in its place; 250 unless given. */
  answerWithin?: number;
  /** Milliseconds that it may be at one task before Postgres answers in its place; ten minutes unless given. */
  stuckAfter?: number;
  /** Told when Postgres begins to answer in its place, with the reason, and when it answers again. */
  log?(line: string): void;
  /** The process that this index is of; one that leaves the servers in use as they are, unless given. */
  process?: SharingProcess;
}

/**
 * Search by Meilisearch, over the index in Postgres: what is put, is put there, and the copy in Meilisearch follows. Plain
 * words are found, ranked and counted by Meilisearch; phrases, -not, OR and what it finds nowhere are judged by Postgres, each
 * answer by one of them as a whole. Where Meilisearch fails, Postgres answers all.
 */
export class MeilisearchIndex implements SearchIndex {
  readonly engine = "MEILISEARCH";
  readonly copy: IndexCopy;
  readonly #pool: SearchPool;
  readonly #writing: SearchPool;
  readonly #postgres: PostgresIndex;
  readonly #addresses: EngineAddress[];
  readonly #arranger: Arranger;
  readonly #breaker: Breaker;
  #servers: EngineServer[] | null = null;

  /** `pool` is for searches; `writing`, which may take as long as it needs, for the copy. Both stay their owner's. */
  constructor(pool: SearchPool, options: MeilisearchOptions, writing: SearchPool = pool) {
    this.#pool = pool;
    this.#writing = writing;
    this.#postgres = new PostgresIndex(pool, writing);
    const { masterKey, answerWithin = ANSWER_WITHIN, stuckAfter = STUCK_AFTER } = options;
    const urls = [options.url].flat();
    this.#addresses = urls.map((url, number) => ({ url, masterKey, answerWithin, stuckAfter, share: { number, of: urls.length } }));
    const { log = () => {}, process = SOMEBODY } = options;
    this.#arranger = new Arranger(writing, this.#addresses, process, ({ share }) => this.#connect(share), log);
    this.#breaker = new Breaker(
      () => this.#probe(),
      answerWithin,
      (fault) =>
        log(fault === null ? "search: Meilisearch answers searches." : `search: ${fault.message} Postgres answers searches meanwhile.`),
    );
    this.copy = new EngineCopy(writing, {
      shares: this.#addresses.map(({ share }) => share),
      arranger: this.#arranger,
      connect: (share) => this.#connect(share),
      fault: () => this.#breaker.fault,
      look: () => this.#breaker.look(),
    });
  }

  get answering(): SearchAnswer["engine"] {
    return this.#breaker.fault === null ? this.engine : "POSTGRES";
  }

  /** Never fails for Meilisearch: where it is away, Postgres answers until it is there. */
  async configure(): Promise<void> {
    await this.#postgres.configure();
    await this.#breaker.look();
  }

  async put(sources: SourceRecords[]): Promise<void> {
    await this.#postgres.put(sources);
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const parsed = parseQuery(request.query);
    checkRequest(request);
    const after = request.after === null ? null : readNumberedCursor(request.after, request);
    if (!isForEngine(parsed)) return await this.#postgres.search(request);
    // Postgres gave the pages before, and gives those that follow.
    if (request.after !== null && after === null) return await this.#inItsPlace(request, null, this.#hindrance);
    try {
      const answer = await this.#breaker.run(() => this.#fromEngine(request, parsed, after));
      if (answer !== FOR_POSTGRES && answer !== BEHIND) return answer;
      return await this.#inItsPlace(request, after, answer === BEHIND ? "CATCHING_UP" : null);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return await this.#inItsPlace(request, after, hindranceOf(error));
    }
  }

  async rebuild(sources: AsyncIterable<SourceRecords>): Promise<void> {
    await this.#postgres.rebuild(sources);
  }

  async suggest(prefix: string, limit: number): Promise<string[]> {
    return await this.#postgres.suggest(prefix, limit);
  }

  async count(): Promise<{ records: number; passages: number }> {
    return await this.#postgres.count();
  }

  async close(): Promise<void> {
    this.#breaker.close();
  }

  /**
   * BEHIND where Meilisearch lacks anything of what Postgres has, where the archive has been spread over other servers meanwhile,
   * and where Meilisearch holds a record that Postgres does not know: somebody else's, for which both sides are compared then.
   * FOR_POSTGRES where it cannot be asked for exactly these words, since nothing holds one of them, say, and where it finds
   * nothing: most of them may be held, or others in their place.
   */
  async #fromEngine(
    request: SearchRequest,
    parsed: ParsedQuery,
    after: NumberedPlace | null,
  ): Promise<SearchAnswer | typeof FOR_POSTGRES | typeof BEHIND> {
    const servers = this.#servers ?? (await this.#connectAll());
    const asking = after === null ? servers : servers.map(patiently);
    const find = (q: string) => findInEngines(asking, request, q, after);
    // The vocabulary says how the engine is to be asked: most often as one would think, so that it is asked meanwhile.
    const likely = likelyQuery(parsed);
    const early = likely === null ? null : find(likely);
    early?.catch(() => undefined);
    const ask = askEach(this.#pool);
    const { rows, lack, arrangement } = await findTermsInCopy(ask, parsed);
    if (arrangement !== null && arrangement !== this.#arranger.agreed) {
      void this.#breaker.look();
      return BEHIND;
    }
    if (lack === "BEHIND") return BEHIND;
    const query = spell(parsed, rows, NO_SLIPS);
    if (lack === "REFUSES" && (await mayBeRefused(ask, termsOf(query)))) return FOR_POSTGRES;
    const asked = engineQuery(parsed, query);
    if (asked === null) return FOR_POSTGRES;
    const counts = this.#countsOf(request);
    counts.catch(() => undefined);
    const found = await ((asked === likely ? early : null) ?? find(asked));
    if (found === null) return FOR_POSTGRES;
    if (found.total === 0 && after === null) return FOR_POSTGRES;
    request.onFound?.({ recordIds: found.hits.map(({ recordId }) => recordId), facets: found.facets });
    const cursorOf = numberedCursorWriter(request);
    const named = found.hits.map((hit) => ({ ...hit, cursor: cursorOf(hit) }));
    const hits = await showNamed(this.#pool, query, named, request.isCounting ?? true);
    if (hits.length < named.length) {
      await inTransaction(this.#writing, "BEGIN", askForComparison);
      return BEHIND;
    }
    return {
      engine: this.engine,
      degraded: false,
      catchingUp: false,
      matching: "ALL",
      total: found.total,
      hits,
      facets: found.facets,
      facetTotals: found.facetTotals,
      ...(await counts),
      hasNextPage: found.hasNextPage,
      corrections: [],
    };
  }

  /** What Postgres alone counts. */
  async #countsOf(request: SearchRequest): Promise<Pick<SearchAnswer, "passageCounts" | "timeline">> {
    if (!request.timeline && !request.countedIn?.length) return { passageCounts: new Map(), timeline: null };
    const counting = { ...request, first: 0, after: null, facets: [], onFound: () => undefined };
    const { passageCounts, timeline } = await this.#postgres.search(counting);
    return { passageCounts, timeline };
  }

  get #hindrance(): Hindrance | null {
    return this.#breaker.fault === null ? null : hindranceOf(this.#breaker.fault);
  }

  /** The answer of Postgres, and what hindered Meilisearch. A page behind one that Meilisearch gave goes by number, since the orders differ. */
  async #inItsPlace(request: SearchRequest, place: NumberedPlace | null, hindrance: Hindrance | null): Promise<SearchAnswer> {
    const after = place === null ? request.after : await this.#cursorBehind(request, place);
    const answer = await this.#postgres.search({ ...request, after });
    return { ...answer, degraded: hindrance !== null, catchingUp: hindrance === "CATCHING_UP" };
  }

  /** Cursor of the hit of Postgres at the place where a page of Meilisearch ended; null where there is none before it. */
  async #cursorBehind(request: SearchRequest, { position }: NumberedPlace): Promise<string | null> {
    let left = position;
    let after: string | null = null;
    while (left > 0) {
      const skipped: SearchAnswer = await this.#postgres.search({ ...request, after, first: Math.min(left, MOST_SKIPPED), facets: [] });
      const last = skipped.hits.at(-1);
      if (last === undefined) break;
      after = last.cursor;
      left -= skipped.hits.length;
    }
    return after;
  }

  async #connect({ number }: Share): Promise<EngineServer> {
    const archive = await inTransaction(this.#writing, "BEGIN", readArchiveName);
    return await connect(this.#addresses[number] as EngineAddress, archive);
  }

  async #connectAll(): Promise<EngineServer[]> {
    this.#servers = await Promise.all(this.#addresses.map(({ share }) => onServer(share, () => this.#connect(share))));
    return this.#servers;
  }

  /** Whether searches may be answered from Meilisearch: every server is the one that Postgres knows, and quick enough. */
  async #probe(): Promise<void> {
    await this.#arranger.check();
    const servers = await this.#connectAll();
    await Promise.all(servers.map((server) => onServer(server.share, () => this.#makeSure(server))));
    await findInEngines(servers, PROBE, "", null);
  }

  async #makeSure(server: EngineServer): Promise<void> {
    const { format, born, lastTask } = await inTransaction(this.#writing, "BEGIN", (ask) => readCopyState(ask, server.share));
    if (format !== FORMAT || !isBornThen(born, await bornAt(server, server.index)))
      throw new EngineError("NOT_READY", "The index of Meilisearch is not built yet.");
    if ((await latestTask(server)) < lastTask) {
      throw new EngineError("NOT_READY", "Meilisearch has gone back to an older state; what it lacks is being sent.");
    }
    await makeSureItMoves(server);
  }
}

/** Why Postgres answers what Meilisearch should have. */
type Hindrance = "AWAY" | "CATCHING_UP";

/** An index that is still built, or that has yet to hear what an older state lacks, is catching up as well. */
function hindranceOf({ fault }: EngineError): Hindrance {
  return fault === "NOT_READY" ? "CATCHING_UP" : "AWAY";
}

/** A server that is asked for a page behind one of its own. */
function patiently(server: EngineServer): EngineServer {
  return { ...server, searching: server.paging };
}

/** Of each word the terms that it may stand as; words that may be found otherwise, by what they are written together with, are left out. */
function termsOf({ clauses }: SpeltQuery): number[][] {
  return clauses.flatMap(({ terms, phrases }) => (phrases.length > 0 ? [] : [terms.map(({ id }) => id)]));
}

/** What Meilisearch has to say to a search that it does not answer, though it could. */
const FOR_POSTGRES = Symbol("for Postgres");
const BEHIND = Symbol("behind");

const NO_SLIPS: Slips = new Map();

/** Whoever runs a command that comes to its end. */
const SOMEBODY: SharingProcess = { name: "", runsOn: false };

/** Hits that are passed over at once on the way to a page. */
const MOST_SKIPPED = 500;

const PROBE: SearchRequest = { query: "", filters: {}, from: null, to: null, sort: "RELEVANCE", first: 0, after: null, facets: [] };
