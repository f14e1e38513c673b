import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

describe("the start page", () => {
  it("says what the archive holds, and offers searches that find something", async () => {
    const page = await site.openPage("/");
    const { archive } = await site.ask<{ archive: { counts: { meetings: number } } }>("{ archive { counts { meetings } } }");
    await page.getByRole("link", { name: `${archive.counts.meetings} Meetings` }).waitFor();
    await page.locator(".examples a").first().click();
    await hits(page).first().waitFor();
    expect(await total(page)).toBeGreaterThan(0);
  });

  it("says that the archive is a sample", async () => {
    const page = await site.openPage("/");
    const { archive } = await site.ask<{ archive: { isSample: boolean } }>("{ archive { isSample } }");
    expect(archive.isSample).toBe(true);
    await page.getByText("This is a sample archive.").waitFor();
  });
});

describe("searching while typing", () => {
  it("finds, marks and counts what the API finds", async () => {
    const page = await site.openPage("/");
    await box(page).pressSequentially("harbour", { delay: 20 });
    await page.locator(".hit mark").first().waitFor();
    await waitForAddress(page, /\?q=harbour$/);
    const { search } = await site.ask<{ search: { total: number } }>('{ search(query: "harbour") { total } }');
    await page.waitForFunction((count) => document.querySelector(".search-total")?.textContent === `${count} results`, search.total);
    for (const text of await page.locator(".hit mark").allTextContents()) expect(text.toLowerCase()).toContain("harbour");
  });

  it("shows the answer to the last words, however late the first one comes", async () => {
    const page = await site.openPage("/");
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let late: Promise<unknown> = Promise.reject(new Error("the first words were not asked for"));
    late.catch(() => undefined);
    await page.route("**/graphql", async (route) => {
      if (route.request().postDataJSON().variables?.query !== "tide") return route.continue();
      // A question that is not waited for any more is given up by the page, and cannot be passed on.
      late = held.then(() => route.continue()).catch(() => undefined);
    });
    await box(page).fill("tide");
    await waitForAddress(page, /q=tide$/);
    await box(page).fill("charter");
    await page
      .locator(".hit mark", { hasText: /charter/i })
      .first()
      .waitFor();
    release();
    await late;
    await page.waitForTimeout(500);
    expect(await page.locator(".hit mark", { hasText: /tide/i }).count()).toBe(0);
    expect(await page.locator(".hits[data-stale]").count()).toBe(0);
  });

  it("takes one step of the history for one piece of typing", async () => {
    const page = await site.openPage("/?q=tide");
    await hits(page).first().waitFor();
    await box(page).fill("");
    await box(page).pressSequentially("ferry", { delay: 200 });
    await waitForAddress(page, /q=ferry$/);
    await page.goBack();
    await waitForAddress(page, /q=tide$/);
    await expect.poll(() => box(page).inputValue()).toBe("tide");
    await page.goForward();
    await waitForAddress(page, /q=ferry$/);
    await expect.poll(() => box(page).inputValue()).toBe("ferry");
  });

  it("finds Chinese", async () => {
    const page = await site.openPage(`/?q=${encodeURIComponent("会议")}`);
    await page.locator(".hit mark").first().waitFor();
    expect(await page.locator(".hit-snippet[lang^=zh]").count()).toBeGreaterThan(0);
  });
});

