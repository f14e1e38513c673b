import { beforeAll, expect, it } from "vitest";
import { openSite, type Site } from "./harness.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

interface DecidedLinks {
  rejected: number;
  confirmed: number;
  corrected: number;
}

/** What the API says was decided on, of all kinds of link together. */
async function decidedLinks(): Promise<DecidedLinks> {
  const { accuracy } = await site.ask<{ accuracy: { decided: DecidedLinks[] } }>(
    "{ accuracy { decided { rejected confirmed corrected } } }",
  );
  const sum = (of: keyof DecidedLinks) => accuracy.decided.reduce((all, kind) => all + kind[of], 0);
  return { rejected: sum("rejected"), confirmed: sum("confirmed"), corrected: sum("corrected") };
}

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
  // Other files decide on links as well: what stands in the column of rejected ones is what the API counts.
  const rejected = async () => {
    await decided.getByRole("row").nth(1).waitFor();
    const cells = await decided.locator("tbody tr td:nth-of-type(4)").allTextContents();
    return cells.reduce((all, cell) => all + Number.parseInt(cell, 10), 0);
  };
  const { rejected: now } = await decidedLinks();
  expect(now).toBeGreaterThan(0);
  await expect.poll(rejected).toBe(now);
  const shipped = page.getByRole("region", { name: "Figures of the set dc" });
  await shipped.getByRole("row", { name: /^code-and-law \d/ }).waitFor();
  await page.getByText("measured where Lectern is made").first().waitFor();
  await site.ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: rejectCitation.decisions.at(-1)?.id }, { asAdmin: true });
  await page.reload();
  await expect.poll(rejected).toBe(now - 1);
});

it("says that the archive is away, and goes on when it is back", async () => {
  const page = await site.openPage("about:blank");
  await page.route("**/graphql", (route) => route.abort());
  await page.goto(`${site.url}/accuracy`);
  await page.getByRole("alert").getByText("The archive does not answer").waitFor();
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("table").first().waitFor();
});
