import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPeople, readSideTable, type SideTable } from "@lectern/reading";
import { ProblemCode, type ReadProblem } from "@lectern/schema";
import type { FileProblem, FoundCollection, FoundFile } from "./find-files.js";

/** What files beside a collection's documents tell of them. */
interface SideFiles {
  table: SideTable | null;
  people: Record<string, string> | null;
  problems: FileProblem[];
}

/**
 * The files of a collection with what its side table and its list of persons tell of each. A side file that cannot be read is
 * a problem of the collection; its documents are read without it.
 */
export async function withSideFiles(collection: FoundCollection): Promise<FoundCollection> {
  const { side, people } = collection.settings;
  if (!side && !people) return collection;
  const told = await readSideFiles(collection);
  const files = collection.files.filter(({ place }) => place !== side?.file && place !== people);
  return { ...collection, files: files.map((file) => withHints(file, told)), problems: [...collection.problems, ...told.problems] };
}

function withHints(file: FoundFile, { table, people }: SideFiles): FoundFile {
  const row = table?.rowOf(file.place) ?? null;
  return { ...file, hints: { ...file.hints, ...(row && { side: row }), ...(people && { people }) } };
}

async function readSideFiles({ settings, ...collection }: FoundCollection): Promise<SideFiles> {
  const folder = collection.settingsFolder ?? collection.folder;
  const told: SideFiles = { table: null, people: null, problems: [] };
  if (settings.side) {
    const bytes = await bytesOf(folder, settings.side.file, told);
    const read = bytes && readSideTable(bytes, settings.side);
    if (read && "problem" in read) told.problems.push({ file: settings.side.file, problem: read.problem });
    else if (read) told.table = read.table;
  }
  if (settings.people) {
    const bytes = await bytesOf(folder, settings.people, told);
    const read = bytes && readPeople(bytes, settings.people);
    if (read && "problem" in read) told.problems.push({ file: settings.people, problem: read.problem });
    else if (read) told.people = read.people;
  }
  return told;
}

async function bytesOf(folder: string, file: string, { problems }: SideFiles): Promise<Uint8Array | null> {
  try {
    return await readFile(join(folder, file));
  } catch {
    problems.push({ file, problem: notThere(file) });
    return null;
  }
}

function notThere(file: string): ReadProblem {
  return {
    code: ProblemCode.NOT_FOUND,
    message: `There is no ${file} in the folder of the collection, which its collection.yaml names.`,
    advice: "Put it there, or correct side or people in collection.yaml.",
    row: null,
    line: null,
    column: null,
  };
}
