import type { Locator, PassageDraft, ReadProblem, SectionDraft, Span } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import type { DivideByJson } from "../collection/settings.js";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { isMembers, memberAt } from "../formats/rows.js";
import { problem } from "../problems.js";
import { divisionNumber } from "./numbers.js";
import { fillTemplate, joinLocator, type Outline, paragraphLabel, schemaLevel, withUniqueLocators } from "./outline.js";

interface Walk {
  divide: DivideByJson;
  builder: TextBuilder;
  sections: SectionDraft[];
  passages: PassageDraft[];
  /** Where each passage stands, as a path. */
  places: string[];
  /** Places at which something is missing, as paths. */
  faults: string[];
}

interface Above {
  section: number | null;
  levels: Locator;
  labels: string[];
}

/** A study text from nested lists of a JSON document: `at` and the levels' `items` lead to the passages. */
export function divideByJson(
  value: unknown,
  divide: DivideByJson,
  fileName: string,
  problems: ReadProblem[],
): { content: Content; outline: Outline } {
  const walk: Walk = { divide, builder: new TextBuilder(), sections: [], passages: [], places: [], faults: [] };
  const top = divide.at === undefined ? value : isMembers(value) ? memberAt(value, divide.at) : undefined;
  if (top === undefined) walk.faults.push(divide.at ?? "the document");
  else walkItems(walk, Array.isArray(top) ? top : [top], 0, { section: null, levels: {}, labels: [] }, divide.at ?? "");
  for (const place of walk.faults.slice(0, 20)) {
    problems.push(
      problem(
        ProblemCode.MISSING_FIELD,
        `${fileName}: ${place} is not what studyText.divide says`,
        "Compare the file with the levels in collection.yaml.",
      ),
    );
  }
  const text = walk.builder.text();
  return {
    content: plainContent(text, walk.builder.blocks),
    outline: { sections: walk.sections, passages: withUniqueLocators(walk.passages, text, fileName, problems, walk.places) },
  };
}

function walkItems(walk: Walk, items: unknown[], depth: number, above: Above, path: string): void {
  const level = walk.divide.levels[depth];
  if (!level) return;
  const isLast = depth === walk.divide.levels.length - 1;
  items.forEach((item, index) => {
    const place = `${path}[${index}]`;
    const given = level.number && isMembers(item) ? memberAt(item, level.number) : undefined;
    const number = given === undefined ? index + 1 : (divisionNumber(String(given)) ?? String(given));
    const levels: Locator = { ...above.levels, [level.level]: number };
    if (isLast) addPassage(walk, item, { ...above, levels }, level, number, place);
    else addSection(walk, item, depth, { ...above, levels }, number, place);
  });
}

type Level = DivideByJson["levels"][number];

function addPassage(walk: Walk, item: unknown, above: Above, level: Level, number: number | string, place: string): void {
  const words = level.text && isMembers(item) ? memberAt(item, level.text) : item;
  if (typeof words !== "string" || words.trim() === "") {
    walk.faults.push(place);
    return;
  }
  const span = walk.builder.add("paragraph", 0, words) as Span;
  const isChinese = /\p{Script=Han}/u.test(words.slice(0, 40));
  const label =
    level.level === "paragraph" && typeof number === "number"
      ? paragraphLabel(number, isChinese, false)
      : partLabel(level.level, number, isChinese);
  const locator = (walk.divide.locator && fillTemplate(walk.divide.locator, above.levels)) || joinLocator([...above.labels, label]);
  walk.places.push(place);
  walk.passages.push({ section: above.section, locator, levels: above.levels, span });
  for (let at = above.section; at !== null; at = (walk.sections[at] as SectionDraft).parent)
    (walk.sections[at] as SectionDraft).span[1] = span[1];
}

function addSection(walk: Walk, item: unknown, depth: number, above: Above, number: number | string, place: string): void {
  const level = walk.divide.levels[depth] as Level;
  const heading = level.heading && isMembers(item) ? memberAt(item, level.heading) : undefined;
  const items = level.items && isMembers(item) ? memberAt(item, level.items) : item;
  if (!Array.isArray(items)) {
    walk.faults.push(level.items ? `${place}.${level.items}` : place);
    return;
  }
  const title = typeof heading === "string" && heading.trim() !== "" ? heading.trim() : null;
  const label = title ?? partLabel(level.level, number, false);
  const span = walk.builder.add("heading", depth + 1, label) as Span;
  walk.sections.push({ parent: above.section, level: schemaLevel(level.level), number, heading: title, span: [span[0], span[1]] });
  walkItems(
    walk,
    items,
    depth + 1,
    { section: walk.sections.length - 1, levels: above.levels, labels: [...above.labels, label] },
    `${place}${level.items ? `.${level.items}` : ""}`,
  );
}

const CHINESE_NAMES: Record<string, string> = {
  volume: "卷",
  book: "卷",
  part: "篇",
  chapter: "章",
  section: "节",
  article: "条",
  item: "项",
  verse: "节",
  page: "页",
};

function partLabel(level: string, number: number | string, isChinese: boolean): string {
  if (isChinese && CHINESE_NAMES[level]) return `第${number}${CHINESE_NAMES[level]}`;
  return `${level.charAt(0).toUpperCase()}${level.slice(1)} ${number}`;
}
