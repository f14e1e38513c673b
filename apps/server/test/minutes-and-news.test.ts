import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

const REPEATED = "The meeting requested that every lantern on the long quay be trimmed before the first frost of the year.";
const EARLIER = `On May 3, 2031, the Lantern Office held a meeting. ${REPEATED}\n`;
const LATER = `On June 7, 2032, the Harbour Board held a meeting. It decided on dues that nobody had heard of until this very day. ${REPEATED}\n`;
const MINUTES = `MINUTES OF THE MONTHLY MEETING OF THE HARBOUR BOARD HELD ON MONDAY, 3RD MAY, 2031

PRESENT IN THE CHAIR: Councillor A. Ruiz.

MEMBERS PRESENT:

Councillors Olsen, Kallas, Vane and O’Brien.

Apologies for their inability to attend were received from Councillors Marsh and Foley.

1. Dues for the winter

Proposed by Councillor Olsen;
Seconded by Councillor Kallas;
That the dues stay as they are.

In Favour

Councillors Olsen, Kallas and Vane (3)

Against

Councillor O’Brien (1)

The Chair declared the motion carried.
`;

let test: TestArchive;

beforeAll(async () => {
  test = await openTestArchive();
  const folder = await mkdtemp(join(tmpdir(), "lectern-new-"));
  // The later one comes first: what was seen before is told by days, not by the order of import.
  for (const [name, text] of Object.entries({ "a-later": LATER, "b-earlier": EARLIER, "c-minutes": MINUTES }))
    await writeFile(join(folder, `${name}.txt`), text);
  const found = await findFiles([folder], { callerFolder: folder });
  await importFiles(test.archive, found, { origin: folder, by: "test" });
}, 60_000);

afterAll(() => test.close());

it("tells which sentences stood in a source of an earlier day, and where", async () => {
  const { data } = await test.ask(
    "{ meetings(first: 10) { edges { node { heldOn source { text seenBefore { start end first { text } firstDay firstStart firstEnd sameness } } } } } }",
  );
  const seen = Object.fromEntries(
    data.meetings.edges.map(({ node }: { node: { heldOn: string; source: object } }) => [node.heldOn, node.source]),
  );
  const later = seen["2032-06-07"];
  expect(later.seenBefore).toHaveLength(1);
  const [sentence] = later.seenBefore;
  expect(later.text.slice(sentence.start, sentence.end)).toBe(REPEATED);
  expect(sentence.first.text.slice(sentence.firstStart, sentence.firstEnd)).toBe(REPEATED);
  expect(sentence).toMatchObject({ firstDay: "2031-05-03", sameness: 1 });
  expect(seen["2031-05-03"].seenBefore).toEqual([]);
});

it("keeps apologies, agenda, motions and votes of minutes", async () => {
  const { data, errors } = await test.ask(`{ meetings(first: 10) { edges { node { source { kind } minutes {
    apologies { value } agenda { number title { value } }
    motions { movedBy { value } secondedBy { value } outcome vote { inFavour { value start end } against { value } inFavourCount againstCount abstainedCount } }
  } } } } }`);
  expect(errors).toEqual([]);
  const minutes = data.meetings.edges.flatMap(({ node }: { node: { minutes: object | null } }) => node.minutes ?? []);
  expect(minutes).toMatchObject([
    {
      apologies: [{ value: "Marsh" }, { value: "Foley" }],
      agenda: [{ number: 1, title: { value: "Dues for the winter" } }],
      motions: [
        {
          movedBy: [{ value: "Olsen" }],
          secondedBy: [{ value: "Kallas" }],
          outcome: "CARRIED",
          vote: {
            inFavour: [{ value: "Olsen" }, { value: "Kallas" }, { value: "Vane" }],
            against: [{ value: "O'Brien" }],
            inFavourCount: 3,
            againstCount: 1,
            abstainedCount: null,
          },
        },
      ],
    },
  ]);
});

it("calls what reading is little sure of a suggestion", async () => {
  const { data } = await test.ask("{ sources: meetings(first: 10) { edges { node { evidence { field confidence isSuggestion } } } } }");
  const evidence = data.sources.edges.flatMap(
    ({ node }: { node: { evidence: { confidence: number; isSuggestion: boolean }[] } }) => node.evidence,
  );
  expect(evidence.length).toBeGreaterThan(0);
  for (const { confidence, isSuggestion } of evidence) expect(isSuggestion).toBe(confidence < 0.8);
});
