import { launchBrowser } from "@lectern/testing/browser";
import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { inject } from "vitest";

export interface PageOptions {
  width?: number;
  height?: number;
  colorScheme?: "light" | "dark";
}

/** A browser before the server of serve-sample.ts, which all page tests share. */
export interface Site {
  url: string;
  /** The admin key of the server. */
  adminKey: string;
  /** Opens a page of the site; it is closed with the test, which fails for errors of scripts and broken rules of the content policy. */
  openPage(path: string, options?: PageOptions): Promise<Page>;
  /** Asks the API, without the page. */
  ask<T>(query: string, variables?: object, options?: { asAdmin?: boolean }): Promise<T>;
}

interface Shared {
  browser: Browser;
  profile: BrowserContext;
  /** Pages that a test has had and the next one may have. */
  idle: Page[];
  inUse: Page[];
}

/**
 * One browser, one profile and mostly one page for all files of a worker: a load in a page of its own, with scripts and fonts to
 * fetch and compile anew, is three times the work. What a test leaves in the profile goes with it: see after-each.ts.
 */
let shared: Shared | null = null;
let faults: string[] = [];

/** Looked at in every frame: a wait of Playwright's looks twice a second once a quarter of one has passed. */
const isDrawn = () =>
  document.querySelector("main h1") !== null && document.querySelector(".skeleton, [aria-busy=true], [data-drawn]") === null;

export async function openSite(): Promise<Site> {
  const { url, adminKey } = inject("server");
  return {
    url,
    adminKey,
    async openPage(path, { width = 1280, height = 800, colorScheme = "light" } = {}) {
      const page = await takePage();
      await Promise.all([page.setViewportSize({ width, height }), page.emulateMedia({ colorScheme }), page.mouse.move(0, 0)]);
      await page.goto(path === "about:blank" ? path : url + path, { waitUntil: "commit" });
      if (path !== "about:blank") await page.waitForFunction(isDrawn);
      return page;
    },
    async ask<T>(query: string, variables: object = {}, { asAdmin = false } = {}) {
      const headers = { "content-type": "application/json", ...(asAdmin && { authorization: `Bearer ${adminKey}` }) };
      const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
      const answer = (await response.json()) as { data: T; errors?: { message: string }[] };
      if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join("\n"));
      return answer.data;
    },
  };
}

/** Takes the pages back from a test, and what they stored with them. Gives what went wrong in them. */
export async function leavePages(): Promise<string[]> {
  const wrong = faults;
  faults = [];
  if (shared === null) return wrong;
  await Promise.all(shared.inUse.splice(0).map(leavePage));
  await shared.profile.clearCookies();
  return wrong;
}

async function leavePage(page: Page): Promise<void> {
  page.removeAllListeners();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  if (!page.url().startsWith(inject("server").url)) return page.close();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  shared?.idle.push(page);
}

async function takePage(): Promise<Page> {
  const { profile, idle, inUse } = await openBrowser();
  const page = idle.pop() ?? (await profile.newPage());
  inUse.push(page);
  page.setDefaultTimeout(20_000);
  watchRequests(page);
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

async function openBrowser(): Promise<Shared> {
  if (shared?.browser.isConnected()) return shared;
  const browser = await launchBrowser();
  shared = { browser, profile: await browser.newContext(), idle: [], inUse: [] };
  return shared;
}

/** Requests of a page that have no answer yet. */
const underWay = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  const remove = (request: Request) => requests.delete(request);
  page.on("request", (request) => requests.add(request));
  page.on("requestfinished", remove);
  page.on("requestfailed", remove);
}

/** Waits until a page has its heading and nothing more to come: no request under way, no grey place for what is being loaded, and answers. */
export async function settle(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  for (let calm = 0; calm < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const isCalm = underWay.get(page)?.size === 0 && (await page.locator(".skeleton, [data-drawn]").count()) === 0;
    calm = isCalm ? calm + 1 : 0;
  }
}
