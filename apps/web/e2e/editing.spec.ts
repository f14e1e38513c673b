import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

const COLLECTION = "edited-by-tests";

let site: Site;

beforeAll(async () => {
  site = await openSite();
  for (const [day, body, person] of [
    ["3 May 2021", "Quay Office", "Ada Quillon"],
    ["4 May 2021", "Quay Office", "Ada Quillon"],
    ["5 May 2021", "Office of Quays", "Adah Quillone"],
  ])
    await store(`On ${day}, the ${body} held a meeting. Director ${person} presided over the meeting.`, `Notice of ${day}`);
});

afterAll(async () => {
  // Other files test an archive that holds the sample alone.
  await site.ask("mutation ($name: String!) { withdraw(collection: $name) { sources } }", { name: COLLECTION }, { asAdmin: true });
});

describe("two that are one, and one that is two", () => {
  it.each([
    { path: "people", one: "Ada Quillon", other: "Adah Quillone", third: "Edda Quillon", counted: "appearance" },
    { path: "bodies", one: "Quay Office", other: "Office of Quays", third: "Quay Service", counted: "meeting" },
  ])("$path are merged and split on their page, and each is taken back by a press", async ({ path, one, other, third, counted }) => {
    const page = await signedIn(`/${path}/${await idOf(path, one)}`);
    const holds = (count: number) =>
      page.locator(".page-title", { hasText: new RegExp(`(?<!\\d)${count} ${counted}${count === 1 ? "(?!s)" : "s"}`) }).waitFor();
    const status = page.getByRole("status");
    const undo = page.locator("[role=status]").getByRole("button", { name: "Undo" });
    await holds(2);

    await page.getByRole("button", { name: other, exact: true }).click();
    await page.getByRole("button", { name: `Merge ${other} into this` }).click();
    await status.getByText(`Merged: ${other} is part of this now`).waitFor();
    await holds(3);
    await page.getByText(`merged ${other} into this`).waitFor();
    await undo.click();
    await holds(2);

    await page.getByText("Two were taken for one…").click();
    await page.locator(".split input[type=checkbox]").first().check();
    await page.getByLabel("Name of the other one").fill(third);
    await page.getByRole("button", { name: "Give 1 place to this name" }).click();
    await status.getByText(`Given to ${third}`).waitFor();
    await holds(1);
    expect(await namesOf(path)).toContain(third);
    await undo.click();
    await holds(2);
  });
});

describe("a link that leads to the wrong passage", () => {
  it("is led to another one by its address, and back", async () => {
    const { id, speech, passage } = await quotation();
    const { studyTexts } = await site.ask<{
      studyTexts: Connection<{ id: string; passages: Connection<{ id: string; locator: string }> }>;
    }>("{ studyTexts(first: 10) { edges { node { id passages(first: 1) { edges { node { id locator } } } } } } }");
    const [right] = studyTexts.edges.map(({ node }) => node).filter(({ id: text }) => text !== passage.studyText.id);
    const [first] = right?.passages.edges.map(({ node }) => node) ?? [];
    const page = await signedIn(`/speeches/${speech.id}`);
    await page.locator(`[id="value-citation.${id}"]`).click();
    const place = page.locator(`[id="value-citation.${id}-evidence"]`);
    const leadsTo = (text: string | undefined, to: string | undefined) =>
      place.locator(`a[href="/texts/${text}?passage=${to}"]`).first().waitFor();
    await leadsTo(passage.studyText.id, passage.id);
    await place.getByRole("button", { name: "It leads elsewhere…" }).click();
    await page.keyboard.type(`${site.url}/texts/${right?.id}?passage=${first?.id}`);
    await page.keyboard.press("Enter");
    await leadsTo(right?.id, first?.id);
    await place.getByText(/Decided by /).waitFor();
    await place.locator("[role=status] + button", { hasText: "Undo" }).click();
    await leadsTo(passage.studyText.id, passage.id);
  });
});

interface Connection<T> {
  edges: { node: T }[];
}

interface Quotation {
  id: string;
  speech: { id: string };
  passage: { id: string; studyText: { id: string } };
}

/** A quotation in a speech. */
async function quotation(): Promise<Quotation> {
  const { citations } = await site.ask<{ citations: Connection<Omit<Quotation, "speech" | "passage"> & Partial<Quotation>> }>(
    "{ citations(first: 100, filter: { state: [RESOLVED] }) { edges { node { id speech { id } passage { id studyText { id } } } } } }",
  );
  const found = citations.edges.map(({ node }) => node).find((node): node is Quotation => Boolean(node.speech && node.passage));
  if (!found) throw new Error("Nothing in the sample archive is quoted in a speech");
  return found;
}

async function store(text: string, title: string): Promise<void> {
  await site.ask(
    "mutation ($input: ImportTextInput!) { importText(input: $input) { outcome } }",
    { input: { collection: COLLECTION, text, title, kind: "NOTICE" } },
    { asAdmin: true },
  );
}

async function listed(path: string): Promise<{ id: string; name: string }[]> {
  const found = await site.ask<Record<string, Connection<{ id: string; name: string }>>>(
    `query { ${path}(first: 20, name: "qua") { edges { node { id name } } } more: ${path}(first: 20, name: "quil") { edges { node { id name } } } }`,
  );
  return Object.values(found).flatMap(({ edges }) => edges.map(({ node }) => node));
}

const namesOf = async (path: string) => (await listed(path)).map(({ name }) => name);

async function idOf(path: string, wanted: string): Promise<string> {
  const found = (await listed(path)).find(({ name }) => name === wanted);
  if (!found) throw new Error(`The archive has no ${wanted}`);
  return found.id;
}

async function signedIn(path: string): Promise<Page> {
  const page = await site.openPage("/sign-in");
  await page.getByLabel("Key", { exact: true }).fill(site.adminKey);
  await page.keyboard.press("Enter");
  await page.getByText(/You are signed in as/).waitFor();
  await page.goto(site.url + path);
  return page;
}
