import { meetingPage, type Page, speechPage, studyTextPage } from "@lectern/storage";
import type { FastifyInstance } from "fastify";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { sendError } from "./caller.js";
import { reading } from "./reads.js";
import { originOf, xml } from "./xml.js";

/** Addresses of one sitemap: the protocol allows 50,000, and an index of several. */
const MOST = 50_000;

/** Entries that are read at once. */
const AT_ONCE = 1_000;

/** GET /sitemap.xml and /robots.txt, for search engines. An archive that is read with a key has none. */
export function serveSitemap(app: FastifyInstance, archive: Archive, env: Env): void {
  app.get("/robots.txt", (request, reply) => {
    const text =
      env.reading === "key"
        ? "User-agent: *\nDisallow: /\n"
        : `User-agent: *\nAllow: /\nDisallow: /graphql\n\nSitemap: ${originOf(request)}/sitemap.xml\n`;
    return reply.type("text/plain; charset=utf-8").send(text);
  });
  app.get("/sitemap.xml", async (request, reply) => {
    if (env.reading === "key") return sendError(reply, 404, "NOT_FOUND", "An archive that is read with a key has no sitemap.");
    const origin = originOf(request);
    const paths = await reading(archive, null, request.ip, () => pathsOf(archive));
    const urls = paths.map((path) => `<url><loc>${xml(origin + path)}</loc></url>`).join("\n");
    return reply
      .type("application/xml; charset=utf-8")
      .send(`<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`);
  });
}

const PLACES = ["/", "/texts", "/people", "/bodies", "/phrases", "/wanted"];

async function pathsOf({ reading }: Archive): Promise<string[]> {
  const paths = [...PLACES];
  for (const [folder, read] of [
    ["texts", (after: string | null) => studyTextPage(reading, { first: AT_ONCE, after })],
    ["meetings", (after: string | null) => meetingPage(reading, { first: AT_ONCE, after }, {})],
    ["speeches", (after: string | null) => speechPage(reading, { first: AT_ONCE, after }, {})],
  ] as const) {
    for await (const id of idsOf(read)) {
      if (paths.length >= MOST) return paths;
      paths.push(`/${folder}/${id}`);
    }
  }
  return paths;
}

async function* idsOf(read: (after: string | null) => Promise<Page<{ id: string }>>): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const page: Page<{ id: string }> = await read(after);
    for (const { node } of page.edges) yield node.id;
    if (!page.hasNextPage) return;
    after = page.edges.at(-1)?.cursor ?? null;
  }
}
