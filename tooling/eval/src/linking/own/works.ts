import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CataloguePassage, CatalogueWork, CitationStyle } from "@lectern/linking";
import { parseNumeral } from "@lectern/text";
import { readScripture } from "../files.js";

/** Works with their passages, and how they are cited. */
export interface Works {
  works: CatalogueWork[];
  passages: CataloguePassage[];
  styles?: CitationStyle[];
}

/** The Constitution by article and section, its amendments, the Declaration by paragraph, and the Federalist by number and paragraph. */
export function readFounding(corpora: string): Works {
  const text = (name: string): string => readFileSync(join(corpora, "us-presidents-founding/founding", name), "utf8");
  return {
    works: [
      {
        work: "constitution",
        title: "Constitution of the United States",
        aliases: ["Federal Constitution", "United States Constitution", "U.S. Constitution", "Constitution"],
      },
      { work: "declaration", title: "Declaration of Independence", aliases: [] },
      { work: "federalist", title: "The Federalist", aliases: ["Federalist Papers"] },
    ],
    passages: [
      ...constitutionPassages(text("us-constitution.txt")),
      ...paragraphs(text("us-declaration.txt")).map((passage, i) => ({
        work: "declaration",
        locator: `Paragraph ${i + 1}`,
        text: passage,
      })),
      ...federalistPassages(text("federalist-1404.txt")),
    ],
    styles: [
      {
        work: "constitution",
        levels: [{ level: "article" }, { level: "item", words: ["amendment", "amendments"] }, { level: "section" }],
      },
    ],
  };
}

/** The last article of each chapter of the Charter. */
const CHAPTERS = [2, 6, 8, 22, 32, 38, 51, 54, 60, 72, 74, 85, 91, 96, 101, 105, 107, 109, 111];

/** Chapters and articles of the Charter of the United Nations, whose words are not at hand: 19 chapters, 111 articles. */
export function readCharter(): Works {
  const passages = Array.from({ length: 111 }, (_, i) => ({
    work: "charter",
    locator: `Article ${i + 1}`,
    levels: { chapter: CHAPTERS.findIndex((last) => i + 1 <= last) + 1, article: i + 1 },
    text: "",
  }));
  return {
    works: [
      {
        work: "charter",
        title: "Charter of the United Nations",
        aliases: ["United Nations Charter", "UN Charter", "Charter of San Francisco", "Charter"],
      },
    ],
    passages,
  };
}

/** Laws of China by article, the versions of one law by their dates, and the Four Books by paragraph. */
export function readChinese(corpora: string): Works {
  const folder = join(corpora, "study-texts");
  const works: CatalogueWork[] = [];
  const passages: CataloguePassage[] = [];
  for (const file of globSync("prc-law/*/*.md", { cwd: folder }).sort()) {
    const [, title = "", date] = /^(.*?)(?:\((\d{4}-\d\d-\d\d)\))?\.md$/.exec(basename(file)) ?? [];
    if (title.startsWith("_")) continue;
    const version = date === undefined ? {} : { version: date };
    works.push({
      work: title,
      title: `中华人民共和国${title}`,
      aliases: [title],
      ...version,
      ...(date === undefined ? {} : { publishedOn: date }),
    });
    passages.push(...articles(readFileSync(join(folder, file), "utf8")).map((article) => ({ work: title, ...version, ...article })));
  }
  for (const [title, file] of Object.entries({
    论语: "论语/lunyu.json",
    大学: "四书五经/daxue.json",
    中庸: "四书五经/zhongyong.json",
    孟子: "四书五经/mengzi.json",
  })) {
    works.push({ work: title, title, aliases: [] });
    const read = JSON.parse(readFileSync(join(folder, "classics", file), "utf8")) as Chapter | Chapter[];
    for (const { chapter, paragraphs } of [read].flat()) {
      paragraphs.forEach((text, i) => void passages.push({ work: title, locator: `${chapter} ${i + 1}`, text }));
    }
  }
  return { works, passages };
}

/** Scripture by verse. */
export function readBible(linking: string): Works {
  return { works: [{ work: "Bible", title: "Holy Bible", aliases: [] }], passages: readScripture(linking) };
}

interface Chapter {
  chapter: string;
  paragraphs: string[];
}

function paragraphs(text: string): string[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "");
}

function constitutionPassages(text: string): CataloguePassage[] {
  const passages: CataloguePassage[] = [];
  let place = "";
  let section = "";
  for (const paragraph of paragraphs(text)) {
    const heading = /^(Preamble|Article [IVX]+|Amendment [IVX]+|Section \d+)\b\.?(?=\s|$)/.exec(paragraph)?.[1];
    if (heading?.startsWith("Section")) section = heading;
    else if (heading !== undefined) [place, section] = [heading, ""];
    if (place === "" || (heading !== undefined && paragraph.length <= heading.length + 40)) continue;
    const locator = section === "" ? place : `${place}, ${section}`;
    const last = passages.at(-1);
    if (last?.locator === locator) last.text += ` ${paragraph}`;
    else passages.push({ work: "constitution", locator, ...placeOf(place, section), text: paragraph });
  }
  return passages;
}

function placeOf(place: string, section: string): Pick<CataloguePassage, "levels"> {
  const [kind, number] = place.split(" ");
  if (number === undefined) return {};
  const outer = { [kind === "Article" ? "article" : "item"]: parseNumeral(number) as number };
  return { levels: { ...outer, ...(section === "" ? {} : { section: Number(section.split(" ")[1]) }) } };
}

function federalistPassages(text: string): CataloguePassage[] {
  const papers = text.split(/^FEDERALIST No\. (\d+)$/m).slice(1);
  return papers.flatMap((paper, i) => {
    const number = papers[i - 1] ?? "";
    if (i % 2 === 0) return [];
    return paragraphs(paper).map((passage, at) => ({
      work: "federalist",
      locator: `No. ${number}, paragraph ${at + 1}`,
      levels: { item: Number(number), paragraph: at + 1 },
      text: passage,
    }));
  });
}

function articles(text: string): { locator: string; text: string }[] {
  const found: { locator: string; text: string }[] = [];
  for (const line of text.replace(/^[\s\S]*?<!-- INFO END -->/, "").split(/\r?\n/)) {
    const article = /^(?:#+\s*)?(第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)\s*(.*)$/u.exec(line.trim());
    if (article) found.push({ locator: article[1] as string, text: article[2] as string });
    else if (line.trim() !== "" && !line.startsWith("#")) {
      const last = found.at(-1);
      if (last) last.text += `\n${line.trim()}`;
      else found.push({ locator: "序言", text: line.trim() });
    }
  }
  return found;
}
