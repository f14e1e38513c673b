import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

/** How the server's answers to searches are told: as those of the database in the engine's place, and the other way round. */
interface Told {
  degraded: boolean;
  isReversed: boolean;
}

/** A page of hits whose answers are the server's own but for what `told` says, which may change. */
async function openHits(told: Told): Promise<Page> {
  const page = await site.openPage("about:blank");
  await page.route("**/graphql", async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    if (!text.includes('"edges"') || !text.includes('"degraded"')) return route.fulfill({ response: answer });
    const { data } = JSON.parse(text) as { data: { search: { degraded: boolean; edges: unknown[] } } };
    data.search.degraded = told.degraded;
    if (told.isReversed) data.search.edges.reverse();
    return route.fulfill({ response: answer, json: { data } });
  });
  // The server draws the hits of an address itself, and what is typed is asked for.
  await page.goto(`${site.url}/`);
  await page.getByRole("searchbox").fill("harbour");
  await page.locator(".note-warn").getByText("The search engine is away or slow.").waitFor();
  return page;
}

/** The notes of a search. */
const NOTES = ".search-results .note-warn";
const hitsOf = (page: Page) => page.locator("[data-hit]").evaluateAll((hits) => hits.map((hit) => hit.getAttribute("href")));

it("takes the note of an absent engine away by itself, hits that are the same staying as they are", async () => {
  const told = { degraded: true, isReversed: false };
  const page = await openHits(told);
  const before = await hitsOf(page);
  told.degraded = false;
  await page.locator(NOTES).waitFor({ state: "detached" });
  expect(await page.locator(".search-results .note").count()).toBe(0);
  expect(await hitsOf(page)).toEqual(before);
});

it("says that the engine is back, and shows its hits in another order once the reader wants them", async () => {
  const told = { degraded: true, isReversed: false };
  const page = await openHits(told);
  const before = await hitsOf(page);
  Object.assign(told, { degraded: false, isReversed: true });
  const offer = page.getByRole("button", { name: "Show those of the search engine" });
  await offer.waitFor();
  expect(await page.locator(NOTES).count()).toBe(0);
  expect(await hitsOf(page)).toEqual(before);
  await offer.click();
  await offer.waitFor({ state: "detached" });
  expect(await hitsOf(page)).toEqual(before.toReversed());
});
