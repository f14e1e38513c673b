import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStoredBytes } from "@lectern/storage";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { readStored } from "../src/import/read-stored.js";
import { importFiles } from "../src/import-documents.js";
import { writeNotices } from "./notices.js";
import { type Data, openTestArchive, type TestArchive } from "./test-archive.js";

const COLLECTION = `
name: debates
kind: speeches
include: ["*.docx", "*.zip", "*.txt"]
side: { file: lists/speakers.csv, match: { Number: '(\\d+)\\.\\w+$' } }
fields: { speaker: { side: Name }, role: { side: Post }, heldOn: { side: Day } }
`;
const WORDS = "We wish to state our views on the lights of the harbour. ".repeat(4).trim();
const docx = zipSync({
  "[Content_Types].xml": strToU8("<Types/>"),
  "word/document.xml": strToU8(`<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${WORDS}</w:t></w:r></w:p></w:body></w:document>`),
});

let test: TestArchive;
let folder: string;

beforeAll(async () => {
  test = await openTestArchive();
  folder = await mkdtemp(join(tmpdir(), "lectern formats "));
  await chmod(folder, 0o755);
  await mkdir(join(folder, "lists"));
  await writeFile(join(folder, "collection.yaml"), COLLECTION);
  await writeFile(
    join(folder, "lists/speakers.csv"),
    "Number,Name,Post,Day\n7,Ana Ruiz,President,2031-05-04\n8,Li Wei,Minister,2031-05-05\n",
  );
  await writeFile(join(folder, "speech-07.docx"), docx);
  await writeFile(join(folder, "others.zip"), zipSync({ "in/speech-9.txt": strToU8(WORDS), "in/broken.json": strToU8("{") }));
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const importAll = async () => importFiles(test.archive, await findFiles(["."], { callerFolder: folder }), { origin: "test", by: "test" });

describe("files of any format in an archive", () => {
  it("are stored each by its place, with what the side table tells of them", async () => {
    const report = await importAll();
    expect(report).toMatchObject({ stored: 2, problems: 1 });
    const stored = await readStoredBytes(test.archive.database, null, 10);
    expect(stored.map(({ place, mediaType }) => [place, mediaType.split("/", 1)[0]]).sort()).toEqual([
      ["others.zip#in/speech-9.txt", "text"],
      ["speech-07.docx", "application"],
    ]);
    const { data } = await test.ask("{ people(first: 10) { edges { node { name } } } }");
    expect(data.people.edges).toEqual([{ node: { name: "Ana Ruiz" } }]);
    // A speech of which nobody says whose it is, is one all the same, and is found.
    const { speeches, search } = (
      await test.ask('{ speeches(first: 10) { edges { node { person { name } } } } search(query: "lights") { total } }')
    ).data;
    expect(speeches.edges.map(({ node }: Data) => node.person?.name ?? null).sort()).toEqual(["Ana Ruiz", null]);
    expect(search.total).toBe(2);
  });

  it("say where in the file each block stands", async () => {
    const { data } = await test.ask(
      "{ speeches(first: 10) { edges { node { source { place blocks { start place { page row element } } } } } } }",
    );
    const sources = data.speeches.edges.map(
      ({ node }: { node: { source: { place: string; blocks: { place: unknown }[] } } }) => node.source,
    );
    const word = sources.find(({ place }: { place: string }) => place === "speech-07.docx");
    expect(word?.blocks[0]).toEqual({ start: 0, place: { page: null, row: 1, element: null } });
  });

  it("are unchanged when they come again, and none is missed", async () => {
    expect(await importAll()).toMatchObject({ stored: 0, updated: 0, missing: [] });
  });

  it("are read again from their own bytes alone", async () => {
    for (const stored of await readStoredBytes(test.archive.database, null, 10)) {
      const { draft } = await readStored(stored);
      expect(draft.text).toBe(WORDS);
      const speaker = stored.place === "speech-07.docx" ? "Ana Ruiz" : null;
      expect(draft.speeches.map((speech) => speech.speaker?.value ?? null)).toEqual([speaker]);
    }
  });
});

describe("files that are moved and renamed", () => {
  it("keep their sources and ids, and none is missed", async () => {
    const notices = join(folder, "moved/notices");
    await writeNotices(notices, 4);
    const importAgain = async () =>
      importFiles(test.archive, await findFiles([notices], { callerFolder: folder }), { origin: "test", by: "test" });
    const held = async () => {
      const rows = await test.archive.database.query<{ id: string; place: string; meeting: string }>(
        "SELECT s.id, s.place, m.id AS meeting FROM source s JOIN meeting m ON m.source_id = s.id ORDER BY s.id",
      );
      return { ids: rows.map(({ id, meeting }) => [id, meeting]), places: rows.map(({ place }) => place).sort() };
    };
    expect(await importAgain()).toMatchObject({ stored: 4, problems: 0 });
    const before = await held();
    await mkdir(join(notices, "older"));
    await rename(join(notices, "notice-0001.txt"), join(notices, "older/notice-0001.txt"));
    await rename(join(notices, "notice-0002.txt"), join(notices, "another name.txt"));
    expect(await importAgain()).toMatchObject({ stored: 0, updated: 0, unchanged: 4, missing: [] });
    const after = await held();
    expect(after.ids).toEqual(before.ids);
    expect(after.places).toEqual(expect.arrayContaining(["another name.txt", "older/notice-0001.txt"]));
    expect(after.places).toHaveLength(4);
    await rm(join(notices, "another name.txt"));
    expect(await importAgain()).toMatchObject({ unchanged: 3, missing: ["another name.txt"] });
  });
});
