import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;
let folder: string;

beforeAll(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), "lectern-upload-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("the lists", () => {
  it.each([
    { path: "/texts", list: "studyTexts", opens: /\/texts\/[^/]+$/ },
    { path: "/people", list: "people", opens: /\/people\/[^/]+$/ },
    { path: "/bodies", list: "bodies", opens: /\/bodies\/[^/]+$/ },
    { path: "/phrases", list: "phrases", opens: /\/phrases\/[^/]+$/ },
  ])("$path shows as many as there are, and opens one", async ({ path, list, opens }) => {
    const page = await site.openPage(path);
    const answer = await site.ask<Record<string, { totalCount: number }>>(`{ ${list} { totalCount } }`);
    const said = await page.locator(".list-total").textContent();
    expect(Number.parseInt(said ?? "", 10)).toBe(answer[list]?.totalCount);
    await page.locator(".record-list h2 a").first().click();
    await page.waitForURL(opens);
    await page.locator("h1").waitFor();
  });

  it("narrows people by letters, in the address as well", async () => {
    const page = await site.openPage("/people");
    const first = (await page.locator(".record-list h2").first().textContent()) ?? "";
    await page.getByLabel("Name holds").fill(first.slice(0, 4));
    await page.waitForURL(/name=/);
    const { people } = await site.ask<{ people: { totalCount: number } }>("query ($name: String) { people(name: $name) { totalCount } }", {
      name: first.slice(0, 4).trim(),
    });
    await page.waitForFunction(
      (count) => Number.parseInt(document.querySelector(".list-total")?.textContent ?? "", 10) === count,
      people.totalCount,
    );
    await page.reload();
    expect(await page.getByLabel("Name holds").inputValue()).toBe(first.slice(0, 4));
  });

  it("shows wanted works with the sentences that cite them, the most cited first", async () => {
    const page = await site.openPage("/wanted");
    await page.locator(".citing mark").first().waitFor();
    const counts = (await page.locator(".record-list > li").allTextContents()).map((text) => Number(/cited (\d+) time/.exec(text)?.[1]));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    await page.locator(".citing a").first().click();
    await page.waitForURL(/\?at=\d+-\d+$/);
  });

  it("leads from a wanted work to what cites it", async () => {
    const page = await site.openPage("/wanted");
    await page
      .getByRole("link", { name: /^Search what cites it/ })
      .first()
      .click();
    await page.locator("[data-hit]").first().waitFor();
  });

  it("says that an address leads nowhere", async () => {
    const page = await site.openPage("/no/such/page");
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  });

  it("says that the server is away, and goes on by itself once it is back", async () => {
    const page = await site.openPage("about:blank");
    await page.route("**/graphql", (route) => route.abort());
    await page.goto(`${site.url}/people`);
    await page.getByRole("alert").getByText("The archive does not answer").waitFor();
    await page.unroute("**/graphql");
    await page.locator(".record-list").waitFor();
  });

  it("goes to the top of a new page, with the focus in it", async () => {
    const page = await site.openPage("/people");
    await page.getByRole("link", { name: "Bodies" }).click();
    await page.getByRole("heading", { name: "Bodies", level: 1 }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    expect(await page.title()).toBe("Bodies · Lectern");
  });
});

describe("importing", () => {
  it("refuses a key that is not one, in words", async () => {
    const page = await site.openPage("/import");
    await page.getByLabel(/^Files/).setInputFiles(await file("refused.txt", "A text that will not come in."));
    await page.getByLabel("Key").fill("lectern_wrong");
    await page.getByRole("button", { name: "Import 1 file" }).click();
    await page.getByRole("alert").getByText("Nothing was imported").waitFor();
    await page.getByText("UNAUTHENTICATED").waitFor();
  });

  it("tells of every file how it ended, and the problem stands on the status page until the file reads well", async () => {
    const page = await site.openPage("/import");
    const bad = await file("seven.json", '[{"text": "one"},\n{"text": ]');
    const good = await file(
      "notice.txt",
      "On 4 May 2021, the Tests Bureau held a mobilization meeting. Ada Quill, director, presided over the meeting.\n",
    );
    await page.getByLabel(/^Files/).setInputFiles([bad, good]);
    await page.getByLabel("Collection").fill("page-tests");
    await page.getByLabel("Key").fill(site.adminKey);
    await page.getByRole("button", { name: "Import 2 files" }).click();
    await page.getByText(/1 new, 0 changed, 0 as before, 1 with problems;/).waitFor();
    await page.locator(".problem", { hasText: "seven.json" }).getByText("BAD_JSON").waitFor();

    await page.getByRole("link", { name: "Status" }).click();
    await page.locator(".problem", { hasText: "seven.json" }).waitFor();
    await page
      .locator(".runs")
      .getByText(/upload of 2 files/)
      .waitFor();

    await page.getByRole("link", { name: "Import" }).click();
    await page
      .getByLabel(/^Files/)
      .setInputFiles(await file("seven.json", '[{"text": "On 5 May 2021, the Tests Bureau held a meeting."}]'));
    await page.getByLabel("Collection").fill("page-tests");
    await page.getByRole("button", { name: "Import 1 file" }).click();
    await page.getByText(/1 new, 0 changed, 0 as before, 0 with problems;/).waitFor();
    await page.getByRole("link", { name: "Status" }).click();
    await page.locator(".runs").waitFor();
    expect(await page.locator(".problem", { hasText: "seven.json" }).count()).toBe(0);
    await withdraw("page-tests");
  });

  it("asks who is signed in for no key", async () => {
    const page = await site.openPage("/import");
    expect((await page.request.post(`${site.url}/session`, { data: { key: site.adminKey } })).ok()).toBe(true);
    await page.reload();
    await page.getByText("Imported with the key admin").waitFor();
    expect(await page.getByLabel("Key").count()).toBe(0);
    await page.getByLabel(/^Files/).setInputFiles(await file("signed-in.txt", "On 4 May 2021, the Tests Bureau held a meeting.\n"));
    await page.getByLabel("Collection").fill("signed-in-tests");
    await page.getByRole("button", { name: "Import 1 file" }).click();
    await page.getByText(/1 new/).waitFor();
    await withdraw("signed-in-tests");
  });

  it("shows markup in a text as the text that it is", async () => {
    const page = await site.openPage("/import");
    const words =
      "Zanzibarite <img src=x onerror=\"document.title='owned'\"> <script>document.title='owned'</script> said so at length in the hall.";
    await page.getByLabel(/^Files/).setInputFiles(await file("markup.txt", `${words}\n`));
    await page.getByLabel("Collection").fill("markup-tests");
    await page.getByLabel("Key").fill(site.adminKey);
    await page.getByRole("button", { name: "Import 1 file" }).click();
    await page.getByText(/1 new/).waitFor();
    await page.goto(`${site.url}/?q=zanzibarite`);
    await page.locator(".hit", { hasText: "<script>" }).waitFor();
    expect(await page.title()).toBe("zanzibarite · Lectern");
    expect(await page.locator("main img").count()).toBe(0);
    await withdraw("markup-tests");
  });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** Other page tests expect the sample alone. */
async function withdraw(collection: string): Promise<void> {
  await site.ask("mutation ($collection: String!) { withdraw(collection: $collection) { sources } }", { collection }, { asAdmin: true });
}
