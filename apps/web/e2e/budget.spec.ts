import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

/** Script of the first search page, in bytes as gzip has them, until it answers and its hits are counted: these it shows without script. Charts, which are loaded with their counts, stand apart. */
const BUDGET = 150_000;
const CHART = /\/Timeline-[^/]*\.js$/;

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

it(`the first search page needs at most ${BUDGET / 1_000} kB of script until it answers`, async () => {
  const page = await site.openPage("about:blank");
  const scripts = new Map<string, Promise<number>>();
  let isReady = false;
  page.on("response", (response) => {
    if (isReady || !response.url().endsWith(".js") || CHART.test(response.url())) return;
    scripts.set(
      response.url(),
      response.body().then((body) => gzipSync(body).length),
    );
  });
  await page.goto(`${site.url}/?q=harbour`);
  await page.locator("#root:not([data-drawn]) .hit mark").first().waitFor();
  await page.locator(".facets[aria-busy=false]").waitFor();
  isReady = true;
  const sizes = await Promise.all([...scripts].map(async ([url, size]) => [url.replace(/^.*\//, ""), await size] as const));
  const sum = sizes.reduce((total, [, size]) => total + size, 0);
  expect(sum, sizes.map(([name, size]) => `${name} ${size}`).join("\n")).toBeLessThanOrEqual(BUDGET);
});
