import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

/** Put into the page by the test alone, so the page's own content policy stays as it is. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const NAMES = [
  "search",
  "hits",
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
let page: Page;
let paths: Record<string, string>;

beforeAll(async () => {
  site = await openSite();
  page = await site.openPage("/sign-in");
  paths = await addresses();
});

afterAll(() => site?.close());

const SCREENS = [1280, 320].flatMap((width) => (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })));

describe("at 1280 and 320 px, light and dark, and in Chinese", () => {
  it.each(NAMES)("%s has nothing that axe objects to, and does not scroll sideways", async (name) => {
    if (name === "queue") await signIn();
    await open(name, "en");
    for (const screen of SCREENS) await check(screen);
    await open(name, "zh");
    await check({ width: 320, colorScheme: "dark" });
  });
});

async function open(name: string, language: "en" | "zh"): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem("lectern.language", chosen), language);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(site.url + (paths[name] ?? "/"));
  await page.locator("main h1").first().waitFor();
  await settle(page);
  await openSome(page);
  await page.evaluate(AXE);
}

async function check({ width, colorScheme }: { width: number; colorScheme: "light" | "dark" }): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  expect(await findViolations(page), `${width} px, ${colorScheme}`).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

async function signIn(): Promise<void> {
  await page.goto(`${site.url}/sign-in`);
  await page.locator("#sign-in-key").fill(site.adminKey);
  await page.locator("main button[type=submit]").click();
  await page.locator("main a[href='/queue']").waitFor();
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

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe-core finds, one line each. */
async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run());
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
