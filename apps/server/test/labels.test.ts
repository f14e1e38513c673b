import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFolder } from "../src/env.js";
import { lectern } from "./command-line.js";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let folder: string;

beforeAll(async () => {
  test = await openSampleArchive();
  folder = await mkdtemp(join(tmpdir(), "lectern-labels-"));
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await test.ask(query, variables, true);
  expect(errors).toEqual([]);
  return data;
}

async function exportLabels(file: string): Promise<Data[]> {
  const env = { DATABASE_URL: test.archive.url };
  const { code, stderr } = await lectern(["export", "labels", file], { env, cwd: folder });
  expect(code, stderr).toBe(0);
  const { stdout } = await lectern(["export", "labels", "-"], { env, cwd: folder });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

const NOTICE =
  "On 4 May 2023, the Lantern Office held a meeting. Deputy director Orrin Vale presided over the meeting. Director Mabel Quist delivered a speech. The meeting requested that every lamp be lit by dusk.";

it("come from decided links, each with its text, its place and who decided", async () => {
  const { citations } = await ask(
    "{ citations(first: 50, filter: { state: [RESOLVED] }) { edges { node { id printed source { id text } passage { id locator studyText { id } } } } } }",
  );
  const [one, two] = citations.edges.map(({ node }: Data) => node).filter(({ passage }: Data) => passage !== null);
  await ask("mutation C($id: ID!) { confirmCitation(id: $id) { id } }", { id: one.id });
  await ask('mutation R($id: ID!) { rejectCitation(id: $id, note: "a slogan") { id } }', { id: two.id });
  const lines = (await exportLabels("links.jsonl")).filter(({ kind }) => kind === "LINKS");
  const links = lines.flatMap(({ id, text, links: all }) =>
    all.map((link: Data) => ({ ...link, id, printed: text.slice(link.start, link.end) })),
  );
  expect(links).toHaveLength(2);
  const target = ({ passage }: Data) =>
    expect.objectContaining({ work: passage.studyText.id, locator: passage.locator, passage: passage.id });
  expect(links).toContainEqual(
    expect.objectContaining({
      id: one.source.id,
      printed: one.printed,
      state: "RESOLVED",
      targets: expect.arrayContaining([target(one)]),
      decision: expect.objectContaining({ action: "CONFIRM", by: "tester" }),
    }),
  );
  expect(links).toContainEqual(
    expect.objectContaining({
      printed: two.printed,
      state: "REJECTED",
      targets: expect.arrayContaining([target(two)]),
      decision: expect.objectContaining({ action: "REJECT", note: "a slogan" }),
    }),
  );
});

it("come from decided values in the form that eval takes, and eval counts these alone", async () => {
  const { importText } = await ask(
    "mutation I($input: ImportTextInput!) { importText(input: $input) { source { id meeting { id heldOn appearances { id part } points { id } speeches { id kind } } } } }",
    {
      input: { text: NOTICE, kind: "NOTICE", publishedOn: "2023-05-06" },
    },
  );
  const { id, meeting } = importText.source;
  const CORRECT =
    "mutation C($record: ID!, $field: String!, $value: JSON) { correctValue(record: $record, field: $field, value: $value) { id } }";
  const correct = (record: string, field: string, value: unknown) => ask(CORRECT, { record, field, value });
  const presider = meeting.appearances.find(({ part }: Data) => part === "PRESIDED");
  await correct(meeting.id, "heldOn", "2023-05-03");
  await ask("mutation C($record: ID!) { confirmValue(record: $record) { id } }", { record: presider.id });
  await ask("mutation R($record: ID!) { rejectValue(record: $record) { id } }", { record: meeting.points[0].id });
  await correct(meeting.speeches[0].id, "kind", "REMARKS");

  const label = (await exportLabels("values.jsonl")).find((line) => line.kind === "NOTICE" && line.id === id);
  expect(label).toMatchObject({
    text: expect.stringContaining("Lantern Office"),
    publicationDate: "2023-05-06",
    partial: true,
    meetingDate: "2023-05-03",
    presiders: [{ name: "Orrin Vale", role: "Deputy director" }],
    speakers: [{ name: "Mabel Quist", kind: "REMARKS" }],
    rejected: {
      meetingDate: meeting.heldOn,
      speakers: [{ name: "Mabel Quist", kind: meeting.speeches[0].kind }],
      points: [{ verb: "requested" }],
    },
  });
  expect(label.decisions).toHaveLength(4);

  const evaluate = ["notices", "--texts", folder, "--gold", join(folder, "values.jsonl"), "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, [projectFolder("tooling/eval/dist/main.js"), ...evaluate]);
  const { documents, measures } = JSON.parse(stdout);
  expect(documents).toBe(1);
  expect(measures).toMatchObject({
    "held date": { tp: 0, fp: 1, fn: 1 },
    presiders: { tp: 1, fp: 0, fn: 0 },
    "presider roles": { tp: 1, fp: 0, fn: 0 },
    "speakers with kind": { tp: 0, fp: 1, fn: 1 },
    points: { tp: 0, fp: 1, fn: 0 },
    "cited works": { tp: 0, fp: 0, fn: 0 },
    body: { tp: 0, fp: 0, fn: 0 },
  });
});
