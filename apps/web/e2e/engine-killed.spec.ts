import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openSite, type Site } from "./harness.js";

const reason = whyNoOwnMeilisearch();

if (reason !== null) it("a Meilisearch that is killed", ({ skip }) => skip(reason));
else describe("a Meilisearch that is killed while somebody types", killed);

function killed(): void {
  let site: Site;
  let engine: OwnMeilisearch;
  let server: { url: string; process: ChildProcess };

  beforeAll(async () => {
    [site, engine] = await Promise.all([openSite(), startMeilisearch()]);
    server = await serveBeside(engine);
  });
  afterAll(async () => {
    if (server !== undefined) {
      server.process.kill("SIGTERM");
      await once(server.process, "exit");
    }
    await engine?.stop();
  });

  async function engineOf(query: string): Promise<string> {
    const body = JSON.stringify({ query: "query ($query: String!) { search(query: $query) { engine } }", variables: { query } });
    const response = await fetch(`${server.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body });
    return ((await response.json()) as { data: { search: { engine: string } } }).data.search.engine;
  }
  const note = (page: Page) => page.locator(".search-results .note");
  async function type(page: Page, words: string): Promise<void> {
    const box = page.getByRole("searchbox");
    await box.fill("");
    await box.pressSequentially(words, { delay: 40 });
    await page.waitForFunction((typed) => new URLSearchParams(location.search).get("q")?.trim() === typed.trim(), words);
    await page.locator(".search-results[aria-busy=false]").waitFor();
  }

  /** On a busy machine the engine may be slow for once: what it finds in another order then is shown when it is asked for. */
  async function untilEngineAnswers(page: Page): Promise<void> {
    const show = page.getByRole("button", { name: "Show those of the search engine" });
    const notes = async () => {
      if (await show.isVisible()) await show.click();
      return note(page).count();
    };
    await expect.poll(notes, { timeout: 20_000 }).toBe(0);
  }

  it("says so, and takes that back once it is there again: for what is shown, and for what was looked for meanwhile", async () => {
    const page = await site.openPage("about:blank");
    await expect.poll(() => engineOf("harbour ")).toBe("MEILISEARCH");
    await page.goto(`${server.url}/`);
    await type(page, "harbour ");
    await untilEngineAnswers(page);
    await engine.kill();
    for (const words of ["council ", "quay ", "dredging "]) {
      await type(page, words);
      await note(page).getByText("The search engine is away or slow.").waitFor();
    }
    await engine.start();
    await note(page).getByText("The search engine is away or slow.").waitFor({ state: "detached" });
    await expect.poll(() => engineOf("council ")).toBe("MEILISEARCH");
    // What was kept of the answers before is not what is shown.
    for (const words of ["council ", "quay "]) {
      const asked = page.waitForRequest((request) => isSearchFor(request, words.trim()));
      await type(page, words);
      await asked;
      await page.locator("[data-hit]").first().waitFor();
      await untilEngineAnswers(page);
    }
  });
}

function isSearchFor(request: Request, words: string): boolean {
  const { operationName, variables } = (request.postDataJSON() ?? {}) as { operationName?: string; variables?: { query?: string } };
  return operationName === "Search" && variables?.query?.trim() === words;
}

const MAIN = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

/** Another server over the archive of the page tests, with a Meilisearch of its own. */
async function serveBeside(engine: OwnMeilisearch): Promise<{ url: string; process: ChildProcess }> {
  const env = {
    ...process.env,
    LECTERN_DATA: inject("server").data,
    PORT: "0",
    MEILISEARCH_URL: engine.url,
    MEILISEARCH_API_KEY: engine.masterKey,
  };
  const child = spawn(process.execPath, [MAIN, "serve"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const url = /Page\s+(http:\/\/\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve({ url, process: child });
    });
    child.once("exit", () => reject(new Error(`the server ended; it said:\n${said}`)));
  });
}
