import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPeople } from "@lectern/reading";
import { addCounts } from "../measure.js";
import { readDraft } from "./read-draft.js";
import { asMistakes, compareTurns, type TrueTurn, turnsOf } from "./turn-scores.js";
import { emptySet, type TurnsSet } from "./turns-set.js";

/** Sittings in TEI and Akoma Ntoso against their own markup, read here by patterns over the source and by no parser of Lectern. */
export async function evaluateParliaments(folder: string): Promise<TurnsSet> {
  const set = emptySet();
  for (const name of filesIn(folder, "parlamint-es-ga"))
    await evaluateSitting(set, folder, name, listOf(folder), "TEI, persons in a list of their own");
  for (const name of filesIn(folder, "parlamint-at")) await evaluateSitting(set, folder, name, "", "TEI, persons in the file");
  for (const name of filesIn(folder, "akn-oasis")) {
    const source = readFileSync(join(folder, name), "utf8");
    if (/<debate\b/.test(source)) await compare(set, folder, name, debateTurns(source), {}, "Akoma Ntoso");
  }
  return set;
}

function filesIn(folder: string, part: string): string[] {
  return existsSync(join(folder, part))
    ? readdirSync(join(folder, part))
        .filter((name) => name.endsWith(".xml"))
        .sort()
        .map((name) => `${part}/${name}`)
    : [];
}

function listOf(folder: string): string {
  return readFileSync(join(folder, "parlamint-es-ga/root/ParlaMint-ES-GA-listPerson.xml"), "utf8");
}

async function evaluateSitting(set: TurnsSet, folder: string, name: string, list: string, measure: string): Promise<void> {
  const read = list === "" ? { people: {} } : readPeople(new TextEncoder().encode(list), "list");
  if ("problem" in read) throw new Error(read.problem.message);
  const source = readFileSync(join(folder, name), "utf8");
  await compare(set, folder, name, sittingTurns(source, list || source), read, measure);
}

async function compare(
  set: TurnsSet,
  folder: string,
  name: string,
  truth: TrueTurn[],
  hints: { people?: Record<string, string> },
  measure: string,
): Promise<void> {
  const draft = await readDraft(join(folder, name), name, hints);
  const { counts, missed, wrong } = compareTurns(truth, turnsOf(draft));
  set.counts.set(measure, addCounts(set.counts.get(measure) ?? { tp: 0, fp: 0, fn: 0 }, counts));
  set.mistakes.push(...asMistakes(name, measure, "missed", missed), ...asMistakes(name, measure, "wrong", wrong));
  set.documents++;
}

const words = (markup: string) =>
  decode(markup.replace(/<(?:gap|teiHeader)\b[\s\S]*?<\/(?:gap|teiHeader)>/g, " ").replace(/<[^>]*>/g, " "));
const decode = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(
      /&(?:lt|gt|quot|apos|amp);/g,
      (entity) => ({ "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" })[entity] ?? entity,
    )
    .replace(/\s+/g, " ")
    .trim();

/** Every `u` with words: speaker by the list of persons, role by the first of `ana`. */
function sittingTurns(source: string, list: string): TrueTurn[] {
  const names = new Map(
    [...list.matchAll(/<person\b[^>]*xml:id="([^"]+)"[^>]*>[\s\S]*?<persName\b[^>]*>([\s\S]*?)<\/persName>/g)].map((match) => [
      match[1] ?? "",
      fullName(match[2] ?? ""),
    ]),
  );
  return [...source.matchAll(/<u\b([^>]*)>([\s\S]*?)<\/u>/g)].flatMap(([, attributes = "", body = ""]) => {
    const id = /\bwho="#?([^"]*)"/.exec(attributes)?.[1] ?? "";
    const role = /\bana="#?([^"\s]*)/.exec(attributes)?.[1] ?? null;
    return words(body) === "" ? [] : [{ speaker: names.get(id) ?? id, role, words: words(body) }];
  });
}

function fullName(markup: string): string {
  const parts = (tag: string) => [...markup.matchAll(new RegExp(`<${tag}\\b[^>]*>([^<]*)<`, "g"))].map((match) => decode(match[1] ?? ""));
  return [...parts("forename"), ...parts("nameLink"), ...parts("surname")].join(" ");
}

/** Every speech, question and answer with words. A reference that names the person whom the text names gives the name; else the text. */
function debateTurns(source: string): TrueTurn[] {
  const references = new Map(
    [...source.matchAll(/<TLC(?:Person|Role)\b[^>]*\beId="([^"]+)"[^>]*\bshowAs="([^"]*)"/g)].map((match) => [
      match[1] ?? "",
      decode(match[2] ?? ""),
    ]),
  );
  return [...source.matchAll(/<(speech|question|answer)\b([^>]*)>([\s\S]*?)<\/\1>/g)].flatMap(([, , attributes = "", body = ""]) => {
    const by = references.get(/\bby="#?([^"]*)"/.exec(attributes)?.[1] ?? "");
    const as = references.get(/\bas="#?([^"]*)"/.exec(attributes)?.[1] ?? "");
    const from = /<from\b[^>]*>([\s\S]*?)<\/from>/.exec(body)?.[1] ?? "";
    const person = /<person\b[^>]*>([\s\S]*?)<\/person>/.exec(from)?.[1] ?? from;
    const printed = words(person).replace(/[\s:.\-–—]+$/u, "");
    const role = as ?? (/<role\b[^>]*>([\s\S]*?)<\/role>/.exec(from)?.[1] || null);
    const spoken = words(body.replace(/<from\b[\s\S]*?<\/from>/, ""));
    const speaker = by !== undefined && (printed === "" || shareWord(by, printed)) ? by : printed;
    return spoken === "" ? [] : [{ speaker, role: role && words(role), words: spoken }];
  });
}

function shareWord(one: string, other: string): boolean {
  const others = new Set(other.toLowerCase().match(/\p{L}{3,}/gu));
  return (one.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some((word) => others.has(word));
}
