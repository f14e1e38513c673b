import type { Page } from "playwright-core";

/** How long one key press took, in milliseconds from the browser's own time of the press. */
export interface KeyTime {
  /** Until the letter was painted in the box. */
  letter: number;
  /** Until what the words so far find was painted. */
  results: number;
  /** Until what narrows it (facets, timeline) was painted; null where the next key came before. */
  counts: number | null;
}

/** How long a reader takes from one key to the next, in milliseconds. */
const PACE = 120;

/** Types phrases letter by letter into the search box of the page; the next key comes a pace after the results of the last one. */
export async function typeIn(page: Page, phrases: readonly string[]): Promise<KeyTime[]> {
  await page.evaluate(WATCH);
  const times: KeyTime[] = [];
  for (const phrase of phrases) {
    await page.locator("#search-words").fill("");
    await page.locator(".counts").waitFor();
    for (const letter of phrase) {
      await page.keyboard.press(letter === " " ? "Space" : letter);
      const time = (await page.evaluate("window.keyTime()")) as Omit<KeyTime, "counts">;
      await page.waitForTimeout(PACE);
      const counts = (await page.evaluate("window.countsTime()")) as number | null;
      // A space is no other search.
      if (letter !== " ") times.push({ ...time, counts });
    }
  }
  return times;
}

/**
 * In the page: notes when a key is pressed, and looks at every frame whether the results of the words in the box stand
 * there. What a frame shows is painted when the message that its callback posts arrives.
 */
const WATCH = `
  const box = document.getElementById("search-words");
  let pressed = 0, letter = 0, counts = null;
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(null);
  }));
  box.addEventListener("keydown", (event) => { pressed = event.timeStamp; letter = 0; counts = null; }, true);
  box.addEventListener("input", () => { const mine = pressed; void painted().then((now) => { if (mine === pressed) letter = now; }); });
  const stand = () => {
    const words = (new URLSearchParams(location.search).get("q") ?? "").trim();
    const results = document.querySelector(".search-results");
    return words === box.value.trim() && results !== null && results.getAttribute("aria-busy") !== "true";
  };
  const areCounted = () => document.querySelector(".facets:not([aria-busy=true])") !== null;
  const watchCounts = async (mine) => {
    while (mine === pressed && !areCounted()) await painted();
    const now = await painted();
    if (mine === pressed) counts = now - mine;
  };
  window.countsTime = () => counts;
  window.keyTime = async () => {
    const mine = pressed;
    for (;;) {
      const now = await painted();
      if (stand()) {
        void watchCounts(mine);
        return { letter: (letter || now) - mine, results: now - mine };
      }
      if (now - mine > 10_000) throw new Error("no results within ten seconds");
    }
  };
`;
