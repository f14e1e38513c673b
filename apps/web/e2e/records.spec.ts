import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;
let meeting: string;

beforeAll(async () => {
  site = await openSite();
  meeting = await meetingOf("2021-05-14-clean-ropes.txt");
});

afterAll(async () => {
  // Other files test an archive that holds the sample alone.
  await site?.ask(`mutation { withdraw(collection: "brought-by-tests") { sources } }`, {}, { asAdmin: true });
});

describe("a record beside its text", () => {
  it("marks the words of the value that is pointed at, and no others", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    const value = page.getByRole("button", { name: "12 May 2021", exact: true });
    await value.hover();
    expect(await pointedWords(page)).toBe("12 May 2021");
    await page.mouse.move(0, 0);
    expect(await pointedWords(page)).toBe("");
  });

  it("marks them for the keyboard as for the pointer", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    await page.getByRole("button", { name: "Municipal Harbour Bureau", exact: true }).focus();
    expect(await pointedWords(page)).toBe("Municipal Harbour Bureau");
  });

  it("highlights the value whose words are pointed at or have the focus, and goes to it", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    const words = textPane(page).getByRole("link", { name: "Municipal Harbour Bureau" });
    const value = page.getByRole("button", { name: "Municipal Harbour Bureau", exact: true });
    await words.hover();
    expect(await isPointed(value)).toBe(true);
    await page.mouse.move(0, 0);
    expect(await isPointed(value)).toBe(false);
    await words.focus();
    expect(await isPointed(value)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await value.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("shows the sentence, the method and how sure it is where a value is pressed", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    const value = page.getByRole("button", { name: "12 May 2021", exact: true });
    await value.press("Enter");
    const evidence = page.locator(`[id="${await value.getAttribute("aria-controls")}"]`);
    expect(await evidence.textContent()).toMatch(/On 12 May 2021, the Municipal Harbour Bureau held .*Read by: .*Sure to \d+%/);
    expect(await evidence.locator("mark").textContent()).toBe("12 May 2021");
  });

  it("says of a value from metadata where it came from", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    const published = page.locator(".fact", { hasText: "Published" });
    expect(await published.textContent()).toMatch(/14 May 2021.*from file name/);
  });

  it("says in words how the year became known", async () => {
    const page = await site.openPage(`/meetings/${await meetingOf("2019-10-11-first-volume.txt")}`);
    await page.getByText("Year taken from the publication date, 11 October 2019").waitFor();
  });

  it("scrolls the words into the pane's view where the text is long, and the page stays where it is", async () => {
    const { id, citation } = await longSpeech();
    const page = await site.openPage(`/speeches/${id}`, { height: 500 });
    const last = page.locator(`[id="value-citation.${citation}"]`);
    await last.focus();
    const before = await page.evaluate(() => window.scrollY);
    await last.hover();
    const pane = await textPane(page).boundingBox();
    const words = await textPane(page).locator(".is-pointed").first().boundingBox();
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    expect(words?.y).toBeGreaterThanOrEqual(pane?.y ?? Number.POSITIVE_INFINITY);
    expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0));
  });

  it("marks the words that its address points at, and brings them into view", async () => {
    const { id, start, end, printed } = await longSpeech();
    const page = await site.openPage(`/speeches/${id}?at=${start}-${end}`);
    const place = page.locator(".is-place");
    await place.first().waitFor();
    expect((await place.allTextContents()).join("")).toBe(printed);
    await expect.poll(() => place.first().evaluate((words) => words.getBoundingClientRect().bottom < window.innerHeight)).toBe(true);
  });

  it("names a volume that is cited as a whole by its own name, and says how many passages that is", async () => {
    const { meetings } = await site.ask<{
      meetings: { edges: { node: { id: string; citations: { id: string; place: { name: string | null; count: number } | null }[] } }[] };
    }>("{ meetings(first: 100) { edges { node { id citations { id place { name count } } } } } }");
    const { id, citation } = meetings.edges
      .flatMap(({ node }) => node.citations.map((one) => ({ id: node.id, citation: one })))
      .find((one) => /^Volume \d+$/.test(one.citation.place?.name ?? "")) ?? { id: "", citation: null };
    const page = await site.openPage(`/meetings/${id}`);
    const entry = page.locator(".citations > li", { has: page.locator(`[id="value-citation.${citation?.id}"]`) });
    await entry.getByText(`Letters on the Harbour, ${citation?.place?.name} · ${citation?.place?.count} passages`).waitFor();
    await entry.locator("button.citation").click();
    await entry
      .locator(".cited-place")
      .getByRole("link", { name: `Letters on the Harbour, ${citation?.place?.name}`, exact: true })
      .waitFor();
  });

  it("is printed with all its values, and without what is pressed", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    await page.emulateMedia({ media: "print" });
    const values = await page.locator("button.value").all();
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) expect(await value.isVisible(), (await value.textContent()) ?? "").toBe(true);
    for (const left of [".site-header", ".site-footer", ".kicker", ".page-link", ".find-in-text", ".copy button"])
      expect(await page.locator(left).first().isVisible(), left).toBe(false);
    await page.emulateMedia({ media: "screen" });
  });

  it("says plainly that a record is not there, whether it was withdrawn or never was", async () => {
    const page = await site.openPage("/meetings/01a20559-1138-7794-af63-ec560833cbff");
    await page.getByRole("heading", { name: "This meeting is not in the archive" }).waitFor();
    expect(await page.title()).toContain("This meeting is not in the archive");
  });
});

