import { beforeAll, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

interface Named {
  id: string;
  name: string;
}

it("sets two people side by side, with what the API counts of each", async () => {
  const { people } = await site.ask<{ people: { edges: { node: Named & { metWith: { meetings: number; person: Named }[] } }[] } }>(
    "{ people(first: 60) { edges { node { id name metWith(first: 5) { meetings person { id name } } } } } }",
  );
  const one = people.edges.map(({ node }) => node).find(({ metWith }) => metWith.length > 0);
  const met = one?.metWith[0];
  if (!one || !met) throw new Error("Nobody in the sample archive met anybody");
  const page = await site.openPage(`/people/${one.id}`);
  await page.getByRole("link", { name: "Compare with another person" }).click();
  await page.getByRole("searchbox", { name: "Compare with another person" }).fill(met.person.name);
  await page.getByRole("button", { name: met.person.name, exact: true }).click();
  await page.waitForURL(/other=/);
  const table = page.getByRole("region", { name: "Met at meetings" }).getByRole("table");
  await table.waitFor();
  expect(await table.getByRole("columnheader").allTextContents()).toEqual(["Name", one.name, met.person.name]);
  const row = table.getByRole("row", { name: new RegExp(`^${met.person.name} `) });
  expect(await row.getByRole("cell").first().textContent()).toBe(String(met.meetings));
});

it("says on a person's page whom they met and which works they cite, as often as the API counts", async () => {
  const { people } = await site.ask<{ people: { edges: { node: Named & { metWith: { meetings: number; person: Named }[] } }[] } }>(
    "{ people(first: 60) { edges { node { id name metWith(first: 1) { meetings person { id name } } } } } }",
  );
  const sociable = people.edges.map(({ node }) => node).filter(({ metWith }) => metWith.length > 0);
  const [one, works] = await firstWhoCites(sociable.sort((a, b) => (b.metWith[0]?.meetings ?? 0) - (a.metWith[0]?.meetings ?? 0)));
  const met = one.metWith[0];
  const page = await site.openPage(`/people/${one.id}`);
  const part = page.getByRole("region", { name: "Met at meetings" });
  expect(await part.getByRole("listitem").first().textContent()).toBe(`${met?.person.name} ${met?.meetings}`);
  expect(await page.getByRole("region", { name: "Works cited" }).getByRole("listitem").allTextContents()).toEqual(works.slice(0, 12));
  await part.getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: met?.person.name ?? "" }).waitFor();
});

/** The first of some people whose speeches cite works, and these with how often. */
async function firstWhoCites<T extends Named>(people: T[]): Promise<[T, string[]]> {
  for (const one of people) {
    const { search } = await site.ask<{ search: { facets: { name: string; values: { label: string; count: number }[] }[] } }>(
      'query ($filter: SearchFilter) { search(query: "", filter: $filter) { facets { name values { label count } } } }',
      { filter: { speaker: [one.id] } },
    );
    const works = search.facets.find(({ name }) => name === "CITED_WORK")?.values.map(({ label, count }) => `${label} ${count}`) ?? [];
    if (works.length > 0) return [one, works];
  }
  throw new Error("nobody of the sample cites a work");
}

it("tells who came, who went and who moved between two meetings of a body", async () => {
  const { bodies } = await site.ask<{ bodies: { edges: { node: Named & { meetings: { totalCount: number } } }[] } }>(
    "{ bodies(first: 60) { edges { node { id name meetings { totalCount } } } } }",
  );
  const body = bodies.edges.map(({ node }) => node).sort((a, b) => b.meetings.totalCount - a.meetings.totalCount)[0];
  const page = await site.openPage(`/bodies/${body?.id}`);
  const roster = page.locator(".roster > li");
  await roster.first().waitFor();
  const told = await roster.allTextContents();
  await page.getByLabel("Earlier meeting").selectOption({ index: 0 });
  await page.getByText("0 differences").waitFor();
  expect(await roster.allTextContents()).not.toEqual(told);
});
