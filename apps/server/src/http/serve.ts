import { type AddressInfo, isIPv6 } from "node:net";
import type { ApolloServer } from "@apollo/server";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import { MAX_DOCUMENT_BYTES } from "@lectern/reading";
import type { ApiKey } from "@lectern/schema";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";
import { type Env, projectFolder } from "../env.js";
import { type Context, createContext } from "../graphql/context.js";
import { explain, internalMessage, report } from "../graphql/errors.js";
import { LIMITS } from "../graphql/limits.js";
import { createGraphQLServer } from "../graphql/server.js";
import { askAs, whenGone } from "./ask.js";
import { callerOf, refuse, sendError } from "./caller.js";
import { loadRenderer } from "./draw-page.js";
import { serveFeed } from "./feed.js";
import { answerHealth, INSTANCE } from "./health.js";
import { serveMetrics } from "./metrics.js";
import { acceptsHtml, sendExplorer, servePage } from "./page.js";
import { reading } from "./reads.js";
import { secure } from "./security.js";
import { serveSession } from "./session.js";
import { serveSitemap } from "./sitemap.js";
import { acceptUpload, MOST_FILES } from "./upload.js";

export interface Server {
  url: string;
  /** What it answers at /health, so that it can be told from others. */
  instance: string;
  /** The port that was asked for, where it was taken and another one is used. */
  takenPort: number | null;
  close(): Promise<void>;
}

export interface ServeOptions {
  log(line: string): void;
  /** Folder of the built page. */
  pageFolder?: string;
}

const PAGE_FOLDER = projectFolder("apps/web/dist");

/** Ports that are tried after the one that is taken. */
const MOST_TRIES = 50;

/** Serves page and API over one archive, on the port of the settings or the next free one. */
export async function serve(archive: Archive, env: Env, options: ServeOptions): Promise<Server> {
  const app = await createApp(archive, env, options);
  // Not when the first reader waits for it.
  await loadRenderer(options.pageFolder ?? PAGE_FOLDER);
  const port = await listen(app, env);
  const host = isIPv6(env.host) ? `[${env.host}]` : env.host;
  return {
    url: `http://${host}:${port}`,
    instance: INSTANCE,
    takenPort: env.port !== 0 && port !== env.port ? env.port : null,
    close: () => app.close(),
  };
}

/** Everything that is served, without listening. */
export async function createApp(archive: Archive, env: Env, { log, pageFolder = PAGE_FOLDER }: ServeOptions): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: LIMITS.body, forceCloseConnections: true, requestTimeout: 10 * 60_000 });
  app.setErrorHandler((error, request, reply) => {
    // Who asked has gone and waits for no answer: a browser that was closed, or that asks something else by now.
    if (isAborted(error, request)) return reply.code(499).send();
    return answerFault(error, reply, log);
  });
  secure(app, env);
  await app.register(compress, { threshold: 1_024, brotliOptions: { params: { [BROTLI_QUALITY]: 4 } } });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: MAX_DOCUMENT_BYTES, files: MOST_FILES, fields: 10, fieldSize: 10_000 } });
  const apollo = createGraphQLServer(log);
  await serveApi(app, archive, env, { apollo, pageFolder });
  serveSession(app, archive);
  serveFeed(app, archive, env);
  serveSitemap(app, archive, env);
  serveMetrics(app, archive, env);
  app.get("/health", (_request, reply) => answerHealth(archive, reply));
  app.post("/import", (request, reply) => acceptUpload(archive, env, request, reply));
  await servePage(app, {
    folder: pageFolder,
    log,
    ask: (asked, request, reply) => askAs({ archive, env, apollo }, { request, reply }, asked, PATIENCE),
  });
  return app;
}

/** BROTLI_PARAM_QUALITY of zlib: 4 takes a tenth of the time of the default, 11, for answers that are made once. */
const BROTLI_QUALITY = 1;

/** Longest time that a page waits for the answer it is drawn with, in milliseconds; a slower one it asks for itself. */
const PATIENCE = 500;

interface Api {
  apollo: ApolloServer<Context>;
  pageFolder: string;
}

async function serveApi(app: FastifyInstance, archive: Archive, env: Env, { apollo, pageFolder }: Api): Promise<void> {
  apollo.addPlugin(fastifyApolloDrainPlugin(app));
  await apollo.start();
  const answer = fastifyApolloHandler<Context>(apollo, {
    context: async (request, reply) =>
      createContext(archive, callers.get(request) ?? null, env.requestSeconds, request.ip, whenGone(reply)),
  });
  const callers = new WeakMap<FastifyRequest, ApiKey | null>();

  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    preHandler: async (request, reply) => {
      if (request.method === "GET" && acceptsHtml(request) && !asksQuery(request)) return sendExplorer(reply, pageFolder);
      if (Array.isArray(request.body) && request.body.length > LIMITS.batch) {
        return sendError(
          reply,
          400,
          "BATCH_TOO_LARGE",
          `The request holds ${request.body.length} operations; ${LIMITS.batch} is the most.`,
        );
      }
      const caller = await callerOf(request, archive);
      callers.set(request, caller.key);
      if (caller.isUnknown || (env.reading === "key" && caller.key === null)) return refuse(reply, caller.isUnknown);
      reply.header("cache-control", "no-store");
    },
    handler(request, reply) {
      return reading(archive, callers.get(request) ?? null, request.ip, () => answer.call(this, request, reply));
    },
  });
}

function asksQuery(request: FastifyRequest): boolean {
  return typeof request.query === "object" && request.query !== null && "query" in request.query;
}

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  TIMEOUT: 503,
  BUSY: 503,
  RATE_LIMITED: 429,
  DATABASE_UNAVAILABLE: 503,
  DISK_FULL: 507,
};

function answerFault(error: unknown, reply: FastifyReply, log: (line: string) => void): FastifyReply {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    const megabytes = LIMITS.body / 1024 / 1024;
    return sendError(reply, 413, "BODY_TOO_LARGE", `The request has more than ${megabytes} MB. Send large texts as files: POST /import.`);
  }
  if (code === "FST_REQ_FILE_TOO_LARGE") {
    return sendError(
      reply,
      413,
      "BODY_TOO_LARGE",
      `A file of the upload has more than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB. Cut it into smaller files.`,
    );
  }
  if (code.startsWith("FST_"))
    return sendError(reply, statusOf(error), "BAD_REQUEST", error instanceof Error ? error.message : "The request cannot be read.");
  const known = explain(error);
  if (known) return sendError(reply, STATUS[known.code] ?? 400, known.code, known.message);
  return sendError(reply, 500, "INTERNAL", internalMessage(report(error, log)));
}

function isAborted(error: unknown, { raw }: FastifyRequest): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "FST_ERR_BAD_STREAM_CLOSED" || (raw.destroyed && !raw.complete);
}

function statusOf(error: unknown): number {
  return typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : 400;
}

async function listen(app: FastifyInstance, env: Env): Promise<number> {
  for (let port = env.port; ; port++) {
    try {
      await app.listen({ host: env.host, port });
      // A TCP server has an address with a port.
      return (app.server.address() as AddressInfo).port;
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isTaken || port - env.port >= MOST_TRIES || port >= 65_535) throw error;
    }
  }
}
