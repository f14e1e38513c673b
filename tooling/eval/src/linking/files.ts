import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CataloguePassage } from "@lectern/linking";

/** Rows of a file of values parted by tabs. */
export function readTable(file: string): string[][] {
  return lines(file).map((line) => line.split("\t"));
}

/** Objects of a file of JSON lines. The shape is the set's own; throws an error that names the file and line. */
export function readRows<Row>(file: string): Row[] {
  return lines(file).map((line, index) => {
    try {
      return JSON.parse(line) as Row;
    } catch (cause) {
      throw new Error(`${file}, line ${index + 1}: not JSON`, { cause });
    }
  });
}

/** Scripture as passages: kjv.tsv in the folder of a set, in a folder of it, or in a folder beside it. */
export function readScripture(folder: string): CataloguePassage[] {
  return readTable(fileOf(folder, "spurgeon-keyverse-kjv", "kjv.tsv")).map(([locator = "", text = ""]) => ({
    work: "Bible",
    locator,
    text,
  }));
}

/** A file in a folder, in a folder of the set that it comes from, or in that set's folder beside it. */
export function fileOf(folder: string, set: string, name: string): string {
  const found = [join(folder, name), join(folder, set, name), join(dirname(folder), set, name)].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`no ${name} in ${folder}, nor in ${set} in it or beside it`);
  return found;
}

function lines(file: string): string[] {
  return readFileSync(file, "utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
}
