import { describe, expect, test } from "vitest";
import { parseCollection } from "./collection/parse-collection.js";
import { readDocument } from "./read-file.js";
import { readPeople, readSideTable } from "./side-files.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const yaml = `
name: debates
kind: speeches
side: { file: speakers.csv, match: { Session: '^Session (\\d+)', Code: '/([A-Z]{3})_' } }
fields: { speaker: { side: Name }, role: { side: Post } }`;

function settings(source: string) {
  const parsed = parseCollection(source, "collection.yaml");
  if ("problems" in parsed) throw new Error(parsed.problems.map(({ message }) => message).join(" "));
  return parsed.settings;
}

function tableOf(csv: string) {
  const collection = settings(yaml);
  const read = readSideTable(bytes(csv), collection.side as NonNullable<typeof collection.side>);
  if ("problem" in read) throw new Error(read.problem.message);
  return { collection, table: read.table };
}

describe("a side table", () => {
  const csv = "Session,Code,Name,Post\n1,ARG,Ana Ruiz,President\n1,BEL,One,\n1,BEL,Other,\n2,CHN,Li Wei,Minister\n2,CHN,Li Wei,Minister\n";

  test("tells speaker and post of the document whose path its columns name", () => {
    const { collection, table } = tableOf(csv);
    const side = table.rowOf("Session 01 - 1946/ARG_01_1946.txt");
    const draft = readDocument(bytes("We wish to state our views."), {
      fileName: "Session 01 - 1946/ARG_01_1946.txt",
      collection,
      ...(side && { side }),
    });
    expect(draft.speeches).toMatchObject([
      { speaker: { value: "Ana Ruiz", span: null, method: "side table: Name" }, role: { value: "President" } },
    ]);
  });

  test("tells nothing where its rows disagree or there is none", () => {
    const { table } = tableOf(csv);
    expect(table.rowOf("Session 01/BEL_01.txt")).toBeNull();
    expect(table.rowOf("Session 01/XYZ_01.txt")).toBeNull();
    expect(table.rowOf("elsewhere.txt")).toBeNull();
    expect(table.rowOf("Session 2/CHN_02.txt")).toMatchObject({ Name: "Li Wei" });
  });

  test("without the columns that are named is a problem", () => {
    expect(() => tableOf("Session,Name\n1,Ana\n")).toThrow('has no column "Code"');
  });

  test("lies in the folder of its collection", () => {
    expect(() => settings(yaml.replace("speakers.csv", "../speakers.csv"))).toThrow("must lie in the folder");
    expect(() => settings(yaml.replace("speakers.csv", "/etc/speakers.csv"))).toThrow("must lie in the folder");
  });
});

test("a list of persons gives names by their ids", () => {
  const list =
    '<listPerson><person xml:id="RuizAna"><persName><surname>Ruiz</surname><forename>Ana</forename></persName></person></listPerson>';
  expect(readPeople(bytes(list), "people.xml")).toEqual({ people: { RuizAna: "Ana Ruiz" } });
  expect(readPeople(bytes("<list"), "people.xml")).toMatchObject({ problem: { code: "BAD_XML" } });
});
