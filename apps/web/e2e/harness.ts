import { launchBrowser } from "@lectern/testing/browser";
import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, inject } from "vitest";

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
  /** Opens a page of the site in a browser profile of its own. What goes wrong in it fails the test: see `faults`. */
  openPage(path: string, options?: PageOptions): Promise<Page>;
  /** Asks the API, without the page. */
  ask<T>(query: string, variables?: object, options?: { asAdmin?: boolean }): Promise<T>;
  /** Scripts' errors and broken rules of the content policy, in all pages that were opened. */
  faults: string[];
  close(): Promise<void>;
}

/** Profiles of the pages that the test has opened: they are closed with it, as pages left open work on and slow the next ones. */
const profiles = new Set<BrowserContext>();
beforeEach(() => profiles.clear());
afterEach(async () => {
  await Promise.all([...profiles].map((profile) => profile.close()));
});

export async function openSite(): Promise<Site> {
  const { url, adminKey } = inject("server");
  const browser = await launchBrowser();
  const faults: string[] = [];
  return {
    url,
    adminKey,
    faults,
    async openPage(path, { width = 1280, height = 800, colorScheme = "light" } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      profiles.add(context);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (/content security policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
      });
      if (path !== "about:blank") await page.goto(url + path);
      return page;
    },
    async ask<T>(query: string, variables: object = {}, { asAdmin = false } = {}) {
      const headers = { "content-type": "application/json", ...(asAdmin && { authorization: `Bearer ${adminKey}` }) };
      const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
      const answer = (await response.json()) as { data: T; errors?: { message: string }[] };
      if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join("\n"));
      return answer.data;
    },
    close: () => browser.close(),
  };
}
