import { join } from "node:path";
import { launchBrowser } from "@lectern/testing/browser";
import type { Browser } from "playwright-core";
import { lectern, serveArchive } from "./lectern.js";
import { claimFolder } from "./own-folder.js";
import { percentile } from "./search/timing.js";

export interface OpeningBench {
  project: string;
  archive: string;
  /** Words of the search whose address is opened. */
  query: string;
  /** How often it is opened. */
  loads: number;
}

/** What a processor is slowed by: the page's bar is one second at four. */
const SLOWED = [1, 4];

/**
 * How long a shared search address takes from the navigation to the paint of its first results: each time in a browser profile
 * of its own, so that nothing is cached, with the processor as it is and slowed. The archive is the sample unless it holds another.
 */
export async function benchOpening({ project, archive, query, loads }: OpeningBench): Promise<void> {
  await claimFolder(archive);
  const held = JSON.parse(await lectern(project, archive, ["status", "--json"])) as { counts?: { sources?: number } };
  if ((held.counts?.sources ?? 0) === 0) await lectern(project, archive, ["import", join(project, "tooling/sample-archive")]);
  const server = await serveArchive(project, archive);
  const browser = await launchBrowser();
  try {
    const address = new URL(`/?q=${encodeURIComponent(query)}`, server.graphql).href;
    // The server's own first answer is that of a process that has just started.
    await open(browser, address, 1);
    console.log(`${loads} loads of ${new URL(address).search} without a cache; milliseconds to the paint of the first results`);
    for (const slowed of SLOWED) {
      const times: number[] = [];
      for (let load = 0; load < loads; load++) times.push(await open(browser, address, slowed));
      const figures = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0).padStart(6));
      console.log(`processor slowed ${slowed} times`.padEnd(28), "p50 p95 max", figures.join(""));
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function open(browser: Browser, address: string, slowed: number): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
    await page.addInitScript(WATCH);
    await page.goto(address, { waitUntil: "commit" });
    return await page.evaluate<number>("window.firstResults");
  } finally {
    await context.close();
  }
}

/** In the page: when the first results were painted, from the start of the navigation; a frame is painted when the message that its callback posts arrives. */
const WATCH = `
  window.firstResults = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no results within thirty seconds")), 30_000);
    const look = () => requestAnimationFrame(() => {
      if (document.querySelector("[data-hit]") === null) return look();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    });
    look();
  });
`;
