import type { Locator, PassageDraft, ReadProblem, SectionDraft, Span } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { compilePattern, type DivideByRows, type LevelName } from "../collection/settings.js";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { memberAt, type Row } from "../formats/rows.js";
import { problem } from "../problems.js";
import { divisionNumber } from "./numbers.js";
import { type Outline, schemaLevel, withUniqueLocators } from "./outline.js";

const MAX_PROBLEMS = 20;

interface Entry {
  row: number;
  locator: string;
  words: string;
  levels: [level: LevelName, number: number | string][];
}

/** A study text whose passages are the rows of a file: their words one below the other, each part below its heading. */
export function divideByRows(
  rows: Row[],
  divide: DivideByRows,
  fileName: string,
  problems: ReadProblem[],
): { content: Content; outline: Outline } {
  const builder = new TextBuilder();
  const sections: SectionDraft[] = [];
  const passages: PassageDraft[] = [];
  const known = new Map<string, number>();
  const places: string[] = [];
  for (const { row, locator, words, levels } of entriesOf(rows, divide, fileName, problems)) {
    let parent: number | null = null;
    let path = "";
    let label = "";
    for (const [level, number] of levels.slice(0, -1)) {
      path += `/${level}=${number}`;
      label = label === "" && typeof number === "number" ? `${level} ${number}` : `${label} ${number}`.trim();
      const index: number = known.get(path) ?? openSection(sections, builder, parent, level, number, label);
      known.set(path, index);
      parent = index;
    }
    const span = builder.add("paragraph", 0, words, "\n") as Span;
    places.push(`row ${row}`);
    passages.push({ section: parent, locator, levels: Object.fromEntries(levels) as Locator, span });
    for (let at = parent; at !== null; at = (sections[at] as SectionDraft).parent) (sections[at] as SectionDraft).span[1] = span[1];
  }
  const text = builder.text();
  return {
    content: plainContent(text, builder.blocks),
    outline: { sections, passages: withUniqueLocators(passages, text, fileName, problems, places) },
  };
}

function openSection(
  sections: SectionDraft[],
  builder: TextBuilder,
  parent: number | null,
  level: LevelName,
  number: number | string,
  label: string,
): number {
  const depth = parent === null ? 1 : 2;
  const span = builder.add("heading", depth, label) as Span;
  sections.push({
    parent,
    level: schemaLevel(level),
    number,
    heading: typeof number === "string" ? number : null,
    span: [span[0], span[1]],
  });
  return sections.length - 1;
}

function entriesOf(rows: Row[], divide: DivideByRows, fileName: string, problems: ReadProblem[]): Entry[] {
  const pattern = divide.pattern ? compilePattern(divide.pattern) : null;
  const entries: Entry[] = [];
  let faults = 0;
  for (const { row, line, members } of rows) {
    const locator = words(memberAt(members, divide.locator));
    const text = words(memberAt(members, divide.text));
    const levels = locator === null ? null : levelsOf(members, locator, divide, pattern);
    if (locator !== null && text !== null && levels !== null && levels.length > 0) {
      entries.push({ row, locator, words: text, levels });
      continue;
    }
    faults++;
    if (faults > MAX_PROBLEMS) continue;
    const missing =
      locator === null
        ? `no locator (column ${divide.locator})`
        : text === null
          ? `no words (column ${divide.text})`
          : `a locator that the pattern does not fit: ${locator.slice(0, 80)}`;
    const message = `${fileName}, row ${row}${line === null ? "" : ` (line ${line})`}: it has ${missing}`;
    problems.push(problem(ProblemCode.MISSING_FIELD, message, "Mend the row, or studyText.divide in collection.yaml.", { row, line }));
  }
  if (faults > MAX_PROBLEMS) {
    problems.push(
      problem(
        ProblemCode.MISSING_FIELD,
        `${fileName}: ${faults - MAX_PROBLEMS} further rows could not be read`,
        "Mend the first ones; the others may have the same cause.",
      ),
    );
  }
  return entries;
}

function levelsOf(members: Record<string, unknown>, locator: string, divide: DivideByRows, pattern: RegExp | null): Entry["levels"] | null {
  if (divide.levels) {
    const named = Object.entries(divide.levels).map(([level, column]) => [level as LevelName, words(memberAt(members, column))] as const);
    return named.flatMap(([level, value]) =>
      value === null ? [] : [[level, divisionNumber(value) ?? value] as [LevelName, number | string]],
    );
  }
  const groups = pattern?.exec(locator)?.groups;
  if (!groups) return null;
  return Object.entries(groups).flatMap(([level, value]) =>
    value === undefined ? [] : [[level as LevelName, /^\d+$/.test(value) ? Number(value) : value] as [LevelName, number | string]],
  );
}

function words(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
