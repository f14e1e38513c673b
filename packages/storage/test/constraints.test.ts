import * as schema from "@lectern/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate, storeDocument } from "../src/index.js";
import { openTestArchive, type TestArchive } from "./archive.js";
import { documentOf, LINKING, notice } from "./drafts.js";

let archive: TestArchive;
beforeAll(async () => {
  archive = await openTestArchive();
  await storeDocument(archive.database, archive.collectionId, documentOf(notice(), "a.txt"), [], LINKING);
});
afterAll(() => archive.drop());

describe("the database", () => {
  const lists: [constraint: string, members: Record<string, string>][] = [
    ["source_kind_known", schema.DocumentKind],
    ["meeting_held_basis_in_list", schema.DateBasis],
    ["meeting_held_half_day_in_list", schema.HalfDay],
    ["meeting_held_precision_in_list", schema.DatePrecision],
    ["appearance_part_known", schema.AppearancePart],
    ["speech_kind_known", schema.SpeechKind],
    ["section_level_known", schema.LocatorLevel],
    ["citation_state_known", schema.CitationState],
    ["citation_methods_known", schema.CitationMethod],
    ["citation_fidelity_known", schema.Fidelity],
    ["decision_action_known", schema.DecisionAction],
    ["identity_kind_known", schema.RecordKind],
    ["import_run_state_known", schema.ImportState],
    ["import_problem_code_known", schema.ProblemCode],
  ];

  it.each(lists)("knows every member of the list of %s, and no other", async (constraint, members) => {
    const [row] = await archive.database.query<{ definition: string }>(
      "SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1",
      [constraint],
    );
    const known = [...(row?.definition.matchAll(/'([A-Z_]+)'/g) ?? [])].map(([, member]) => member);
    expect(known.sort()).toEqual(Object.values(members).sort());
  });

  it.each([
    [
      "a citation that is resolved to nothing",
      "INSERT INTO citation (id, source_id, methods, state, start_offset, end_offset, printed, score, reason, linker_version) SELECT gen_random_uuid(), id, '{CITATION}', 'RESOLVED', 0, 5, 'x', 1, '', '' FROM source",
    ],
    ["a span that ends before it starts", "UPDATE point SET end_offset = start_offset"],
    ["a meeting that ends before it begins", "UPDATE meeting SET held_end = held_on - 1"],
    ["an appearance of nobody", "UPDATE appearance SET person_id = NULL, group_name = NULL"],
    ["a person without a name", "UPDATE person SET key = ''"],
    ["a hash that is none", "UPDATE source SET hash = 'x'"],
    ["a person deleted who spoke", "DELETE FROM person"],
    ["bytes deleted that a version has", "DELETE FROM blob"],
    ["an id that leads to itself", "UPDATE identity SET redirect_to = id"],
  ])("refuses %s", async (_, sql) => {
    await expect(archive.database.query(sql)).rejects.toMatchObject({ code: "FAILED", cause: { code: expect.stringMatching(/^23/) } });
  });

  it("is brought up to date once, however many start at once", async () => {
    expect(await Promise.all([migrate(archive.database), migrate(archive.database)])).toEqual([[], []]);
  });
});
