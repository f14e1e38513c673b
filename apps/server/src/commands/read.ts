import { readFile as readBytesOf } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import type { ReadDocument } from "@lectern/reading";
import type { Command } from "commander";
import type { Env } from "../env.js";
import type { FoundCollection, FoundFile } from "../import/find-files.js";
import { readBytes, readDocuments } from "../import/read-bytes.js";
import { command, EXIT, runCommand, say, unreadable } from "./command.js";
import { exitCodeOf, findGiven } from "./find-given.js";
import { describeProblem } from "./progress.js";
import { DocumentOutput, HeldOutput } from "./read-output.js";

interface ReadOptions {
  collection?: string;
  phrases?: string;
  json?: boolean;
  seenBefore?: boolean;
  html?: string;
}

export function readCommand(): Command {
  return command("read", "Read documents and print what they say, with the words each value came from. Needs no database.", [
    "read notice.txt --json",
    "read notices/ --json > read.jsonl",
    "read rows.jsonl --collection rows.yaml --json",
    "read notice.txt --phrases known-phrases.txt --json",
    "read notices/ --seen-before --json",
    "read notice.txt --html pages/",
  ])
    .argument("<file...>", "files, folders or globs, relative to where you stand")
    .option("--collection <file>", "a collection.yaml that says what the files are and how they are read")
    .option("--phrases <file>", "set phrases that are known, one a line")
    .option("--json", "print one JSON line for each document")
    .option("--seen-before", "mark the sentences that stand in a document of an earlier day; prints when all are read")
    .option("--html <folder>", "write one page for each document, with its values marked in the text")
    .action((paths: string[], options: ReadOptions) => runCommand((env) => runRead(env, paths, options)));
}

async function runRead(env: Env, paths: string[], options: ReadOptions): Promise<number> {
  const phrases = options.phrases === undefined ? [] : await readPhrases(resolve(env.callerFolder, options.phrases));
  const { collections, problems } = await findGiven(paths, env, options.collection);
  for (const { file, problem } of problems) say(describeProblem(file, problem));
  const output = options.seenBefore ? new HeldOutput(options, env) : new DocumentOutput(options, env);
  let faults = 0;
  for (const collection of collections) {
    for (const { file, problem } of collection.problems) say(describeProblem(file, problem));
    faults += collection.problems.length;
    for (const file of collection.files) faults += await readOne(collection, { ...file, hints: { ...file.hints, phrases } }, output);
  }
  await output.finish();
  return faults > 0 ? EXIT.problems : exitCodeOf(problems);
}

/** Hands on the documents of one file, and returns how many problems it had. */
async function readOne(collection: FoundCollection, file: FoundFile, output: DocumentOutput): Promise<number> {
  const { given } = file;
  const read = await readBytes(file);
  const { documents, problems } =
    "problem" in read ? { documents: [], problems: [read.problem] } : await readDocuments(read.bytes, file, collection.settings);
  for (const document of documents) await output.add({ document, given, id: idOf(document, file) });
  for (const problem of problems) say(describeProblem(given, problem));
  return problems.length;
}

/** The id that the collection gives, else the name of the file, and the row where it has many. */
function idOf(document: ReadDocument, file: FoundFile): string {
  const name = basename(file.place, extname(file.place));
  return document.draft.givenId ?? (document.row === null ? name : `${name}#${document.row}`);
}

async function readPhrases(file: string): Promise<string[]> {
  const text = await readBytesOf(file, "utf8").catch((error: unknown) => Promise.reject(unreadable(file, error)));
  return text.split(/\r?\n/).flatMap((line) => line.trim() || []);
}
