import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;
let folder: string;

beforeAll(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), "lectern-code-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("while typing", () => {
  it("suggests people, bodies, works and phrases, and goes to one", async () => {
    const page = await site.openPage("/");
    await box(page).fill("harbour");
    const suggestions = page.getByRole("list", { name: "Suggestions" });
    for (const kind of ["Body", "Study text", "Phrase"])
      await suggestions
        .getByRole("link", { name: new RegExp(`^${kind} `) })
        .first()
        .waitFor();
    await suggestions.getByRole("link", { name: "Body Municipal Harbour Bureau", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Municipal Harbour Bureau" }).waitFor();
  });

  it("completes the word and keeps the box in focus", async () => {
    const page = await site.openPage("/");
    await box(page).fill("the ferr");
    await page.getByRole("list", { name: "Suggestions" }).getByRole("button", { name: "ferry", exact: true }).click();
    expect(await box(page).inputValue()).toBe("the ferry ");
    await page.waitForURL(/q=the\+ferry/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("search-words");
  });

  it("explains the signs of the query where they are used, and moves nothing", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    const top = () => page.locator(".search-columns").evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    await box(page).fill('"two lamps" -tide');
    await page.getByText("exactly these words, in this order").waitFor();
    await page.getByText("without this word").waitFor();
    expect(await top()).toBe(before);
    await box(page).fill("title:harbour");
    await page.getByRole("button", { name: "Search harbour" }).click();
    await page.waitForURL(/q=harbour$/);
    await box(page).fill('"two lamps" -tide');
    await page.waitForURL(/-tide/);
    await page.locator(".hit mark").first().waitFor();
    expect(await top()).toBe(before);
  });
});

describe("narrowing", () => {
  it("leaves a value out, says so in the address, and takes it back", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    const all = await total(page);
    const row = page.getByRole("group", { name: "Kind" }).locator("li", { hasText: "Meeting" });
    const meetings = Number(await row.locator(".facet-count").evaluate((element) => element.firstChild?.textContent));
    await page.getByRole("button", { name: "Leave out Meeting" }).click();
    await page.waitForURL(/not-kind=MEETING/);
    await waitForTotal(page, all - meetings);
    expect(await page.locator(".hit-kind", { hasText: "Meeting" }).count()).toBe(0);
    await page.getByRole("button", { name: "No longer leave out Meeting" }).click();
    await waitForTotal(page, all);
  });

  it("searches the values of a long facet", async () => {
    const page = await site.openPage("/?sort=newest");
    await hits(page).first().waitFor();
    const facet = page.getByRole("group", { name: "Speaker" });
    await facet.getByRole("button", { name: /^Show all/ }).click();
    await facet.getByRole("searchbox").fill("wen");
    const labels = await facet.locator(".facet-label").allTextContents();
    expect(labels.length).toBeGreaterThan(0);
    for (const label of labels) expect(label.toLowerCase()).toContain("wen");
  });

  it("chooses years by drawing over the bars, with shares as well as counts", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    const timeline = page.locator(".timeline");
    const svg = (await timeline.locator("svg").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const bars = await timeline.locator("g").count();
    const middle = (bar: number) => svg.x + ((bar + 0.5) / bars) * svg.width;
    await page.mouse.move(middle(1), svg.y + 20);
    await page.mouse.down();
    await page.mouse.move(middle(2), svg.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=2020&to=2021/);
    const { search } = await site.ask<{ search: { total: number } }>(
      '{ search(query: "harbour", filter: { from: "2020-01-01", to: "2021-12-31" }) { total } }',
    );
    await waitForTotal(page, search.total);
    await page.locator(".timeline-ends", { hasText: /^2020-\d\d.*2021-\d\d$/ }).waitFor();
    await page.getByRole("button", { name: "All years" }).click();
    await page.waitForURL((url) => !url.search.includes("from="));
    const first = page.getByRole("slider", { name: /^First of the years/ });
    await first.press("ArrowRight");
    expect(await first.getAttribute("aria-valuetext")).toBe("2020");
    await first.press("Escape");
    expect(await first.getAttribute("aria-valuetext")).toBe("2019");
    await first.press("ArrowRight");
    await first.press("Enter");
    await page.waitForURL(/from=2020&to=2024/);
    await page.getByRole("button", { name: "All years" }).click();
    await page.getByRole("radio", { name: "Share of all" }).check();
    await page.waitForURL(/bars=share/);
    const { search: over } = await site.ask<{ search: { timeline: { period: string; count: number; all: number }[] } }>(
      '{ search(query: "harbour") { timeline { period count all } } }',
    );
    const shown = await page.locator(".timeline tbody tr").allTextContents();
    expect(shown).toEqual(
      over.timeline.map(({ period, count, all }) => expect.stringContaining(`${period}${count}${percent(count / all)}`)),
    );
  });
});

