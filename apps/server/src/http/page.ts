import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { report } from "../graphql/errors.js";
import type { Asked } from "./ask.js";
import { drawPage } from "./draw-page.js";
import { allowExplorer } from "./security.js";

/** Asks the API in the name of who sent a request. */
type Ask = (asked: Asked, request: FastifyRequest, reply: FastifyReply) => Promise<object>;

interface PageOptions {
  /** Of the built page. */
  folder: string;
  ask: Ask;
  /** Told when a page could not be drawn. */
  log(line: string): void;
}

const A_YEAR = 365 * 24 * 60 * 60;

/** Serves the built page: its files as they are, and its index for every address that is the page's own business. */
export async function servePage(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { folder } = options;
  if (existsSync(folder)) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      // For this server, not for browsers.
      globIgnore: ["render/**"],
      // Registered with "*", it would answer for addresses that are routes of the page.
      wildcard: false,
      cacheControl: false,
      // Files come packed from the build where that is worth it.
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Files under assets carry a hash of their content in their name.
        reply.header("cache-control", path.includes("/assets/") ? `public, max-age=${A_YEAR}, immutable` : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => answerUnknown(request, reply, options));
}

/** The explorer of the API, for a browser that opens /graphql. */
export async function sendExplorer(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  allowExplorer(reply);
  return sendHtml(reply, join(folder, "explorer.html"));
}

async function answerUnknown(request: FastifyRequest, reply: FastifyReply, options: PageOptions): Promise<FastifyReply> {
  const isPage = ["GET", "HEAD"].includes(request.method) && !request.url.startsWith("/assets/") && acceptsPage(request);
  if (isPage) return sendPage(request, reply, options);
  return reply.code(404).send({
    errors: [{ message: `There is nothing at ${request.method} ${request.url.split("?")[0]}.`, extensions: { code: "NOT_FOUND" } }],
  });
}

/** A browser says that it takes HTML; what takes anything gets the page too, but not in place of a file that is missing. */
function acceptsPage(request: FastifyRequest): boolean {
  if (acceptsHtml(request)) return true;
  const takesAnything = request.headers.accept?.includes("*/*") ?? true;
  return takesAnything && !/\.\w+$/.test(request.url.split("?")[0] ?? "");
}

export function acceptsHtml(request: FastifyRequest): boolean {
  return request.headers.accept?.includes("text/html") ?? false;
}

/** Tags that have a browser fetch the code of this address along with what every page needs: its build writes them. */
async function preloadsOf(request: FastifyRequest, folder: string): Promise<string> {
  const written = await readFile(join(folder, "preloads.json"), "utf8").catch(() => "{}");
  const path = request.url.split("?")[0] ?? "";
  const address = Object.entries<string>(JSON.parse(written)).find(([pattern]) => isOf(path, pattern));
  return address?.[1] ?? "";
}

/** Whether a path is one of a pattern's, such as `/texts/:id`. */
function isOf(path: string, pattern: string): boolean {
  const [parts, wanted] = [path.split("/"), pattern.split("/")];
  return (
    parts.length === wanted.length && wanted.every((part, place) => part === parts[place] || (part.startsWith(":") && parts[place] !== ""))
  );
}

/** The page as it is drawn for who asks: in their language and theme, and with what they may read. */
async function sendPage(request: FastifyRequest, reply: FastifyReply, { folder, ask, log }: PageOptions): Promise<FastifyReply> {
  reply.header("vary", "accept-language, cookie");
  const preloads = await preloadsOf(request, folder);
  return sendHtml(reply, join(folder, "index.html"), async (html) => {
    const template = html.replace("</head>", () => `${preloads}</head>`);
    try {
      return await drawPage(folder, template, request, (asked) => ask(asked, request, reply));
    } catch (error) {
      report(error, log);
      return template;
    }
  });
}

async function sendHtml(reply: FastifyReply, file: string, fill = async (template: string) => template): Promise<FastifyReply> {
  const template = await readFile(file, "utf8").catch(() => null);
  reply.type("text/html; charset=utf-8").header("cache-control", "private, no-cache");
  return template === null ? reply.code(503).send(NOT_BUILT) : reply.send(await fill(template));
}

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Lectern: the page is not built</title>
<h1>The page is not built</h1>
<p>The archive and its API run. Build the page with <code>npm start</code> (or <code>pnpm --filter @lectern/web build</code>), then load this address again.</p>
</html>
`;
