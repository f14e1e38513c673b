import { readFile } from "node:fs/promises";
import { Evaluation } from "@lectern/schema";
import { z } from "zod";
import { projectFolder } from "./env.js";

const share = z.number().min(0).max(1);
const items = z.int().min(0);
const figures = z.array(
  z.object({
    set: z.string().min(1),
    engine: z.string(),
    measuredOn: z.iso.date(),
    measures: z.array(z.object({ name: z.string(), precision: share, recall: share, f1: share, tp: items, fp: items, fn: items })),
  }),
);

const PREFIX = "shipped:";

/** The figures that came with Lectern, as `npm run eval -- ... --record` wrote them; none where the file is not there. */
export async function shippedEvaluations(): Promise<Evaluation[]> {
  const file = projectFolder("tooling/eval/figures.json");
  const written = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  return figures
    .parse(JSON.parse(written))
    .map(({ set, engine, measuredOn, measures }) =>
      Object.assign(new Evaluation(), { id: PREFIX + set, set, engine, measures, storedAt: new Date(`${measuredOn}T00:00:00Z`) }),
    );
}

export function isShipped(id: string): boolean {
  return id.startsWith(PREFIX);
}