describe("lines", () => {
  it("show every place with its words in the middle, sorted as asked, and open at it", async () => {
    const page = await site.openPage("/?q=harbour&view=lines");
    await page.locator(".line").first().waitFor();
    const { concordance } = await site.ask<{ concordance: { lines: { right: string; match: string }[] } }>(
      '{ concordance(query: "harbour", first: 3000) { lines { right match } } }',
    );
    await page.getByText(`${concordance.lines.length} lines`).waitFor();
    expect(await page.locator(".line").count()).toBeLessThan(concordance.lines.length);
    await page.getByLabel("Lines by").selectOption("RIGHT");
    await page.waitForURL(/lines=right/);
    const firsts = (await page.locator(".line-right").allTextContents()).slice(0, 8).map(firstWord);
    expect(firsts).toEqual([...firsts].sort(new Intl.Collator(undefined, { sensitivity: "base", numeric: true }).compare));
    const line = page.locator(".line a").first();
    const match = await line.locator("mark").textContent();
    await line.click();
    await page.waitForURL(/[?&]at=\d+-\d+/);
    await page.locator(".is-place, .passage mark").first().waitFor();
    expect(await page.locator(".is-place, .passage mark").first().textContent()).toContain(match);
  });

  it("come to the end of thousands as smoothly as of ten: only those in sight are on the page", async () => {
    const page = await site.openPage("/?q=the+&view=lines");
    await page.locator(".line").first().waitFor();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => {
      const last = [...document.querySelectorAll<HTMLElement>(".line")].at(-1);
      return last?.ariaPosInSet === last?.ariaSetSize;
    });
    expect(await page.locator(".line").count()).toBeLessThan(120);
  });

  it("say which words an unfinished one was taken for, and leave them out when asked", async () => {
    const page = await site.openPage("/?q=the&view=lines&lines=oldest");
    await page.getByText(/^“the” may go on: .*\bthey\b/).waitFor();
    await page.getByRole("button", { name: "Only “the”" }).click();
    await page.waitForURL(/q=the\+&/);
    const found = async () => [...new Set((await page.locator(".line mark").allTextContents()).map((word) => word.toLowerCase()))];
    await expect.poll(found).toEqual(["the"]);
    expect(await page.getByText("may go on").count()).toBe(0);
    expect(await page.getByLabel("Lines by").inputValue()).toBe("OLDEST");
  });

  it("are saved as CSV", async () => {
    const page = await site.openPage("/?q=%22two+lamps%22&view=lines");
    await page.locator(".line").first().waitFor();
    const rows = parse(await saved(page, "Lines as CSV"), { columns: true, bom: true }) as Record<string, string>[];
    const { concordance } = await site.ask<{ concordance: { lines: unknown[] } }>(
      String.raw`{ concordance(query: "\"two lamps\"", first: 3000) { lines { start } } }`,
    );
    expect(rows.length).toBe(concordance.lines.length);
    for (const { match } of rows) expect(match?.toLowerCase()).toContain("two lamps");
  });
});

describe("taking results along", () => {
  it("gives all of them in each format, and not only those on the page", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    await page.getByText("Export these results").click();
    const counts: Record<string, (text: string) => number> = {
      CSV: (text) => parse(text, { columns: true, bom: true }).length,
      JSONL: (text) =>
        text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)).length,
      BibTeX: (text) => text.match(/^@/gm)?.length ?? 0,
      RIS: (text) => text.match(/^ER {2}-/gm)?.length ?? 0,
      "CSL-JSON": (text) => JSON.parse(text).length,
    };
    for (const [format, count] of Object.entries(counts)) expect(count(await saved(page, format)), format).toBe(await total(page));
  });
});

describe("this search as code, run as it stands", () => {
  for (const [dialect, program, file] of [
    ["curl", "curl", "search.sh"],
    ["TypeScript", process.execPath, "search.ts"],
    ["Python", "python3", "search.py"],
  ] as const) {
    it(`${dialect} finds as much as the page`, async (context) => {
      if (!isHere(program)) context.skip(`SKIPPED: the code for ${dialect} was not tried, for there is no ${program} here`);
      const page = await site.openPage("/?q=harbour&not-kind=MEETING&from=2020");
      await hits(page).first().waitFor();
      await page.getByText("This search as code").click();
      await page.getByRole("radio", { name: dialect }).check();
      await writeFile(join(folder, file), (await page.locator(".search-code pre").textContent()) ?? "");
      const { stdout } = await promisify(execFile)(dialect === "curl" ? "sh" : program, [join(folder, file)]);
      const found = dialect === "curl" ? JSON.parse(stdout).data.search.total : Number.parseInt(stdout, 10);
      expect(found).toBe(await total(page));
    });
  }
});

const box = (page: Page) => page.getByRole("searchbox", { name: "Search meetings, speeches and study texts" });
const hits = (page: Page) => page.locator("[data-hit]");
const firstWord = (text: string) => /[\p{L}\p{N}’']+/u.exec(text)?.[0] ?? "";

function percent(share: number): string {
  return share.toLocaleString("en-GB", { style: "percent", maximumSignificantDigits: share < 0.1 ? 2 : 3 });
}

async function total(page: Page): Promise<number> {
  return Number.parseInt((await page.locator(".search-total").textContent()) ?? "", 10);
}

async function waitForTotal(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => Number.parseInt(document.querySelector(".search-total")?.textContent ?? "", 10) === wanted, count);
}

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button, exact: true }).click()]);
  return readFile(await download.path(), "utf8");
}

function isHere(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
