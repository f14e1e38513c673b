import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStoredBytes } from "@lectern/storage";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { readStored } from "../src/import/read-stored.js";
import { importFiles } from "../src/import-documents.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

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
      expect(draft.speeches.map(({ speaker }) => speaker.value)).toEqual(stored.place === "speech-07.docx" ? ["Ana Ruiz"] : []);
    }
  });
});