describe("on a narrow screen", () => {
  it("shows the sentence in place where a value is pressed, and leads to its words from there", async () => {
    const page = await site.openPage(`/meetings/${meeting}`, { width: 360, height: 740 });
    const value = page.getByRole("button", { name: "12 May 2021", exact: true });
    await value.click();
    await page.locator(".value-evidence mark").waitFor();
    await page.getByRole("button", { name: "Go to these words" }).click();
    const words = textPane(page).getByRole("link", { name: "12 May" });
    expect(await words.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(async () => (await words.boundingBox())?.y ?? -1).toBeLessThan(740);
  });
});

describe("by keyboard alone", () => {
  it("leads from the search to a passage that a speech quotes", async () => {
    const page = await site.openPage("/");
    await page.getByRole("searchbox").waitFor();
    await tabTo(page, () => document.activeElement?.matches("input[type=search]") ?? false);
    await page.keyboard.type("five clean ropes will bring a ship in");
    await page.waitForURL(/q=five/);
    await page.locator(".hit a").first().waitFor();
    await tabTo(page, () => document.activeElement?.matches('.hit a[href^="/speeches/"], .hit a[href^="/meetings/"]') ?? false);
    await page.keyboard.press("Enter");
    await page.locator("button.citation").first().waitFor();
    await page.locator("main").focus();
    await tabTo(
      page,
      () =>
        (document.activeElement?.matches("button.citation") &&
          document.activeElement.textContent?.includes("ive clean ropes will bring")) ??
        false,
    );
    await page.keyboard.press("Enter");
    await page.locator(".cited-place .passage-words mark").first().waitFor();
    await tabTo(page, () => document.activeElement?.matches('.cited-place a[href^="/texts/"]') ?? false);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/texts\/.*passage=/);
    expect(await page.locator(".passage.is-meant mark").first().textContent()).toContain("Five clean ropes will bring a ship in");
  });
});

describe("a study text", () => {
  it("opens at the passage that its address names, and shows who cites it", async () => {
    const { id, studyText, locator } = await citedPassage();
    const page = await site.openPage(`/texts/${studyText.id}?passage=${id}`);
    const passage = page.locator(`[id="passage-${id}"]`);
    await passage.locator(".cited-by mark").first().waitFor();
    expect(await passage.textContent()).toContain(locator);
    expect(await passage.getByRole("link").nth(1).getAttribute("href")).toMatch(/^\/(speeches|meetings)\/[^?]+\?at=\d+-\d+$/);
  });

  it("goes to the section that is chosen in its contents, and from passage to passage by keys", async () => {
    const { studyText } = await citedPassage();
    const page = await site.openPage(`/texts/${studyText.id}`);
    const contents = page.getByRole("navigation", { name: "Contents" });
    await contents.getByRole("link").last().click();
    const focused = () => page.evaluate(() => Number(document.activeElement?.closest<HTMLElement>("[data-index]")?.dataset.index ?? -1));
    await expect.poll(focused).toBeGreaterThan(10);
    const there = await focused();
    await page.keyboard.press("p");
    await expect.poll(focused).toBe(there - 1);
  });

  it("shades its passages by who cites them", async () => {
    const { studyText } = await citedPassage();
    const page = await site.openPage(`/texts/${studyText.id}`);
    const shaded = page.locator(".passage[data-heat]");
    await shaded.first().waitFor();
    const said = page.locator(".cited-filter [role=status]");
    const all = Number.parseInt((await said.textContent()) ?? "", 10);
    await page.getByLabel("Cited by", { exact: true }).selectOption({ index: 1 });
    await page.waitForURL(/speaker=/);
    await expect.poll(async () => Number.parseInt((await said.textContent()) ?? "", 10)).toBeLessThan(all);
    await shaded.first().locator("button[aria-expanded]").click();
    await page.locator(".cited-by .timed-entry").first().waitFor();
  });

  it("has on the page only what is in sight, and finds words in all of it", async () => {
    const { studyTexts } = await site.ask<{ studyTexts: { edges: { node: { id: string; passageCount: number } }[] } }>(
      "{ studyTexts(first: 10) { edges { node { id passageCount } } } }",
    );
    const [longest] = studyTexts.edges.map(({ node }) => node).sort((a, b) => b.passageCount - a.passageCount);
    const { studyText } = await site.ask<{ studyText: { passages: { edges: { node: { text: string } }[] } } }>(
      "query ($id: ID!, $from: Int!) { studyText(id: $id) { passages(from: $from, first: 1) { edges { node { text } } } } }",
      { id: longest?.id, from: (longest?.passageCount ?? 0) - 1 },
    );
    const words = studyText.passages.edges[0]?.node.text.slice(0, 30) ?? "";
    const page = await site.openPage(`/texts/${longest?.id}`);
    await page.locator("article.passage").first().waitFor();
    expect(await page.locator(".passage-row").count()).toBeLessThan((longest?.passageCount ?? 0) / 2);
    await page.getByRole("searchbox", { name: "Find in this text" }).fill(words.toUpperCase());
    await page.locator("article.passage", { hasText: words }).first().waitFor();
    await expect.poll(() => page.locator(".find-in-text [role=status]").textContent()).toMatch(/^1 of \d+$/);
    const box = await page.locator(".find-in-text").boundingBox();
    expect([(box?.y ?? -1) >= 0, (box?.y ?? 1_000) < 200]).toEqual([true, true]);
  });
});

