import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Measure } from "./measure.js";

/** The figures that Lectern ships: the last evaluation of each labelled set. The server shows them. */
const FIGURES = fileURLToPath(new URL("../figures.json", import.meta.url));

export interface Figures {
  set: string;
  /** Version of the reader or linker that was evaluated. */
  engine: string | number;
  measures: Record<string, Pick<Measure, "precision" | "recall" | "f1" | "tp" | "fp" | "fn">>;
}

/** Keeps the figures of a set as data of the project, in place of earlier ones of the same set, with the day they were measured on. */
export function recordFigures({ set, engine, measures }: Figures, now = new Date()): void {
  const known: { set: string }[] = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, "utf8")) : [];
  const made = {
    set,
    engine: String(engine),
    measuredOn: now.toISOString().slice(0, 10),
    measures: Object.entries(measures).map(([name, { precision, recall, f1, tp, fp, fn }]) => ({
      name,
      precision,
      recall,
      f1,
      tp,
      fp,
      fn,
    })),
  };
  const all = [...known.filter((one) => one.set !== set), made].sort((a, b) => a.set.localeCompare(b.set));
  writeFileSync(FIGURES, `${JSON.stringify(all, null, 2)}\n`);
  console.error(`eval: the figures of ${set} are recorded in tooling/eval/figures.json`);
}
