import { beforeAll, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

/** The HTML of an address, drawn: a server that was busy leaves that to the browser, and is asked again. */
async function drawn(path: string, headers: Record<string, string> = {}, sign = "data-drawn"): Promise<string> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = await fetch(site.url + path, { headers: { accept: "text/html", ...headers } });
    const html = await answer.text();
    if (html.includes(sign)) return html;
  }
  throw new Error(`${path} was never drawn`);
}

it("sends a search with its first results, its title, and the answer they came from", async () => {
  const html = await drawn("/?q=harbour");
  expect(html).toContain("<title>harbour · Lectern</title>");
  expect(html.match(/<li class="hit">/g)?.length).toBeGreaterThan(5);
  expect(html).toMatch(/<mark>harbour<\/mark>/i);
  expect(html).toMatch(/<script type="application\/json" id="answers">\{/);
  expect((await fetch(`${site.url}/render/render.js`, { headers: { accept: "*/*" } })).status).toBe(404);
  expect(html.match(/<script(?![^>]*(src=|application\/(ld\+)?json))/)).toBeNull();
});

it("sends words of a search as text, whatever they hold", async () => {
  const words = `</script><img src=x onerror=alert(1)>"'&`;
  const html = await drawn(`/?q=${encodeURIComponent(words)}`);
  expect(html).not.toContain("<img");
  expect(html).toContain("<title>&lt;/script>&lt;img src=x onerror=alert(1)>&quot;'&amp; · Lectern</title>");
});

it("is sent in the reader's language and theme", async () => {
  const chinese = await drawn("/", { "accept-language": "fr, en;q=0.2, zh-TW;q=0.7" });
  expect(chinese).toContain('lang="zh-Hans"');
  expect(chinese).toContain("检索");
  const chosen = await drawn("/", { "accept-language": "zh-CN", cookie: "lectern_language=en; lectern_theme=dark" });
  expect(chosen).toContain('<html data-theme="dark" lang="en">');
  const other = await fetch(`${site.url}/status`, { headers: { accept: "text/html", cookie: "lectern_theme=light" } });
  expect(await other.text()).toContain('<html data-theme="light" lang="en">');
});

it("can be read, and asked anew, before its code is there or without", async () => {
  await drawn("/?q=harbour");
  const page = await site.openPage("about:blank");
  await page.route(/\.js$/, (route) => route.abort());
  await page.goto(`${site.url}/?q=harbour`);
  await page.locator(".hit mark").first().waitFor();
  await page.locator("#search-words").fill("ferry");
  await Promise.all([page.waitForURL("**/?q=ferry"), page.keyboard.press("Enter")]);
  await expect.poll(() => page.locator(".hit mark").first().textContent()).toMatch(/ferr/i);
});

it("keeps what was typed before its code was there, draws nothing anew, and asks for the first results once", async () => {
  await drawn("/?q=harbour");
  const page = await site.openPage("about:blank");
  let letCodeCome: () => void = () => undefined;
  const typed = new Promise<void>((resolve) => {
    letCodeCome = resolve;
  });
  await page.route(/\/main-.*\.js$/, (route) => typed.then(() => route.continue()));
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) asked.push((request.postDataJSON() as { operationName: string }).operationName);
  });
  await page.goto(`${site.url}/?q=harbour`, { waitUntil: "commit" });
  const first = await page.locator("a[data-hit]").first().elementHandle();
  await page.locator("#search-words").press("End");
  await page.keyboard.type(" master");
  letCodeCome();
  await page.waitForURL("**/?q=harbour+master");
  await page.locator(".facets[aria-busy=false]").waitFor();
  expect(await page.locator("#search-words").inputValue()).toBe("harbour master");
  expect(asked.filter((name) => name === "Search")).toHaveLength(1);
  expect(await first?.evaluate((link) => link.tagName)).toBe("A");
});

it("asks for no results again that came with the page", async () => {
  await drawn("/?q=harbour");
  const page = await site.openPage("about:blank");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) asked.push((request.postDataJSON() as { operationName: string }).operationName);
  });
  await page.goto(`${site.url}/?q=harbour`, { waitUntil: "commit" });
  const first = await page.locator("a[data-hit]").first().elementHandle();
  await page.locator(".facets[aria-busy=false]").waitFor();
  expect(asked).toContain("SearchCounts");
  expect(asked).not.toContain("Search");
  expect(await first?.evaluate((link) => link.isConnected)).toBe(true);
});

it("sends a record with its answer, of which the browser draws it", async () => {
  const { meetings } = await site.ask<{ meetings: { edges: { node: { id: string } }[] } }>(
    "{ meetings(first: 1) { edges { node { id } } } }",
  );
  const path = `/meetings/${meetings.edges[0]?.node.id}`;
  const html = await drawn(path, {}, 'id="answers"');
  expect(html).toContain('<div id="root">');
  const page = await site.openPage("about:blank");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) asked.push((request.postDataJSON() as { operationName: string }).operationName);
  });
  await page.goto(site.url + path);
  await page.locator("main h1").waitFor();
  expect(asked).not.toContain("Meeting");
});