describe("a long text", () => {
  it("has on the page only what is in sight, finds words in all of it, and opens at any place", async () => {
    const paragraphs = Array.from({ length: 400 }, (_, at) => `In the matter of berth ${at + 1} there was this to say. `.repeat(3).trim());
    const { importText } = await site.ask<{ importText: { source: { text: string; meeting: { id: string } } } }>(
      `mutation ($text: String!) { importText(input: { collection: "brought-by-tests", text: $text, kind: NOTICE, title: "On the berths" }) { source { text meeting { id } } } }`,
      { text: ["On 3 May 2021, the Berth Office held a meeting.", ...paragraphs].join("\n\n") },
      { asAdmin: true },
    );
    const { text, meeting } = importText.source;
    const page = await site.openPage(`/meetings/${meeting.id}`);
    await textPane(page).locator("p").first().waitFor();
    expect(await textPane(page).locator("p").count()).toBeLessThan(100);
    await page.getByRole("searchbox", { name: "Find in this text" }).fill("BERTH 399 ");
    await textPane(page).getByText("berth 399 ").first().waitFor();
    const start = text.indexOf("berth 250 ");
    await page.goto(`${site.url}/meetings/${meeting.id}?at=${start}-${start + 9}`);
    const place = textPane(page).locator(".is-place");
    await place.waitFor();
    expect(await place.textContent()).toBe("berth 250");
    await expect.poll(async () => (await place.boundingBox())?.y ?? -1).toBeLessThan(740);
  });
});

describe("a notice that repeats an earlier one", () => {
  it("has the repeated sentence in grey, and leads to its first appearance", async () => {
    const repeated = "The meeting emphasized that every lamp along the outer mole must be kept burning through the whole of the winter.";
    const store = async (title: string, text: string) =>
      site.ask<{ importText: { source: { meeting: { id: string } } } }>(
        `mutation ($text: String!, $title: String!) { importText(input: { collection: "brought-by-tests", text: $text, kind: NOTICE, title: $title }) { source { meeting { id } } } }`,
        { title, text },
        { asAdmin: true },
      );
    await store("Lamps in May", `On 3 May 2021, the Lamp Office held a work meeting. ${repeated} It also heard a report on oil.`);
    const later = await store("Lamps in June", `On 9 June 2022, the Lamp Office held a work meeting. ${repeated} A tender was announced.`);
    const page = await site.openPage(`/meetings/${later.importText.source.meeting.id}`);
    await page.getByText("1 sentence is not new").waitFor();
    expect((await textPane(page).locator(".is-seen").allTextContents()).join("")).toBe(repeated);
    await page.getByRole("link", { name: "Lamps in May" }).click();
    await page.getByRole("heading", { level: 1, name: "Lamps in May" }).waitFor();
    expect((await textPane(page).locator(".is-place").allTextContents()).join("")).toBe(repeated);
  });
});

