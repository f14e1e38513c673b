import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readRows } from "../files.js";

/** A document of the own set: a file of the corpora, or a row of one. */
export interface OwnDocument {
  /** Path below the folder of the corpora and of the labelled sets; a row is named behind a "#". */
  id: string;
  text: string;
  date: string | null;
  language: "en" | "zh";
}

interface Row {
  id: string;
  text?: string;
  body?: string;
  quote?: string;
  date?: string;
}

/** Finds the text of a document by its id, below the folder that holds `corpora` and `linking`; a file of rows is read once. */
export function ownDocuments(folder: string): (id: string) => OwnDocument {
  const files = new Map<string, Row[]>();
  const rowsOf = (path: string): Row[] => {
    const rows = files.get(path) ?? readRows<Row>(path);
    files.set(path, rows);
    return rows;
  };
  return (id) => {
    const [file = "", row] = id.split("#");
    const path = join(folder, file);
    if (row === undefined) {
      const year = /(?:^|\D)(1[789]\d\d|20\d\d)(?=\D|$)/.exec(file.split("/").at(-1) ?? "")?.[1];
      return { id, text: readFileSync(path, "utf8").replace(/^\ufeff/, ""), date: year ?? null, language: "en" };
    }
    const found = rowsOf(path).find((candidate) => candidate.id === row);
    if (found === undefined) throw new Error(`${path} has no row ${row}`);
    const text = found.text ?? `“${found.quote ?? ""}”\n\n${found.body ?? ""}`;
    return { id, text, date: found.date ?? null, language: /\p{Script=Han}/u.test(text) ? "zh" : "en" };
  };
}

/** Which half a document is in, by its id alone. */
export function halfOf(id: string): "first" | "second" {
  return (createHash("sha256").update(id).digest()[0] as number) % 2 === 0 ? "first" : "second";
}
