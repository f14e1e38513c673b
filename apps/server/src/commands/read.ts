import { readFile as readBytesOf } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { type ReadDocument, toPublicFormat } from "@lectern/reading";
import type { Command } from "commander";
import type { Env } from "../env.js";
import type { FoundCollection, FoundFile } from "../import/find-files.js";
import { readBytes, readDocuments } from "../import/read-bytes.js";
import { CommandError, command, EXIT, print, printJson, runCommand, say } from "./command.js";
import { exitCodeOf, findGiven } from "./find-given.js";
import { count, describeProblem } from "./progress.js";

interface ReadOptions {
  collection?: string;
  phrases?: string;
  json?: boolean;
}

export function readCommand(): Command {
  return command("read", "Read documents and print what they say, with the words each value came from. Needs no database.", [
    "read notice.txt --json",
    "read notices/ --json > read.jsonl",
    "read rows.jsonl --collection rows.yaml --json",
    "read notice.txt --phrases known-phrases.txt --json",
  ])
    .argument("<file...>", "files, folders or globs, relative to where you stand")
    .option("--collection <file>", "a collection.yaml that says what the files are and how they are read")
    .option("--phrases <file>", "set phrases that are known, one a line")
    .option("--json", "print one JSON line for each document")
    .action((paths: string[], options: ReadOptions) => runCommand((env) => runRead(env, paths, options)));
}

async function runRead(env: Env, paths: string[], options: ReadOptions): Promise<number> {
  const phrases = options.phrases === undefined ? [] : await readPhrases(resolve(env.callerFolder, options.phrases));
  const { collections, problems } = await findGiven(paths, env, options.collection);
  for (const { file, problem } of problems) say(describeProblem(file, problem));
  let faults = 0;
  for (const collection of collections) {
    for (const { file, problem } of collection.problems) say(describeProblem(file, problem));
    faults += collection.problems.length;
    for (const file of collection.files) faults += await readOne(collection, { ...file, hints: { ...file.hints, phrases } }, options);
  }
  return faults > 0 ? EXIT.problems : exitCodeOf(problems);
}

/** Prints the documents of one file, and returns how many problems it had. */
async function readOne(collection: FoundCollection, file: FoundFile, options: ReadOptions): Promise<number> {
  const { given } = file;
  const read = await readBytes(file);
  const { documents, problems } =
    "problem" in read ? { documents: [], problems: [read.problem] } : await readDocuments(read.bytes, file, collection.settings);
  for (const document of documents) {
    if (options.json) printJson({ ...toPublicFormat(document, given), id: idOf(document, file) });
    else print(describeDocument(document, given));
  }
  for (const problem of problems) say(describeProblem(given, problem));
  return problems.length;
}

/** The id that the collection gives, else the name of the file, and the row where it has many. */
function idOf(document: ReadDocument, file: FoundFile): string {
  const name = basename(file.place, extname(file.place));
  return document.draft.givenId ?? (document.row === null ? name : `${name}#${document.row}`);
}

/** What was read, for people: one line for each value. */
function describeDocument({ draft, row }: ReadDocument, file: string): string {
  const { meeting, presiders, speeches, groupSpeakers, attendees, points, citedWorks, setPhrases, events, quantities, studyText } = draft;
  const held = meeting?.heldOn;
  const all = (what: string, values: { value: string }[]) => values.map(({ value }) => `  ${what}: ${value}`);
  const lines = [
    `${file}${row === null ? "" : ` row ${row}`}: ${draft.kind} (${draft.kindReason}), ${draft.language}, ${count(draft.text.length, "character")}`,
    draft.title && `  title: ${draft.title.value}`,
    draft.publishedOn && `  published: ${draft.publishedOn.value.slice(0, SHOWN[draft.publishedOn.precision ?? "DAY"])}`,
    held && `  held: ${describeHeld(held)} (${held.basis})`,
    meeting?.body && `  body: ${meeting.body.value}`,
    meeting?.kind && `  kind: ${meeting.kind.value}`,
    meeting?.place && `  place: ${meeting.place.value}`,
    meeting?.theme && `  theme: ${meeting.theme.value}`,
    ...presiders.map(({ name, role }) => `  presided: ${name.value}${role ? `, ${role.value}` : ""}`),
    ...speeches.map(({ speaker, role, kind }) => `  spoke: ${speaker.value}${role ? `, ${role.value}` : ""} (${kind})`),
    ...all("spoke for many", groupSpeakers),
    ...all("attended", attendees),
    ...points.map(({ verb, text }) => `  ${verb.value}: ${text.value}`),
    ...citedWorks.map(({ title, locator }) => `  cites: ${title.value}${locator ? `, ${locator.value}` : ""}`),
    ...all("phrase", setPhrases),
    ...all("event", events),
    ...all("quantity", quantities),
    studyText &&
      `  study text: ${studyText.title.value}, ${count(studyText.sections.length, "section")}, ${count(studyText.passages.length, "passage")}`,
  ];
  return lines.filter((line) => line !== null && line !== undefined && line !== "").join("\n");
}

const SHOWN = { YEAR: 4, MONTH: 7, DAY: 10 };

/** 2022-09-27, afternoon; 2022-09; 2022-05-02 to 2022-05-04 */
function describeHeld({
  date,
  end,
  partial,
  precision,
  halfDay,
}: NonNullable<NonNullable<ReadDocument["draft"]["meeting"]>["heldOn"]>): string {
  const first = date?.slice(0, SHOWN[precision]) ?? partial ?? "?";
  const days = end === null || end === date ? first : `${first} to ${end}`;
  return halfDay === null ? days : `${days}, ${halfDay.toLowerCase()}`;
}

async function readPhrases(file: string): Promise<string[]> {
  const text = await readBytesOf(file, "utf8").catch((cause: unknown) => {
    throw new CommandError(`The phrases cannot be read from ${file}: ${cause instanceof Error ? cause.message : String(cause)}.`);
  });
  return text.split(/\r?\n/).flatMap((line) => line.trim() || []);
}