describe("narrowing", () => {
  it("narrows by a facet, exactly as counted, and takes it back", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    const all = await total(page);
    const option = page.getByRole("group", { name: "Kind" }).locator("li", { hasText: "Meeting" });
    const count = Number(await option.locator(".facet-count").evaluate((element) => element.firstChild?.textContent));
    await option.getByRole("checkbox").check();
    await waitForAddress(page, /kind=MEETING/);
    await waitForTotal(page, count);
    expect(new Set(await page.locator(".hit-kind").allTextContents())).toEqual(new Set(["Meeting"]));
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await waitForTotal(page, all);
  });

  it("takes a year for the whole of it", async () => {
    const page = await site.openPage("/?sort=newest");
    await hits(page).first().waitFor();
    await page.getByRole("textbox", { name: "From" }).fill("2020");
    await page.getByRole("textbox", { name: "To" }).fill("2020");
    await waitForAddress(page, /from=2020&to=2020/);
    const { search } = await site.ask<{ search: { total: number } }>(
      '{ search(filter: { from: "2020-01-01", to: "2020-12-31" }) { total } }',
    );
    await waitForTotal(page, search.total);
  });

  it("says so where a date is not one", async () => {
    const page = await site.openPage("/?q=tide&from=soon");
    await page.getByText("2021, 2021-05 or 2021-05-31").waitFor();
    await hits(page).first().waitFor();
  });

  it("has its whole state in the address", async () => {
    const page = await site.openPage("/?q=harbour&kind=SPEECH&sort=oldest");
    await hits(page).first().waitFor();
    expect(await page.getByRole("checkbox", { name: /^Speech/ }).isChecked()).toBe(true);
    expect(await page.getByLabel("Order").inputValue()).toBe("OLDEST");
    expect(await box(page).inputValue()).toBe("harbour");
  });

  it("folds the filters away on a narrow screen", async () => {
    const page = await site.openPage("/?q=harbour", { width: 360 });
    await hits(page).first().waitFor();
    expect(await page.getByRole("group", { name: "Kind" }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("group", { name: "Kind" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

describe("what a reader is told", () => {
  it("names the words it searched for a misspelt one", async () => {
    const page = await site.openPage("/?q=harbuor");
    await page.getByText(/Searched .*harbour.* for/).waitFor();
  });

  it("says that nothing holds all words", async () => {
    const page = await site.openPage("/?q=harbour+tide+ferry+lamp+charter+silt+swim");
    await page.getByText("Nothing holds all of these words.").waitFor();
  });

  it("says what to loosen where nothing is found", async () => {
    const page = await site.openPage("/?q=%22zzz+qqq+xxx%22&kind=MEETING");
    await page.getByRole("heading", { name: /Nothing found for/ }).waitFor();
    await page.getByRole("button", { name: "Search without the filters" }).click();
    await waitForAddress(page, /q=%22zzz\+qqq\+xxx%22$/);
    await page.goto(`${site.url}/?q=harbour&kind=SPEECH&from=2024&to=2019`);
    await page.getByRole("button", { name: /^Without the filter “Held”: \d+ results?$/ }).waitFor();
    await page.getByText("no day is left").first().waitFor();
    await page.getByRole("button", { name: "Swap the dates" }).click();
    await waitForAddress(page, /from=2019&to=2024/);
    await hits(page).first().waitFor();
  });

  it("says that the server is away, keeps what was typed, and goes on by itself once it is back", async () => {
    const page = await site.openPage("/");
    await page.locator(".counts").waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await box(page).fill("harbour");
    await page.getByRole("alert").getByText("The archive does not answer").waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await box(page).inputValue()).toBe("harbour");
    await page.unroute("**/graphql");
    await hits(page).first().waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await box(page).fill("harbour lamps");
    await page.getByRole("alert").waitFor();
    await page.locator(".hits[data-stale] [data-hit]").first().waitFor();
  });
});

describe("reading on", () => {
  it("brings more hits below those that are shown", async () => {
    const page = await site.openPage("/?sort=newest");
    await hits(page).first().waitFor();
    const first = await hits(page).allTextContents();
    await page.getByRole("button", { name: "Show more" }).click();
    await page.waitForFunction((count) => document.querySelectorAll("[data-hit]").length > count, first.length);
    expect((await hits(page).allTextContents()).slice(0, first.length)).toEqual(first);
  });

  it("opens a hit where all its words stand together, and lights them", async () => {
    const page = await site.openPage("/?q=hold+the+line&kind=MEETING");
    await hits(page).first().click();
    await waitForAddress(page, /\/meetings\/[^/?]+\?at=\d+-\d+,/);
    await page.waitForFunction(() => document.activeElement?.classList.contains("is-place"));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Hold");
    const lit = (await page.locator(".is-place").allTextContents()).map((word) => word.toLowerCase());
    expect(new Set(lit)).toEqual(new Set(["hold", "the", "line"]));
    await page.goBack();
    await hits(page).first().waitFor();
    expect(await box(page).inputValue()).toBe("hold the line");
  });
});

describe("the keyboard", () => {
  it("goes to the box, through the hits and into one", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    await page.keyboard.press("/");
    expect(await focused(page)).toBe("search-words");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    expect(await focusedHit(page)).toBe(1);
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toBe("search-words");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/(meetings|speeches|texts)\//);
    await page.waitForFunction(() => document.querySelector("main")?.contains(document.activeElement));
  });

  it("empties the box with Escape", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    await box(page).focus();
    await page.keyboard.press("Escape");
    await page.waitForURL(`${site.url}/`);
    expect(await focused(page)).toBe("search-words");
  });

  it("types a slash into the box as a slash", async () => {
    const page = await site.openPage("/");
    await box(page).pressSequentially("and/or");
    expect(await box(page).inputValue()).toBe("and/or");
  });

  it("skips to the page", async () => {
    const page = await site.openPage("/");
    const link = page.getByRole("link", { name: "Skip to the page" });
    await link.waitFor({ state: "attached" });
    await page.keyboard.press("Tab");
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toBe("main");
  });
});

describe("this search as code", () => {
  it("stays within a narrow screen, and scrolls by itself", async () => {
    const page = await site.openPage("/?q=harbour", { width: 360 });
    await hits(page).first().waitFor();
    await page.getByText("This search as code").click();
    await page.getByRole("radio", { name: "curl" }).check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it("gives a GraphQL query that finds the same", async () => {
    const page = await site.openPage("/?q=harbour&kind=SPEECH");
    await hits(page).first().waitFor();
    await page.getByText("This search as code").click();
    const [query, variables] = ((await page.locator(".search-code pre").textContent()) ?? "").split("# Variables\n");
    const { search } = await site.ask<{ search: { total: number } }>(query ?? "", JSON.parse((variables ?? "").replace(/^# /gm, "")));
    expect(search.total).toBe(await total(page));
    await page.getByRole("radio", { name: "Python" }).check();
    await page.locator(".search-code pre", { hasText: "import urllib.request" }).waitFor();
  });
});

const box = (page: Page) => page.getByRole("searchbox", { name: "Search meetings, speeches and study texts" });
const hits = (page: Page) => page.locator("[data-hit]");
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const focusedHit = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll("[data-hit]")].indexOf(document.activeElement as HTMLElement));

async function total(page: Page): Promise<number> {
  return Number.parseInt((await page.locator(".search-total").textContent()) ?? "", 10);
}

async function waitForTotal(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => Number.parseInt(document.querySelector(".search-total")?.textContent ?? "", 10) === wanted, count);
}

async function waitForAddress(page: Page, address: RegExp): Promise<void> {
  await page.waitForURL(address);
}
