import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site, settle } from "./harness.js";

/** Put into the page by the test alone, so the page's own content policy stays as it is. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where a picture of each page is left for looking at. */
const PICTURES = join(import.meta.dirname, "..", "dist", "pictures");

const NAMES = [
  "search",
  "hits",
  "lines",
  "meeting",
  "speech",
  "text",
  "person",
  "body",
  "phrase",
  "texts",
  "people",
  "bodies",
  "phrases",
  "wanted",
  "link",
  "accuracy",
  "status",
  "import",
  "missing",
  "sign-in",
  "compare",
  "queue",
];

let site: Site;
let paths: Record<string, string>;

beforeAll(async () => {
  site = await openSite();
  paths = await addresses();
  mkdirSync(PICTURES, { recursive: true });
});

describe("at 1280, 360 and 320 px, light and dark, and in Chinese", () => {
  it.each(NAMES)("%s has nothing that axe objects to, does not scroll sideways, and leaves pictures", async (name) => {
    const page = await site.openPage(name === "queue" ? "/sign-in" : (paths[name] ?? "/"));
    if (name === "queue") await signIn(page);
    await settle(page);
    await openSome(page);
    await page.evaluate(AXE);
    await check(page, { width: 1280, colorScheme: "light" });
    await picture(page, `${name}-1280-light`);
    await check(page, { width: 1280, colorScheme: "dark", rules: COLOURS });
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, `${name}-360-dark`);
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
    await check(page, { width: 320, colorScheme: "dark" });
    await check(page, { width: 320, colorScheme: "light", rules: COLOURS });
    await page.getByRole("button", { name: "中文" }).click();
    await page.locator("html[lang=zh-Hans]").waitFor();
    await settle(page);
    await check(page, { width: 320, colorScheme: "light", without: COLOURS });
  });
});

/** A browser without a graphics card paints by the processor, which others may be working: it is given time. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), timeout: 60_000 });
}

/** Rules of axe that a theme may break, which changes colours and nothing else; another language changes all but them. */
const COLOURS = ["color-contrast"];

interface Screen {
  width: number;
  colorScheme: "light" | "dark";
  /** All that axe has unless given. */
  rules?: string[];
  without?: string[];
}

async function check(page: Page, { width, colorScheme, rules, without = [] }: Screen): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  expect(await findViolations(page, rules, without), `${width} px, ${colorScheme}`).toEqual([]);
  expect(await widthOf(page)).toBeLessThanOrEqual(width);
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

async function signIn(page: Page): Promise<void> {
  await page.locator("#sign-in-key").fill(site.adminKey);
  await page.locator("main button[type=submit]").click();
  await page.locator("main a[href='/queue']").click();
  await page.waitForURL(/\/queue$/);
}

/** What a press on a value shows is looked at as well. */
async function openSome(page: Page): Promise<void> {
  if (page.url().endsWith("/link")) return linkSome(page);
  for (const kind of ["button.value:not(.citation)", "button.citation"]) {
    for (const button of (await page.locator(kind).all()).slice(0, 3)) await button.click();
  }
  await settle(page);
}

/** A quotation with a word changed, and a work that is not held. */
async function linkSome(page: Page): Promise<void> {
  const words =
    "“Four quays make one harbour, as four legs make a stout table: the grain quay, the fish quay, the timber quay and the ferry quay.”";
  await page.locator("#link-text").fill(`${words} So says the third volume of “The Ferryman's Ledger”.`);
  await page.keyboard.press("Control+Enter");
  await page.locator(".link-entry").first().waitFor();
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe-core finds, one line each. It is told to leave out what takes long and is not looked at: lists of what passed, and styles. */
async function findViolations(page: Page, rules: string[] | undefined, without: string[]): Promise<string[]> {
  const left = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const options = { resultTypes: ["violations"], preload: false, rules: left, ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate(
    (asked) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe.run(asked),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} (${failureSummary})`));
}

async function addresses(): Promise<Record<string, string>> {
  type Ids = { edges: { node: { id: string } }[] };
  const found = await site.ask<{
    meetings: { edges: { node: { id: string; citations: { id: string }[] } }[] };
    citations: {
      edges: {
        node: { start: number; end: number; speech: { id: string } | null; passage: { id: string; studyText: { id: string } } | null };
      }[];
    };
    people: Ids;
    bodies: Ids;
    phrases: Ids;
  }>(`{
    meetings(first: 50) { edges { node { id citations { id } } } }
    citations(first: 100, filter: { state: [RESOLVED] }) { edges { node { start end speech { id } passage { id studyText { id } } } } }
    people(first: 2) { edges { node { id } } }
    bodies(first: 1) { edges { node { id } } }
    phrases(first: 1) { edges { node { id } } }
  }`);
  const richest = [...found.meetings.edges].sort((a, b) => b.node.citations.length - a.node.citations.length)[0]?.node;
  const quoted = found.citations.edges.map(({ node }) => node).find((node) => node.speech && node.passage);
  return {
    search: "/",
    hits: "/?q=harbour",
    lines: "/?q=harbour&view=lines",
    meeting: `/meetings/${richest?.id}`,
    speech: `/speeches/${quoted?.speech?.id}?at=${quoted?.start}-${quoted?.end}`,
    text: `/texts/${quoted?.passage?.studyText.id}?passage=${quoted?.passage?.id}`,
    person: `/people/${found.people.edges[0]?.node.id}`,
    body: `/bodies/${found.bodies.edges[0]?.node.id}`,
    phrase: `/phrases/${found.phrases.edges[0]?.node.id}`,
    texts: "/texts",
    people: "/people",
    bodies: "/bodies",
    phrases: "/phrases",
    wanted: "/wanted",
    link: "/link",
    accuracy: "/accuracy",
    status: "/status",
    import: "/import",
    "sign-in": "/sign-in",
    compare: `/compare?of=people&one=${found.people.edges[0]?.node.id}&other=${found.people.edges[1]?.node.id}`,
    queue: "/queue",
    missing: "/meetings/01a20559-1138-7794-af63-ec560833cbff",
  };
}
