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
  ["volume", `第(${HAN})卷[\\s\\u3000]*(.{0,60})$`],
  ["part", `第(${HAN})[编編篇][\\s\\u3000]*(.{0,60})$`],
  ["chapter", `第(${HAN})章[\\s\\u3000]*(.{0,60})$`],
  ["section", `第(${HAN})[节節][\\s\\u3000]*(.{0,60})$`],
  ["article", `第(${HAN}(?:条|條)(?:之[一二三四五六七八九十]+)?)(?:[\\s\\u3000]+|$)`],
];

/** It stands beside the divisions that follow it, whatever they are called. */
const PREAMBLE = "(Preamble|PREAMBLE|序言|序)$";
/** Amendments are cited by their own numbers, and stand behind the articles, beside them: under a heading of theirs, where there is one. */
const AMENDMENT = `[Aa](?:mendment|MENDMENT) ${NUMBER}${TAIL}`;
const AMENDMENTS = "(Amendments|AMENDMENTS)$";

/** A level needs so many headings before a text counts as divided by it. */
const ENOUGH = 2;

/**
 * How a text is divided where no collection says so: by common words (Chapter 3, Article IV, 第二章, 第十条), in the order
 * in which they first appear, else by its own headings.
 */
export function lookForDivision(document: { text: string; blocks: Block[] }): HeadingDivision {
  const lines = document.text.split("\n").map((line) => line.trim());
  const found = findDivisions(lines);
  const isDivided = found.some(({ count }) => count >= ENOUGH);
  const hasArticles = found.some(({ source }) => source.includes("条|條"));
  const order = [...new Map(found.toSorted((a, b) => a.first - b.first).map(({ level }) => [level, true])).keys()];
  const rules = isDivided
    ? found
        .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
        .map(({ level, source }) => ruleOf(level, source, source.includes("条|條") ? { runsThrough: true } : {}))
    : rulesOfHeadings(document);
  const all = isDivided ? withAmendments(rules, lines) : rules;
  return { rules: all, passages: hasArticles ? "sections" : "paragraphs", from: null, until: null, skip: [], locator: null };
}

interface FoundDivision {
  level: LevelName;
  source: string;
  count: number;
  /** Line of its first heading. */
  first: number;
}

/** The divisions by common words, a preamble at the level of what follows it. */
function findDivisions(lines: string[]): FoundDivision[] {
  const counted = words.map(([level, source]) => ({ level, source, ...countMatches(lines, anchored(source)) }));
  const found = counted.filter(({ count, level }) => count > 0 && (count >= ENOUGH || level === "chapter"));
  const preamble = countMatches(lines, anchored(PREAMBLE));
  if (preamble.count === 0) return found;
  const following = found.filter(({ first }) => first > preamble.first).toSorted((a, b) => a.first - b.first)[0];
  return [...found, { level: following?.level ?? "chapter", source: PREAMBLE, ...preamble }];
}

function ruleOf(level: LevelName, source: string, values: Partial<HeadingRule> = {}): HeadingRule {
  return { level, pattern: anchored(source), locator: undefined, runsThrough: false, ...values };
}

/** The amendments of a text of articles: beside the articles, and in a part that no locator names. */
function withAmendments(rules: HeadingRule[], lines: string[]): HeadingRule[] {
  const hasArticles = rules.some(({ level }) => level === "article");
  if (!hasArticles || countMatches(lines, anchored(AMENDMENT)).count < ENOUGH) return rules;
  const beside = [...rules, ruleOf("article", AMENDMENT)];
  const hasParts = rules.some(({ level }) => level === "part");
  return hasParts ? beside : [ruleOf("part", AMENDMENTS, { locator: "" }), ...beside];
}

/** How many headings of the common kinds a text has: what tells a study text where no collection does. */
export function countDivisions(text: string): number {
  const lines = text.split("\n").map((line) => line.trim());
  const sources = [...words.map(([, source]) => source), PREAMBLE];
  return sources.reduce((sum, source) => sum + countMatches(lines, anchored(source)).count, 0);
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
    return ruleOf(names[index] as LevelName, `(?:${source})$`);
  });
}

function escapePattern(words: string): string {
  return words
    .trim()
    .slice(0, 300)
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
