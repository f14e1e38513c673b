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

/** Milliseconds from the start of a navigation. */
interface Opening {
  /** Until the first results were painted. */
  results: number;
  /** Until the page answers to its reader, and the hits are counted. */
  answering: number;
}

/**
 * How long a shared search address takes from the navigation to the paint of its first results, and until the page answers: each time in a browser profile
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
    console.log(`${loads} loads of ${new URL(address).search} without a cache; milliseconds from the navigation`);
    for (const slowed of SLOWED) {
      const openings: Opening[] = [];
      for (let load = 0; load < loads; load++) openings.push(await open(browser, address, slowed));
      console.log(`processor slowed ${slowed} times: p50 p95 max`);
      for (const [name, part] of Object.entries(PARTS)) {
        const times = openings.map((opening) => opening[part]);
        const figures = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0).padStart(6));
        console.log(`  ${name}`.padEnd(36), figures.join(""));
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

const PARTS: Record<string, keyof Opening> = { "first results painted": "results", "answers, hits counted": "answering" };

async function open(browser: Browser, address: string, slowed: number): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
    await page.addInitScript(WATCH);
    await page.goto(address, { waitUntil: "commit" });
    return await page.evaluate<Opening>("window.opening");
  } finally {
    await context.close();
  }
}

/**
 * In the page: when the first results were painted, and when it answers; a frame is painted when the message that its callback
 * posts arrives.
 */
const WATCH = `
  const painted = (isThere) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("nothing within thirty seconds")), 30_000);
    const look = () => requestAnimationFrame(() => {
      if (!isThere()) return look();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    });
    look();
  });
  const has = (selector) => () => document.querySelector(selector) !== null;
  window.opening = Promise.all([painted(has("[data-hit]")), painted(has("#root:not([data-drawn]) .facets[aria-busy=false]"))])
    .then(([results, answering]) => ({ results, answering }));
`;
