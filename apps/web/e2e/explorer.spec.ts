import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

describe("the explorer of the API", () => {
  it("loads without anything from outside, and answers its examples", async () => {
    const page = await site.openPage("about:blank");
    const outside: string[] = [];
    const refused: string[] = [];
    await page.route(
      (address) => !address.href.startsWith(site.url) && !address.href.startsWith("data:") && !address.href.startsWith("blob:"),
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    page.on("console", (message) => message.text().includes("Content Security Policy") && refused.push(message.text()));
    await page.goto(`${site.url}/graphql`);
    await expect.poll(() => answerTo(page), WITH_PATIENCE).toContain('"total"');
    const tabs = page.getByRole("tab", { name: /Archive|LatestMeetings|Citations|Wanted|Phrases/ });
    expect(await tabs.count()).toBe(5);
    await page.getByRole("tab", { name: "Archive" }).click();
    await expect.poll(() => answerTo(page), WITH_PATIENCE).toContain('"counts"');
    expect(outside).toEqual([]);
    expect(refused).toEqual([]);
  });

  it("costs the page nothing: none of its files are loaded there", async () => {
    const page = await site.openPage("about:blank");
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.goto(`${site.url}/`, { waitUntil: "networkidle" });
    expect(loaded.filter((address) => /explorer|codemirror|graphiql/i.test(address))).toEqual([]);
  });
});

const WITH_PATIENCE = { timeout: 30_000, interval: 1_000 };

/** What the explorer shows after the question was sent. A press before its editors are there goes unheard. */
async function answerTo(page: Page): Promise<string | null> {
  await page.getByRole("button", { name: /execute query/i }).click();
  await page.waitForTimeout(500);
  return page.locator(".result-window").textContent();
}
