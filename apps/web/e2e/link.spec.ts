import { beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

const SPEECH = `Friends,
“Four quays make one harbour, as four legs make a stout table: the grain quay, the fish quay, the timber quay and the ferry quay.”
So Article 23 of the Charter of the City of Ternhaven says, and the third volume of “The Ferryman's Ledger” <b>as well</b>.`;

async function paste(text: string) {
  const page = await site.openPage("/link");
  await page.getByLabel("Text", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Find citations" }).click();
  return page;
}

describe("the page that links a pasted text", () => {
  it("shows each citation and quotation beside its passage, with shared and differing words", async () => {
    const page = await paste(SPEECH);
    const quotation = page.locator(".link-entry", { hasText: "Letters on the Harbour" }).first();
    await quotation.waitFor();
    expect(await quotation.locator("figure", { hasText: "In your text" }).locator("ins").allTextContents()).toEqual([
      expect.stringContaining("stout"),
    ]);
    expect(await quotation.locator("figure", { hasText: "In the passage" }).locator("mark").first().textContent()).toContain(
      "our quays make one harbour",
    );
    await quotation.getByText(/words changed|Nearly word for word/).waitFor();

    const article = page.locator(".link-entry", { hasText: "Article 23" }).first();
    await article.getByText("In the archive", { exact: true }).waitFor();
    await article.getByText(/^sure to \d+%$/).waitFor();
    const wanted = page.locator(".link-entry", { hasText: "The Ferryman's Ledger" }).first();
    await wanted.getByText("Cited, not held").waitFor();
    expect(await page.locator("main b").count()).toBe(0);
  });

  it("is worked by the keyboard alone, and tells where it has got to", async () => {
    const page = await site.openPage("/link");
    await page.getByLabel("Text", { exact: true }).fill(SPEECH);
    await page.keyboard.press("Control+Enter");
    const heading = page.getByRole("heading", { name: /^\d+ links$/ });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const words = await page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(SPEECH).toContain(words.trim());
    expect(await page.evaluate(() => document.activeElement?.closest("#source-text") !== null)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("citation");
  });

  it("says that nothing was found", async () => {
    const page = await paste("The weather was fine, and nobody said anything of note.");
    await page.getByText("Nothing is cited or quoted here").waitFor();
  });

  it("takes no text of more than 1 MB, and says so", async () => {
    const page = await site.openPage("/link");
    await page.getByLabel("Text", { exact: true }).fill("word ".repeat(220_000));
    await page
      .getByRole("alert")
      .getByText(/1 MB is the most/)
      .waitFor();
    expect(await page.getByRole("button", { name: "Find citations" }).isDisabled()).toBe(true);
  });

  it("shows a fault with a way to try again, and what it does meanwhile", async () => {
    const page = await site.openPage("/link");
    await page.getByLabel("Text", { exact: true }).fill(SPEECH);
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("button", { name: "Find citations" }).click();
    await page.getByRole("alert").getByText("The archive does not answer").waitFor();
    await page.unroute("**/graphql");
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/graphql", async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Linking the text").waitFor({ state: "attached" });
    expect(await page.getByRole("button", { name: "Find citations" }).isDisabled()).toBe(true);
    answer();
    await page.locator(".link-entry").first().waitFor();
  });
});
