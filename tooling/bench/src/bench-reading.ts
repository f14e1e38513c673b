import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCollection, readFile } from "@lectern/reading";
import { splitSentences } from "@lectern/text";
import { threadSeconds } from "./linking/timing.js";

export interface ReadingBench {
  /** Files of Chinese and of English notices: text, or lines of JSON with a "text". */
  chinese: string;
  english: string;
  /** Length of the shortest text, in characters. */
  length: number;
}

/** How many times as long the texts are that show whether time grows as length does. */
const TIMES = [1, 10, 100];

/** Reading: one notice made of the texts of a folder or file, 1, 10 and 100 times as long, beside a plain splitter of sentences. */
export function benchReading({ chinese, english, length }: ReadingBench): void {
  console.log("language  characters     bytes  reading ms  characters/s      MB/s  splitter ms  times the splitter");
  for (const [language, path] of [
    ["zh", chinese],
    ["en", english],
  ] as const) {
    const texts = textsOf(path);
    read(ofLength(texts, length));
    for (const times of TIMES) measure(language, ofLength(texts, length * times));
  }
}

function measure(language: string, text: string): void {
  const bytes = new TextEncoder().encode(text);
  const reading = millisecondsOf(() => read(text));
  const splitting = millisecondsOf(() => splitSentences(text));
  const columns = [
    String(text.length).padStart(10),
    String(bytes.length).padStart(9),
    reading.toFixed(0).padStart(11),
    ((text.length / reading) * 1000).toFixed(0).padStart(13),
    (bytes.length / reading / 1000).toFixed(2).padStart(9),
    splitting.toFixed(1).padStart(12),
    (reading / splitting).toFixed(1).padStart(18),
  ];
  console.log(`${language.padEnd(9)} ${columns.join(" ")}`);
}

/** Of this thread alone, whatever else the machine does. */
function millisecondsOf(act: () => void): number {
  const start = threadSeconds();
  act();
  return (threadSeconds() - start) * 1000;
}

/** Whatever the texts are, they are read by the grammars of notices. */
const notices = parseCollection("name: bench\nkind: notices", "collection.yaml");

function read(text: string): void {
  if (!("settings" in notices)) throw new Error(notices.problems[0]?.message);
  const { problems } = readFile(new TextEncoder().encode(text), { fileName: "notice.txt", collection: notices.settings });
  if (problems[0]) throw new Error(`reading a text of ${text.length} characters: ${problems[0].message}`);
}

/** The texts after one another, over again until the length is reached. */
function ofLength(texts: string[], length: number): string {
  const parts: string[] = [];
  for (let total = 0, i = 0; total < length; i++) {
    const text = texts[i % texts.length] as string;
    parts.push(text.slice(0, length - total));
    total += text.length + 2;
  }
  return parts.join("\n\n");
}

function textsOf(path: string): string[] {
  const files = path.endsWith(".jsonl") || path.endsWith(".txt") ? [path] : textFilesIn(path);
  const texts = files.flatMap((file) => {
    const content = readFileSync(file, "utf8");
    return file.endsWith(".jsonl") ? content.trim().split("\n").map(textOfRow) : [content];
  });
  if (texts.length === 0) throw new Error(`${path} holds no texts: name a folder of .txt or .md files, or a .jsonl file`);
  return texts;
}

function textFilesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.(?:txt|md)$/.test(name)).map((name) => join(folder, name));
}

function textOfRow(line: string): string {
  return (JSON.parse(line) as { text: string }).text;
}
