import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FastifyRequest } from "fastify";
import type { Asked } from "./ask.js";
import { originOf } from "./xml.js";

/** What the build of the page gives for the server: apps/web/src/render.tsx. */
interface PageRenderer {
  renderPage(request: {
    template: string;
    url: URL;
    cookies: string;
    languages: string;
    ask(asked: Asked): Promise<object>;
  }): Promise<string>;
}

/** Fills the page's template with what it shows first; gives the template as it is where the build has no renderer. */
export async function drawPage(
  folder: string,
  template: string,
  request: FastifyRequest,
  ask: (asked: Asked) => Promise<object>,
): Promise<string> {
  const renderer = await loadRenderer(folder);
  if (renderer === null) return template;
  return await renderer.renderPage({
    template,
    url: new URL(request.url, originOf(request)),
    cookies: request.headers.cookie ?? "",
    languages: request.headers["accept-language"] ?? "",
    ask,
  });
}

/** Built with the page, from the same sources; Node loads it once. Null where it was not built. */
export async function loadRenderer(folder: string): Promise<PageRenderer | null> {
  const file = join(folder, "render", "render.js");
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as PageRenderer) : null;
}
