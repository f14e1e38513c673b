import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Labelled, Place } from "./gold.js";

/**
 * The bytes of a labelled notice: its file in the folder of texts, else composed from the place that its label names in a
 * folder of corpora, so that labels need not carry their texts. Throws naming the document where neither is there.
 */
export function bytesOfNotice(texts: string, label: Labelled): Uint8Array {
  if (label.text !== undefined) return Buffer.from(label.text, "utf8");
  const file = join(texts, label.file ?? `${label.id}.txt`);
  if (existsSync(file)) return readFileSync(file);
  if (!label.place) throw new Error(`${label.id}: there is no ${file}`);
  const whole = join(texts, label.place.file);
  if (!existsSync(whole)) throw new Error(`${label.id}: there is no ${whole}: --texts is the folder of the corpora`);
  return Buffer.from(textAt(readFileSync(whole, "utf8"), label.place, label.id), "utf8");
}

function textAt(content: string, { row, lines, set, column, end }: Place, id: string): string {
  if (row) return textOfRow(content, row, id);
  if (lines) return textOfLines(content, set ?? "", lines, column ?? "en");
  return end === undefined ? content : content.slice(0, end);
}

/** A row of JSON lines as a page prints it: its title above its text. Throws naming `id`, whose row it is, where there is none. */
export function textOfRow(content: string, row: string, id: string): string {
  for (const line of content.split("\n")) {
    if (!line.includes(row)) continue;
    const record = JSON.parse(line) as { id: string; title: string; text: string };
    if (record.id === row) return `${record.title}\n${record.text}`;
  }
  throw new Error(`${id}: no row ${row}`);
}

const COLUMNS = ["set", "line", "zh", "en"];

function textOfLines(content: string, set: string, [first, last]: [number, number], column: string): string {
  const rows = content.split("\n").map((line) => line.split("\t"));
  return rows
    .filter(([ofSet, line]) => ofSet === set && Number(line) >= first && Number(line) <= last)
    .map((row) => row[COLUMNS.indexOf(column)] ?? "")
    .join("\n");
}
