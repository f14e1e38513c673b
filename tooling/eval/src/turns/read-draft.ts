import { readFileSync } from "node:fs";
import { type ReadHints, readAnyFile } from "@lectern/reading";
import type { Draft } from "./turn-scores.js";

/** The draft of the first document of a file. Throws what hindered reading where there is none. */
export async function readDraft(path: string, fileName: string, hints: Partial<ReadHints> = {}): Promise<Draft> {
  const { documents, problems } = await readAnyFile(readFileSync(path), { fileName, ...hints });
  if (!documents[0]) throw new Error(problems[0]?.message ?? `${fileName} holds no document`);
  return documents[0].draft;
}
