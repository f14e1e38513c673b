import { afterAll, beforeAll, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(async () => {
  await site?.close();
  expect(site.faults).toEqual([]);
});

it("shows by kind of link how many people confirmed and rejected, and the figures that Lectern ships", async () => {
  const { citations } = await site.ask<{ citations: { edges: { node: { id: string } }[] } }>(
    "{ citations(first: 1, filter: { state: [RESOLVED] }) { edges { node { id } } } }",
  );
  const id = citations.edges[0]?.node.id;
  const { rejectCitation } = await site.ask<{ rejectCitation: { decisions: { id: string }[] } }>(
    "mutation R($id: ID!) { rejectCitation(id: $id) { decisions { id } } }",
    { id },
    { asAdmin: true },
  );
  const page = await site.openPage("/accuracy");
  const decided = page.getByRole("region", { name: "Table of decisions on links" });
  await decided.getByRole("row", { name: /1 \(100\.0\u202f%\)/ }).waitFor();
  const shipped = page.getByRole("region", { name: "Figures of the set dc" });
  await shipped.getByRole("row", { name: /^code-and-law \d/ }).waitFor();
  await page.getByText("measured where Lectern is made").first().waitFor();
  await site.ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: rejectCitation.decisions.at(-1)?.id }, { asAdmin: true });
  await page.reload();
  await decided
    .getByRole("row", { name: /Citation/ })
    .first()
    .waitFor();
  expect(await decided.getByRole("row", { name: /100\.0\u202f%/ }).count()).toBe(0);
  await page.close();
});

it("says that the archive is away, and goes on when it is back", async () => {
  const page = await site.openPage("about:blank");
  await page.route("**/graphql", (route) => route.abort());
  await page.goto(`${site.url}/accuracy`);
  await page.getByRole("alert").getByText("The archive does not answer").waitFor();
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("table").first().waitFor();
  await page.close();
});