describe("a speech without a title", () => {
  it("goes by its first words, in a search as on its page, which has no part that is empty", async () => {
    const words = "Colleagues, the quinquereme has been caulked from stem to stern and lies at the outer mole until the equinox.";
    const { importText } = await site.ask<{ importText: { source: { speeches: { id: string }[] } } }>(
      `mutation ($text: String!) { importText(input: { collection: "brought-by-tests", text: $text, kind: SPEECH }) { source { speeches { id } } } }`,
      { text: `${words} It will sail when the wind is right.` },
      { asAdmin: true },
    );
    const page = await site.openPage("/?q=quinquereme");
    const hit = page.locator("[data-hit]", { hasText: /^Colleagues, the quinquereme has been caulked .*…$/ });
    await hit.click();
    await page.waitForURL(new RegExp(`/speeches/${importText.source.speeches[0]?.id}`));
    await page.getByRole("heading", { level: 1, name: /^Colleagues, the quinquereme .*…$/ }).waitFor();
    const parts = await page.locator(".record-part").allTextContents();
    for (const heading of await page.locator(".record-part h2").allTextContents()) expect(parts).not.toContain(heading);
  });
});

describe("a hostile source", () => {
  it("stays text, whatever stands in it", async () => {
    const text = `On 3 May 2021, the <b onmouseover="hacked=1">Bureau</b> held a meeting.\n<script>window.hacked = 1</script>\n<img src=x onerror="window.hacked=1">&amp; &lt;i&gt;`;
    const { importText } = await site.ask<{ importText: { source: { meeting: { id: string } | null; speeches: { id: string }[] } } }>(
      `mutation ($text: String!) { importText(input: { collection: "brought-by-tests", text: $text, kind: NOTICE, title: "<script>window.hacked = 1</script>" }) {
        source { meeting { id } speeches { id } }
      } }`,
      { text },
      { asAdmin: true },
    );
    const page = await site.openPage(`/meetings/${importText.source.meeting?.id}`);
    await textPane(page).waitFor();
    expect(await textPane(page).textContent()).toContain("<script>window.hacked = 1</script>");
    expect(await textPane(page).locator("script, img, b, i").count()).toBe(0);
    await textPane(page).hover();
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });
});

const textPane = (page: Page): Locator => page.locator("#source-text");

/** Words that several values came from are in pieces. */
const pointedWords = async (page: Page): Promise<string> => (await textPane(page).locator(".is-pointed").allTextContents()).join("");

const isPointed = (value: Locator): Promise<boolean> => value.evaluate((element) => element.classList.contains("is-pointed"));

/** Presses Tab until the focus is where it should be. */
async function tabTo(page: Page, isThere: () => boolean): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate(isThere)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not lead there");
}

async function meetingOf(place: string): Promise<string> {
  const { meetings } = await site.ask<{ meetings: { edges: { node: { id: string; source: { place: string | null } } }[] } }>(
    "{ meetings(first: 100) { edges { node { id source { place } } } } }",
  );
  const found = meetings.edges.find(({ node }) => node.source.place?.startsWith(place));
  if (!found) throw new Error(`The sample archive has no ${place}`);
  return found.node.id;
}

interface LongSpeech {
  id: string;
  citation: string;
  start: number;
  end: number;
  printed: string;
}

/** The last citation of the speech that is the longest. */
async function longSpeech(): Promise<LongSpeech> {
  const { speeches } = await site.ask<{
    speeches: {
      edges: { node: { id: string; text: string | null; citations: { id: string; start: number; end: number; printed: string }[] } }[];
    };
  }>("{ speeches(first: 100) { edges { node { id text citations { id start end printed } } } } }");
  const [longest] = speeches.edges
    .filter(({ node }) => node.citations.length > 0)
    .sort((a, b) => (b.node.text?.length ?? 0) - (a.node.text?.length ?? 0));
  const citation = longest?.node.citations.at(-1);
  if (!longest || !citation) throw new Error("No speech of the sample archive cites anything");
  return { id: longest.node.id, citation: citation.id, start: citation.start, end: citation.end, printed: citation.printed };
}

interface CitedPassage {
  id: string;
  locator: string;
  studyText: { id: string };
}

async function citedPassage(): Promise<CitedPassage> {
  const { citations } = await site.ask<{ citations: { edges: { node: { fidelity: string | null; passage: CitedPassage | null } }[] } }>(
    "{ citations(first: 100, filter: { state: [RESOLVED] }) { edges { node { fidelity passage { id locator studyText { id } } } } } }",
  );
  const passage = citations.edges.find(({ node }) => node.fidelity === "VERBATIM" && node.passage)?.node.passage;
  if (!passage) throw new Error("Nothing in the sample archive is quoted");
  return passage;
}
