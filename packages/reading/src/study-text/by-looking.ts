import type { Block } from "@lectern/schema";
import type { LevelName } from "../collection/settings.js";
import { anchored, type HeadingDivision, type HeadingRule } from "./by-headings.js";

const NUMBER =
  "(\\d+|[IVXLC]+(?![\\p{L}])|(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\\b)";
const HAN = "[〇零一二三四五六七八九十百千\\d]+";
const TAIL = "(?:[.:]?[ \\u3000]*$|[.:]?[ \\u3000—–:-]+(.{1,100})$)";

const words: [level: LevelName, source: string][] = [
  ["volume", `[Vv](?:olume|OLUME) ${NUMBER}${TAIL}`],
  ["book", `[Bb](?:ook|OOK) ${NUMBER}${TAIL}`],
  ["part", `[Pp](?:art|ART) ${NUMBER}${TAIL}`],
  ["chapter", `[Cc](?:hapter|HAPTER) ${NUMBER}${TAIL}`],
  ["article", `[Aa](?:rticle|RTICLE) ${NUMBER}${TAIL}`],
  ["section", `[Ss](?:ection|ECTION) ${NUMBER}${TAIL}`],
  ["chapter", "(Preamble|PREAMBLE|序言|序)$"],
  ["volume", `第(${HAN})卷[\\s\\u3000]*(.{0,60})$`],
  ["part", `第(${HAN})[编編篇][\\s\\u3000]*(.{0,60})$`],
  ["chapter", `第(${HAN})章[\\s\\u3000]*(.{0,60})$`],
  ["section", `第(${HAN})[节節][\\s\\u3000]*(.{0,60})$`],
  ["article", `第(${HAN}(?:条|條)(?:之[一二三四五六七八九十]+)?)(?:[\\s\\u3000]+|$)`],
];

/** A level needs so many headings before a text counts as divided by it. */
const ENOUGH = 2;

/**
 * How a text is divided where no collection says so: by common words (Chapter 3, Article IV, 第二章, 第十条), in the order
 * in which they first appear, else by its own headings.
 */
export function lookForDivision(document: { text: string; blocks: Block[] }): HeadingDivision {
  const lines = document.text.split("\n").map((line) => line.trim());
  const found = words
    .map(([level, source]) => ({ level, source, ...countMatches(lines, anchored(source)) }))
    .filter(({ count, level }) => count > 0 && (count >= ENOUGH || level === "chapter"));
  const isDivided = found.some(({ count }) => count >= ENOUGH);
  const hasArticles = found.some(({ source }) => source.includes("条|條"));
  const order = [...new Map(found.toSorted((a, b) => a.first - b.first).map(({ level }) => [level, true])).keys()];
  const rules = isDivided
    ? found
        .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
        .map(
          ({ level, source }): HeadingRule => ({
            level,
            pattern: anchored(source),
            locator: undefined,
            runsThrough: source.includes("条|條"),
          }),
        )
    : rulesOfHeadings(document);
  return { rules, passages: hasArticles ? "sections" : "paragraphs", from: null, until: null, skip: [], locator: null };
}

/** How many headings of the common kinds a text has: what tells a study text where no collection does. */
export function countDivisions(text: string): number {
  const lines = text.split("\n").map((line) => line.trim());
  return words.reduce((sum, [, source]) => sum + countMatches(lines, anchored(source)).count, 0);
}

function countMatches(lines: string[], pattern: RegExp): { count: number; first: number } {
  let count = 0;
  let first = lines.length;
  lines.forEach((line, index) => {
    if (line.length === 0) return;
    pattern.lastIndex = 0;
    if (!pattern.test(line.slice(0, 400))) return;
    count++;
    first = Math.min(first, index);
  });
  return { count, first };
}

/** The document's own headings as levels, its title aside. */
function rulesOfHeadings({ text, blocks }: { text: string; blocks: Block[] }): HeadingRule[] {
  const headings = blocks.filter((block) => block.kind === "heading");
  const depths = [...new Set(headings.slice(headings.length > 1 && headings[0]?.level === 1 ? 1 : 0).map((block) => block.level))].sort();
  const names: LevelName[] = ["chapter", "section", "article", "item"];
  return depths.slice(0, names.length).map((depth, index) => {
    const titles = headings.filter((block) => block.level === depth && !(block === headings[0] && headings.length > 1 && depth === 1));
    const source = titles.map((block) => escapePattern(text.slice(...block.span).split("\n", 1)[0] ?? "")).join("|");
    return { level: names[index] as LevelName, pattern: anchored(`(?:${source})$`), locator: undefined, runsThrough: false };
  });
}

function escapePattern(words: string): string {
  return words
    .trim()
    .slice(0, 300)
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
