import type { Block, Locator, PassageDraft, ReadProblem, SectionDraft, Span } from "@lectern/schema";
import { compilePattern, type DivideByHeadings, type LevelName } from "../collection/settings.js";
import { trimRange } from "../formats/text.js";
import { divisionNumber } from "./numbers.js";
import { fillTemplate, joinLocator, type Outline, paragraphLabel, schemaLevel, withUniqueLocators } from "./outline.js";

/** How a level of a work is told; made from collection.yaml or by looking at the text. */
export interface HeadingRule {
  level: LevelName;
  pattern: RegExp;
  locator: string | undefined;
  runsThrough: boolean;
}

export interface HeadingDivision {
  rules: HeadingRule[];
  passages: "paragraphs" | "sections";
  from: RegExp | null;
  until: RegExp | null;
  skip: RegExp[];
  locator: string | null;
}

export function headingDivision(divide: DivideByHeadings): HeadingDivision {
  return {
    rules: divide.levels.map(({ level, heading, locator, runsThrough }) => ({ level, pattern: anchored(heading), locator, runsThrough })),
    passages: divide.passages,
    from: divide.from ? compilePattern(divide.from) : null,
    until: divide.until ? compilePattern(divide.until) : null,
    skip: (divide.skip ?? []).map(compilePattern),
    locator: divide.locator ?? null,
  };
}

/** Patterns are matched at the start of a line, whether or not they say so; "d" gives the places of their groups. */
export function anchored(source: string): RegExp {
  return new RegExp(source, "duy");
}

interface OpenSection {
  index: number;
  depth: number;
  level: LevelName;
  number: number | string;
  /** What locators call it; empty where they leave it out. */
  label: string;
  /** Its heading as printed, for what stands in it alone. */
  printed: string;
  runsThrough: boolean;
  /** Paragraphs that stand directly below its heading. */
  own: Span[];
}

/** Divides a text by its headings into sections and passages. */
export function divideByHeadings(
  document: { text: string; blocks: Block[] },
  division: HeadingDivision,
  fileName: string,
  problems: ReadProblem[],
): Outline {
  const { text } = document;
  const depths = new Map<LevelName, number>();
  for (const { level } of division.rules) if (!depths.has(level)) depths.set(level, depths.size);
  const sections: SectionDraft[] = [];
  const passages: PassageDraft[] = [];
  const counts = new Map<string, number>();
  const open: OpenSection[] = [];
  const loose: Span[] = [];
  let end = 0;

  const closeDownTo = (depth: number) => {
    for (let top = open.at(-1); top && top.depth >= depth; top = open.at(-1)) {
      (sections[top.index] as SectionDraft).span[1] = end;
      passages.push(...passagesOf(open, top.own, division, text));
      open.pop();
    }
  };

  for (const piece of piecesOf(document, division)) {
    if (piece.kind === "paragraph") {
      const top = open.at(-1);
      // What stands above an inner heading comes before what is below it.
      (top ? top.own : loose).push(piece.span);
    } else {
      const { rule, match } = piece;
      const depth = depths.get(rule.level) as number;
      flushOwn(open, passages, division, text);
      closeDownTo(depth);
      const parent = open.at(-1)?.index ?? null;
      const countKey = `${parent} ${rule.level}`;
      const count = (counts.get(countKey) ?? 0) + 1;
      counts.set(countKey, count);
      const named = readHeading(match, count);
      sections.push({
        parent,
        level: schemaLevel(rule.level),
        number: named.number,
        heading: named.heading,
        printed: text.slice(...piece.span).trim(),
        span: [piece.span[0], piece.span[1]],
      });
      const label =
        rule.locator === undefined
          ? named.label
          : rule.locator.replaceAll("{number}", String(named.number)).replaceAll("{heading}", named.heading ?? "");
      open.push({
        index: sections.length - 1,
        depth,
        level: rule.level,
        number: named.number,
        label,
        printed: named.label,
        runsThrough: rule.runsThrough,
        own: [],
      });
    }
    end = piece.span[1];
  }
  flushOwn(open, passages, division, text);
  closeDownTo(0);
  // What stands above the first heading is a title page, unless the settings say that the text begins there.
  const isWhole = sections.length === 0 || division.from !== null;
  const all = isWhole ? [...passagesOf([], loose, division, text), ...passages] : passages;
  return { sections, passages: withUniqueLocators(all, text, fileName, problems) };
}

/** Turns the paragraphs of the innermost section into passages as soon as another heading follows, so that order is kept. */
function flushOwn(open: OpenSection[], passages: PassageDraft[], division: HeadingDivision, text: string): void {
  const top = open.at(-1);
  if (!top || top.own.length === 0) return;
  passages.push(...passagesOf(open, top.own, division, text));
  top.own = [];
}

