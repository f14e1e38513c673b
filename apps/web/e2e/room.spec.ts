import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;
let meeting: string;
let text: string;

beforeAll(async () => {
  site = await openSite();
  const { meetings, studyTexts } = await site.ask<{
    meetings: { edges: { node: { id: string; title: string; source: { language: string }; appearances: { person: object | null }[] } }[] };
    studyTexts: { edges: { node: { id: string } }[] };
  }>(`{
    meetings(first: 50) { edges { node { id title source { language } appearances { person { id } } } } }
    studyTexts(first: 1, title: "Letters on the Harbour") { edges { node { id } } }
  }`);
  meeting =
    meetings.edges.find(({ node }) => node.source.language === "en" && node.appearances.some(({ person }) => person))?.node.id ?? "";
  text = studyTexts.edges[0]?.node.id ?? "";
});

describe("languages and themes", () => {
  it("speaks Chinese where asked, dates included, and remembers it", async () => {
    const page = await site.openPage("/?q=harbour");
    await hits(page).first().waitFor();
    await page.getByRole("button", { name: "中文" }).click();
    await page.locator(".search-total", { hasText: /^\d+ 条结果$/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-Hans");
    expect(await page.locator(".hit time").first().textContent()).toMatch(/\d{4}年/);
    await page.reload();
    await page.locator(".search-total", { hasText: /^\d+ 条结果$/ }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.locator(".search-total", { hasText: /^\d+ results$/ }).waitFor();
  });

  it("is dark where asked, whatever the system is, and remembers it", async () => {
    const page = await site.openPage("/", { colorScheme: "light" });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.getByRole("button", { name: "Theme: as the system" }).click();
    await page.getByRole("button", { name: "Theme: light" }).click();
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.reload();
    await expect.poll(ground).toBe(dark);
  });
});

describe("for who wants no motion", () => {
  it("stands still, also where the place of a page on its way breathes for others", async () => {
    const page = await site.openPage("/texts");
    await page.emulateMedia({ reducedMotion: "reduce" });
    const [times, seconds] = await page.evaluate(() => {
      const line = document.createElement("div");
      line.className = "skeleton-line";
      document.body.append(line);
      const { animationIterationCount, animationDuration } = getComputedStyle(line);
      line.remove();
      return [animationIterationCount, animationDuration];
    });
    expect([times, seconds]).toEqual(["1", "0s"]);
    await page.emulateMedia({ reducedMotion: "no-preference" });
  });
});

describe("the keys", () => {
  it("stand on a sheet that ? opens and Escape closes", async () => {
    const page = await site.openPage("/texts");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Shortcuts" }).waitFor({ state: "hidden" });
  });

  it("go from passage to passage and copy one with its citation", async () => {
    const page = await site.openPage(`/texts/${text}`);
    await page.locator("article.passage").nth(1).waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    const second = page.locator('[data-index="1"] article.passage:focus');
    await second.waitFor();
    expect(await second.evaluate((passage) => getComputedStyle(passage).outlineStyle)).toBe("solid");
    await page.keyboard.press("Enter");
    await second.locator(".cited-by").getByText("As a part of what is cited as a whole").waitFor();
    await page.keyboard.press("Enter");
    const words = await page.locator(".passage .source-text").nth(1).textContent();
    await page.keyboard.press("c");
    await page.locator(".passage").nth(1).getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(words?.replace(/\s+/g, " ").trim());
    expect(copied).toMatch(new RegExp(`\\(Letters on the Harbour, .+\\)\\. ${site.url}/texts/${text}\\?passage=`));
  });

  it("find words in a text, one place after the other", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    await page.locator(".record-text").waitFor();
    await page.locator("h1").click();
    await page.keyboard.press("f");
    const paragraphs = await page.locator(".record-text > p").allTextContents();
    const places = paragraphs.join("\n").toLowerCase().split("the").length - 1;
    await page.keyboard.type("The");
    await page.getByText(`1 of ${places}`, { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(`2 of ${places}`, { exact: true }).waitFor();
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await page.getByText(`${places} of ${places}`, { exact: true }).waitFor();
  });
});

describe("a study text", () => {
  it("says when and by whom it is cited, each leading to what cites it", async () => {
    const page = await site.openPage(`/texts/${text}`);
    await page.getByText("Cited when and by whom").click();
    const { studyText } = await site.ask<{ studyText: { citationCounts: { bySpeaker: { count: number; person: { name: string } }[] } } }>(
      "query ($id: ID!) { studyText(id: $id) { citationCounts { bySpeaker(first: 1) { count person { name } } } } }",
      { id: text },
    );
    const [first] = studyText.citationCounts.bySpeaker;
    await page.getByRole("link", { name: `${first?.person.name} ${first?.count}` }).click();
    await page.waitForURL(/work=.*speaker=|speaker=.*work=/);
    await hits(page).first().waitFor();
  });
});

describe("deciding", () => {
  it("takes a report from a reader without a key", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    const evidence = await openFirstPerson(page);
    await evidence.getByRole("button", { name: "Report as wrong" }).click();
    await page.keyboard.type("Somebody else");
    await page.keyboard.press("Enter");
    await evidence.getByText("Thank you.").waitFor();
    const { reports } = await site.ask<{ reports: { edges: { node: { proposal: string } }[] } }>(
      "{ reports(first: 5) { edges { node { proposal } } } }",
      {},
      { asAdmin: true },
    );
    expect(reports.edges.map(({ node }) => node.proposal)).toContain("Somebody else");
  });

  it("comes back from signing in to the value that was looked at, with the way to the queue and what waits there", async () => {
    const page = await site.openPage(`/meetings/${meeting}`);
    await (await openFirstPerson(page)).getByRole("link", { name: "Sign in to decide" }).click();
    await page.getByLabel("Key", { exact: true }).fill(site.adminKey);
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/meetings/${meeting}#value-`));
    await page.locator(".value-evidence").getByRole("button", { name: "Confirm" }).waitFor();
    await page.getByRole("link", { name: /^Queue.*reports? of (a )?readers? waits?$/ }).click();
    await page.getByRole("heading", { level: 1, name: "Queue" }).waitFor();
  });

  it("puts right in the queue what was reported of a person, by the keys alone, and takes it back", async () => {
    const page = await signedIn(site, "/queue");
    const entry = page.locator(".queue-entry", { hasText: "Proposed: Somebody else" }).first();
    await entry.getByText(/, Person$/).waitFor();
    const [name = ""] = (await peopleAt(meeting)).flatMap((one) => one ?? []);
    await entry
      .getByText(/^Read: /)
      .first()
      .waitFor();
    expect(await entry.locator(".source-text mark").first().textContent()).toBe(name);
    expect(await entry.getByRole("link", { name: "Open", exact: true }).getAttribute("href")).toMatch(
      /^\/meetings\/[^#]+#value-.+\.person$/,
    );
    await entry.focus();
    await page.keyboard.press("x");
    await entry.getByText("Done: Close the report").waitFor();
    await entry.focus();
    await page.keyboard.press("u");
    await entry.getByRole("button", { name: "It is right" }).waitFor();
    await entry.focus();
    await page.keyboard.press("e");
    await page.keyboard.press("Enter");
    await entry.getByText("Done: Correct").waitFor();
    expect(await peopleAt(meeting)).toContain("Somebody else");
    await entry.focus();
    await page.keyboard.press("u");
    await entry.getByRole("button", { name: "It is right" }).waitFor();
    expect(await peopleAt(meeting)).not.toContain("Somebody else");
  });

  it("confirms, corrects and undoes under the name of a key, with the history in place", async () => {
    const page = await signedIn(site, `/meetings/${meeting}`);
    const evidence = await openFirstPerson(page);
    const before = (await page.locator("button.value[id$='.person']").first().textContent()) ?? "";
    await evidence.getByRole("button", { name: "Confirm" }).click();
    await evidence.getByText("confirmed it").waitFor();
    await evidence.getByRole("button", { name: "Correct…" }).click();
    await evidence.getByRole("textbox", { name: "Right value" }).fill("Corrected Name");
    await evidence.getByRole("button", { name: "Save" }).click();
    await page.locator("button.value", { hasText: "Corrected Name" }).first().waitFor();
    await page.reload();
    const closed = page.locator(".value-with-evidence", { hasText: "Corrected Name" }).first();
    await closed.locator(".value-decided", { hasText: "corrected by admin" }).waitFor();
    await closed.getByRole("button", { name: "Corrected Name" }).click();
    await closed.getByText(`What was read before: “${before}”.`).waitFor();
    await page.locator(".decisions li", { hasText: "corrected it" }).getByRole("button", { name: "Undo" }).click();
    await page.locator("button.value", { hasText: before }).first().waitFor();
    await page.locator(".decisions li", { hasText: "taken back" }).first().waitFor();
    await page.locator(".value-decided", { hasText: "confirmed by admin" }).first().waitFor();
  });

  it("asks for a day in its form, marks a corrected one in the record and the search, and has a rejected value struck out", async () => {
    const page = await signedIn(site, `/meetings/${meeting}`);
    const held = page.locator(".fact", { hasText: "Held" }).first();
    await held.locator("button.value").first().click();
    await held.getByRole("button", { name: "Correct…" }).click();
    await held.getByText("A day as YYYY-MM-DD").waitFor();
    const box = held.getByRole("textbox", { name: "Right value" });
    await box.fill("4 March");
    await page.keyboard.press("Enter");
    await held.getByText("it takes a day as YYYY-MM-DD").waitFor();
    await box.fill("2020-03-04");
    await page.keyboard.press("Enter");
    await held.locator(".value-decided", { hasText: "corrected by admin" }).waitFor();
    expect(await held.textContent()).not.toContain("Year taken");
    const [words] = /^(\S+\s+){5}\S+/.exec((await page.locator("#source-text p").first().textContent()) ?? "") ?? [];
    const other = await page.context().newPage();
    await other.goto(`${site.url}/?q=${encodeURIComponent(`"${words}"`)}`);
    await other.getByText("Held: corrected by admin").waitFor();
    await other.close();
    await held.getByRole("button", { name: "Reject" }).click();
    await held.locator("del").waitFor();
    await held.locator(".value-decided", { hasText: "rejected by admin" }).waitFor();
    const undo = held.locator(".decisions").getByRole("button", { name: "Undo" });
    for (let left = 2; left > 0; left--) {
      await undo.first().click();
      await expect.poll(() => undo.count()).toBe(left - 1);
    }
    await held.locator(".value-decided").waitFor({ state: "detached" });
  });

  it("knows a key that is not one, and signs out", async () => {
    const page = await site.openPage("/sign-in");
    await page.getByLabel("Key", { exact: true }).fill("lectern_nonsense");
    await page.keyboard.press("Enter");
    await page.getByText("This key is not known, or was revoked.").waitFor();
    await page.getByLabel("Key", { exact: true }).fill(site.adminKey);
    await page.keyboard.press("Enter");
    await page.getByText(/You are signed in as/).waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Key", { exact: true }).waitFor();
  });
});

describe("what others see of a page", () => {
  it("has a title, a description, its own address and structured data", async () => {
    const page = await site.openPage(`/meetings/${meeting}?at=1-5`);
    await page.locator("h1").first().waitFor();
    const head = () =>
      page.evaluate(() => ({
        title: document.title,
        canonical: document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href,
        data: JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? "null"),
      }));
    await expect.poll(async () => (await head()).data?.["@type"]).toBe("Event");
    expect(await head()).toMatchObject({ title: expect.stringMatching(/ · Lectern$/), canonical: `${site.url}/meetings/${meeting}` });
    const { data } = await head();
    expect(Object.values(data)).not.toContain(null);
    const performers = (data.performer ?? []).map(({ name }: { name: string }) => name);
    expect(performers).toEqual([...new Set(performers)]);
  });

  it("names the passage that its address points at, and the feed of a search", async () => {
    const { studyText } = await site.ask<{ studyText: { passages: { edges: { node: { id: string; locator: string; text: string } }[] } } }>(
      "query ($id: ID!) { studyText(id: $id) { passages(from: 4, first: 1) { edges { node { id locator text } } } } }",
      { id: text },
    );
    const passage = studyText.passages.edges[0]?.node;
    const page = await site.openPage(`/texts/${text}?passage=${passage?.id}`);
    await expect.poll(() => page.title()).toBe(`Letters on the Harbour, ${passage?.locator} · Lectern`);
    const data = await page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(data ?? "")).toMatchObject({
      "@type": "Quotation",
      text: passage?.text,
      isPartOf: { name: "Letters on the Harbour" },
    });
    await page.goto(`${site.url}/?q=harbour&kind=SPEECH`);
    await hits(page).first().waitFor();
    expect(await page.locator('link[rel="alternate"][type="application/atom+xml"]').getAttribute("href")).toMatch(
      /^\/feed\.atom\?q=harbour&kind=/,
    );
  });
});

const hits = (page: Page) => page.locator("[data-hit]");

/** Names of those who appear or speak at a meeting. */
async function peopleAt(id: string): Promise<(string | undefined)[]> {
  const { meeting: found } = await site.ask<{ meeting: Record<"appearances" | "speeches", { person: { name: string } | null }[]> }>(
    "query ($id: ID!) { meeting(id: $id) { appearances { person { name } } speeches { person { name } } } }",
    { id },
  );
  return [...found.appearances, ...found.speeches].map(({ person }) => person?.name);
}

/** Opens what the first person of the record says for itself. */
async function openFirstPerson(page: Page) {
  const value = page.locator("button.value[id$='.person']").first();
  await value.click();
  const evidence = page.locator(`[id="${await value.getAttribute("aria-controls")}"]`);
  await evidence.locator(".decide").waitFor();
  return evidence;
}

async function signedIn(at: Site, path: string): Promise<Page> {
  const page = await at.openPage("/sign-in");
  await page.getByLabel("Key", { exact: true }).fill(at.adminKey);
  await page.keyboard.press("Enter");
  await page.getByText(/You are signed in as/).waitFor();
  await page.goto(at.url + path);
  return page;
}
