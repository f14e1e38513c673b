import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueLine,
  type CitationStyle,
  collectCatalogue,
  linkText,
  type Parsed,
  type PublicLink,
  parseCatalogueLine,
  parseStyles,
  parseTextLine,
  toPublicLinks,
} from "@lectern/linking";
import type { Command } from "commander";
import type { Env } from "../env.js";
import { CommandError, command, EXIT, print, printJson, runCommand, say, unreadable } from "./command.js";

interface LinkOptions {
  catalogue?: string;
  styles?: string;
  json?: boolean;
}

export function linkCommand(): Command {
  return command("link", "Find citations and quotations in texts. Needs no database.", [
    "link texts.jsonl --catalogue passages.jsonl --json > links.jsonl",
    "link texts.jsonl --catalogue passages.jsonl --styles styles.json --json",
    "link - --catalogue passages.jsonl --json < texts.jsonl",
  ])
    .argument("<file>", 'JSON lines {"id", "text", "date"?, "language"?, "at"?}, relative to where you stand; - for standard input')
    .option("--catalogue <file>", 'what may be cited, JSON lines {"work", "aliases"?, "locator", "text", "date"?, "version"?}')
    .option("--styles <file>", "how works are cited, JSON; docs/linking.md has examples")
    .option("--json", "print one JSON line for each text")
    .action((file: string, options: LinkOptions) => runCommand((env) => runLink(env, file, options)));
}

async function runLink(env: Env, file: string, options: LinkOptions): Promise<number> {
  const at = (path: string) => resolve(env.callerFolder, path);
  const styles = options.styles === undefined ? [] : await readStyles(at(options.styles));
  const catalogue = await readCatalogueFile(options.catalogue === undefined ? null : at(options.catalogue), styles);
  let faults = 0;
  for await (const { line, number } of linesOf(file === "-" ? file : at(file))) {
    const parsed = parseTextLine(line, number);
    if ("problem" in parsed) {
      say(`${file}, line ${number}: ${parsed.problem.message}. The line is left out.`);
      faults++;
      continue;
    }
    const { id, text } = parsed.value;
    const result = toPublicLinks(id, linkText(text, catalogue));
    if (options.json) printJson(result);
    else describeLinks(id, text.text, result.links).forEach(print);
  }
  return faults > 0 ? EXIT.problems : EXIT.ok;
}

async function readStyles(file: string): Promise<CitationStyle[]> {
  const json = await readFile(file, "utf8").catch((error: unknown) => Promise.reject(unreadable(file, error)));
  return usable(parseStyles(json), file);
}

/** A fault in the catalogue ends the command: links made without a part of it would be wrong without a sign. */
async function readCatalogueFile(file: string | null, styles: CitationStyle[]): Promise<Catalogue> {
  if (file === null) return buildCatalogue([], [], styles);
  const lines: CatalogueLine[] = [];
  for await (const { line, number } of linesOf(file)) lines.push(usable(parseCatalogueLine(line, number), file));
  const { works, passages } = collectCatalogue(lines);
  return buildCatalogue(works, passages, styles);
}

function usable<T>(parsed: Parsed<T>, file: string): T {
  if ("value" in parsed) return parsed.value;
  const { line, message } = parsed.problem;
  throw new CommandError(`${file}${line === null ? "" : `, line ${line}`}: ${message}.`);
}

async function* linesOf(file: string): AsyncIterable<{ line: string; number: number }> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() !== "") yield { line: line.replace(/^\uFEFF/, ""), number };
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

function describeLinks(id: string, text: string, links: PublicLink[]): string[] {
  return [`${id}: ${links.length} links`, ...links.map((link) => `  ${describeLink(text, link)}`)];
}

function describeLink(text: string, { start, end, state, work, targets, score }: PublicLink): string {
  const places = targets.flatMap(({ locator }) => locator ?? []).join(", ");
  return `${start}-${end} ${state} ${work}${places ? `, ${places}` : ""} (${score.toFixed(2)}): ${text.slice(start, end).replace(/\s+/g, " ").slice(0, 80)}`;
}