function passagesOf(open: OpenSection[], paragraphs: Span[], division: HeadingDivision, text: string): PassageDraft[] {
  if (paragraphs.length === 0) return [];
  const section = open.at(-1)?.index ?? null;
  const levels: Locator = {};
  for (const { level, number } of open) levels[level] = number;
  const cited = open.slice(
    Math.max(
      0,
      open.findLastIndex((one) => one.runsThrough),
    ),
  );
  const labels = cited.map(({ label }) => label);
  const parts = labels.every((label) => label === "") ? cited.slice(-1).map(({ printed }) => printed) : labels;
  const whole: Span = [(paragraphs[0] as Span)[0], (paragraphs.at(-1) as Span)[1]];
  const isOne = division.passages === "sections" || paragraphs.length === 1;
  if (isOne && open.length > 0) {
    const locator = (division.locator && fillTemplate(division.locator, levels)) || joinLocator(parts);
    return [{ section, locator, levels, span: whole }];
  }
  const isChinese = /\p{Script=Han}/u.test(text.slice(whole[0], Math.min(whole[1], whole[0] + 40)));
  const isArticle = open.at(-1)?.level === "article";
  return paragraphs.map((span, index) => {
    const number = index + 1;
    const own: Locator = { ...levels, paragraph: number };
    const locator =
      (division.locator && fillTemplate(division.locator, own)) || joinLocator([...parts, paragraphLabel(number, isChinese, isArticle)]);
    return { section, locator, levels: own, span };
  });
}

function readHeading(match: RegExpExecArray, count: number): { number: number | string; heading: string | null; label: string } {
  const printed = match[1]?.trim();
  const heading = match[2]?.trim() || null;
  const beforeHeading = heading === null ? match[0] : match[0].slice(0, (match.indices?.[2]?.[0] ?? match.index) - match.index);
  const label = beforeHeading.trim().replace(/[\s.:：、—–-]+$/, "");
  if (!printed) return { number: count, heading: match[0].trim(), label };
  const number = divisionNumber(printed);
  return number === null ? { number: printed, heading: heading ?? printed, label } : { number, heading, label };
}

type Piece = { kind: "heading"; span: Span; rule: HeadingRule; match: RegExpExecArray } | { kind: "paragraph"; span: Span };

/** Headings and paragraphs in order. A line that no rule fits goes on with the paragraph of its block. */
function* piecesOf({ text, blocks }: { text: string; blocks: Block[] }, division: HeadingDivision): Generator<Piece> {
  const starts = new Map(blocks.map((block) => [block.span[0], block] as const));
  let paragraph: Span | null = null;
  let headingEnd = 0;
  let hasBegun = division.from === null;
  const finished = (): Piece[] => {
    const span = paragraph;
    paragraph = null;
    if (!span) return [];
    const words = text.slice(...span);
    return division.skip.some((pattern) => pattern.test(words)) ? [] : [{ kind: "paragraph", span }];
  };
  for (let lineStart = 0; lineStart < text.length; ) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    const [start, end] = trimRange(text, lineStart, lineEnd);
    lineStart = lineEnd + 1;
    if (start === end) continue;
    const line = text.slice(start, Math.min(end, start + 400));
    hasBegun ||= division.from?.test(line) ?? true;
    if (!hasBegun) continue;
    if (division.until?.test(line)) break;
    const heading = matchHeading(line, division.rules);
    if (heading) {
      const own = starts.get(start);
      if (own?.kind === "heading") headingEnd = own.span[1];
      yield* finished();
      const rest = trimRange(text, start + heading.match[0].length, end);
      const hasRest = rest[0] < rest[1];
      yield { kind: "heading", span: [start, hasRest ? rest[0] : end], ...heading };
      if (hasRest) paragraph = rest;
      continue;
    }
    const block = starts.get(start);
    if (block || !paragraph) yield* finished();
    // A heading that belongs to no level is no passage, nor is the second line of one.
    if (block?.kind === "heading") headingEnd = block.span[1];
    if (start < headingEnd) continue;
    paragraph = paragraph ? [(paragraph as Span)[0], end] : [start, end];
  }
  yield* finished();
}

function matchHeading(line: string, rules: HeadingRule[]): { rule: HeadingRule; match: RegExpExecArray } | null {
  for (const rule of rules) {
    rule.pattern.lastIndex = 0;
    const match = rule.pattern.exec(line);
    if (match) return { rule, match };
  }
  return null;
}
