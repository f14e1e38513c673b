import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LINKER_VERSION } from "@lectern/linking";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lectern } from "./command-line.js";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

const ACCURACY =
  "{ accuracy { evaluations { set engine isOfPresent isShipped storedAt measures { name precision recall f1 tp fp fn } } decided { methods links confirmed rejected corrected } } }";

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await test.ask(query, variables, true);
  expect(errors).toEqual([]);
  return data;
}

interface Evaluation {
  set: string;
  engine: string;
  isShipped: boolean;
}

/** The figures that Lectern ships. */
const written: (Evaluation & { measuredOn: string; measures: object[] })[] = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../tooling/eval/figures.json", import.meta.url)), "utf8"),
);

const bring = (input: string) => lectern(["accuracy", "import", "-"], { env: { DATABASE_URL: test.archive.url }, input });

const figures = (set: string, engine: string, tp: number) =>
  JSON.stringify({
    set,
    engine,
    measures: { all: { tp, fp: 1, fn: 2, precision: tp / (tp + 1), recall: tp / (tp + 2), f1: 0.9, ambiguous: 0, of: 40 } },
  });

it("shows the last figures that were brought of each set, and whether they are of the present version", async () => {
  const shipped = (await ask(ACCURACY)).accuracy.evaluations;
  expect(shipped).toEqual(
    written.map(({ set, engine, measuredOn, measures }) =>
      expect.objectContaining({ set, engine, isShipped: true, storedAt: `${measuredOn}T00:00:00.000Z`, measures }),
    ),
  );
  const { code, stderr } = await bring(`${figures("dc", "0", 9)}\n${figures("bom", String(LINKER_VERSION), 30)}\n`);
  expect([code, stderr]).toEqual([0, expect.stringContaining("2 evaluations taken: dc, bom")]);
  expect((await bring(figures("dc", String(LINKER_VERSION), 19))).code).toBe(0);
  const { evaluations } = (await ask(ACCURACY)).accuracy;
  expect(evaluations.filter(({ set }: Evaluation) => set !== "dc" && set !== "bom")).toEqual(
    shipped.filter(({ set }: Evaluation) => set !== "dc" && set !== "bom"),
  );
  expect(evaluations.filter(({ isShipped }: Evaluation) => !isShipped)).toMatchObject([
    { set: "bom", isOfPresent: true, measures: [{ name: "all", tp: 30 }] },
    { set: "dc", isOfPresent: true, measures: [{ name: "all", tp: 19, fp: 1, fn: 2, precision: 0.95, recall: 19 / 21 }] },
  ]);
});

it.each([
  ["what is no JSON", "figures", /line 1 is not what/],
  ["a share above one", figures("dc", "1", 1).replace('"f1":0.9', '"f1":9'), /measures\.all\.f1/],
  ["nothing", "\n", /holds no evaluation/],
])("refuses %s, and takes nothing of it", async (_, input, words) => {
  const before = await ask(ACCURACY);
  const { code, stderr } = await bring(`${input}\n`);
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
  expect(await ask(ACCURACY)).toEqual(before);
});

it("counts what people said of links, by kind, and only what holds", async () => {
  const { citations } = await ask("{ citations(first: 50, filter: { state: [RESOLVED] }) { edges { node { id methods } } } }");
  const ofKind = citations.edges
    .map(({ node }: Data) => node)
    .filter(({ methods }: Data) => methods.join() === citations.edges[0].node.methods.join());
  const [one, two, three] = ofKind.map(({ id }: Data) => id);
  await ask("mutation C($id: ID!) { confirmCitation(id: $id) { id } }", { id: one });
  await ask("mutation R($id: ID!) { rejectCitation(id: $id) { id } }", { id: two });
  await ask("mutation R($id: ID!) { rejectCitation(id: $id) { id } }", { id: three });
  await ask("mutation C($id: ID!) { confirmCitation(id: $id) { id } }", { id: three });
  const kindOf = (decided: Data[]) =>
    decided.find(({ methods }) => [...methods].sort().join() === [...citations.edges[0].node.methods].sort().join());
  expect(kindOf((await ask(ACCURACY)).accuracy.decided)).toMatchObject({ confirmed: 2, rejected: 1, corrected: 0 });
  const { node } = await ask("query D($id: ID!) { node(id: $id) { ... on Citation { decisions { id } } } }", { id: two });
  await ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: node.decisions[0].id });
  const { decided } = (await ask(ACCURACY)).accuracy;
  expect(kindOf(decided)).toMatchObject({ confirmed: 2, rejected: 0 });
  const { archive } = await ask("{ archive { counts { citations } } }");
  expect(decided.reduce((sum: number, { links, rejected }: Data) => sum + links - rejected, 0)).toBe(archive.counts.citations);
});
