import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CollectionSettings, parseCollection, readSideTable } from "@lectern/reading";
import { strFromU8, unzipSync } from "fflate";
import { addCounts, type Counts } from "../measure.js";
import { readDraft } from "./read-draft.js";
import { emptySet, type TurnsSet } from "./turns-set.js";

const TABLE = "Speakers_by_session.xlsx";
const SETTINGS = `
name: general-debate
kind: speeches
side: { file: ${TABLE}, match: { Session: '^Session (\\d+)', ISO Code: '/([A-Z]{3})_' } }
fields:
  speaker: { side: Name of Person Speaking }
  role: { side: Post }
  heldOn: { side: Year }
`;

/** Speeches whose speaker and post stand in a workbook beside them, against the workbook as the zip of XML that it is. */
export async function evaluateUn(folder: string): Promise<TurnsSet> {
  const settings = settingsOf(SETTINGS);
  const side = readSideTable(readFileSync(join(folder, TABLE)), settings.side as NonNullable<CollectionSettings["side"]>);
  if ("problem" in side) throw new Error(side.problem.message);
  const truth = truthOf(folder);
  const set = emptySet();
  for (const path of speechFiles(folder)) {
    const row = side.table.rowOf(path);
    const draft = await readDraft(join(folder, path), path, { collection: settings, ...(row && { side: row }) });
    const expected = truth.get(keyOf(path));
    const speech = draft.speeches[0];
    count(set, path, "speaker", expected?.speaker ?? "", speech?.speaker?.value ?? "");
    count(set, path, "post", expected?.post ?? "", speech?.role?.value ?? "");
    set.documents++;
  }
  return set;
}

function settingsOf(yaml: string): CollectionSettings {
  const parsed = parseCollection(yaml, "collection.yaml");
  if ("problems" in parsed) throw new Error(parsed.problems.map(({ message }) => message).join(" "));
  return parsed.settings;
}

function speechFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("Session "))
    .flatMap((session) =>
      readdirSync(join(folder, session))
        .filter((name) => name.endsWith(".txt"))
        .map((name) => `${session}/${name}`),
    )
    .sort();
}

function keyOf(path: string): string {
  const [, session = "", country = ""] = /^Session (\d+).*\/([A-Z]{3})_/.exec(path) ?? [];
  return `${Number(session)} ${country}`;
}

function count(set: TurnsSet, document: string, field: string, expected: string, given: string): void {
  const isRight = expected === given;
  const counts: Counts = {
    tp: isRight && expected !== "" ? 1 : 0,
    fp: !isRight && given !== "" ? 1 : 0,
    fn: !isRight && expected !== "" ? 1 : 0,
  };
  set.counts.set(field, addCounts(set.counts.get(field) ?? { tp: 0, fp: 0, fn: 0 }, counts));
  if (!isRight)
    set.mistakes.push({
      document,
      field,
      kind: given === "" ? "missed" : "wrong",
      value: given || expected,
      sentence: `the table has “${expected}”`,
    });
}

/** Speaker and post by session and country, where the table has one row for them, or several that agree. */
function truthOf(folder: string): Map<string, { speaker: string; post: string }> {
  const files = unzipSync(readFileSync(join(folder, TABLE)), { filter: ({ name }) => /sharedStrings|sheet1\.xml$/.test(name) });
  const source = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const strings = [...source("xl/sharedStrings.xml").matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, item = ""]) => words(item));
  const found = new Map<string, Set<string>>();
  for (const [, row = ""] of source("xl/worksheets/sheet1.xml").matchAll(/<row\b[^>]*>([\s\S]*?)<\/row>/g)) {
    const cells = new Map(
      [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].map((cell) => [cell[1], cellValue(cell, strings)]),
    );
    const key = `${Number(cells.get("B"))} ${cells.get("C") ?? ""}`;
    found.set(key, (found.get(key) ?? new Set()).add(JSON.stringify([cells.get("E") ?? "", cells.get("F") ?? ""])));
  }
  const agreed = [...found].flatMap(([key, values]) =>
    values.size === 1 ? [[key, JSON.parse([...values][0] as string) as [string, string]] as const] : [],
  );
  return new Map(agreed.map(([key, [speaker, post]]) => [key, { speaker, post }]));
}

function cellValue([, , attributes = "", cell = ""]: RegExpMatchArray, strings: string[]): string {
  const value = /<v>([\s\S]*?)<\/v>/.exec(cell)?.[1] ?? "";
  return /\bt="s"/.test(attributes) ? (strings[Number(value)] ?? "") : words(value);
}

function words(markup: string): string {
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return markup
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "")
    .trim();
}
