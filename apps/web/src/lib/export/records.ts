import { asBibtex, asCslJson, asRis } from "./citations.js";
import { asCsv } from "./csv.js";
import type { ExportedRecord, ExportFormat } from "./record.js";

/** How each format is written, and what its file is called. */
export const FORMATS: Record<ExportFormat, { file: string; type: string; write: (records: readonly ExportedRecord[]) => string }> = {
  CSV: { file: "lectern.csv", type: "text/csv", write: recordsAsCsv },
  JSONL: { file: "lectern.jsonl", type: "application/jsonl", write: asJsonLines },
  BibTeX: { file: "lectern.bib", type: "application/x-bibtex", write: asBibtex },
  RIS: { file: "lectern.ris", type: "application/x-research-info-systems", write: asRis },
  "CSL-JSON": { file: "lectern.csl.json", type: "application/vnd.citationstyles.csl+json", write: asCslJson },
};

const COLUMNS = ["kind", "date", "title", "person", "body", "place", "language", "collection", "snippet", "url", "id"] as const;

function recordsAsCsv(records: readonly ExportedRecord[]): string {
  return asCsv(
    COLUMNS,
    records.map((record) => COLUMNS.map((column) => record[column])),
  );
}

function asJsonLines(records: readonly ExportedRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}
