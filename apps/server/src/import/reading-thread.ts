import { parentPort } from "node:worker_threads";
import { readAnyFile } from "@lectern/reading";
import type { FromReading, ToReading } from "./read-in-thread.js";
import { recognisePages } from "./recognise-pages.js";

parentPort?.on("message", (message: ToReading) => {
  carryOut(message).then(
    (result) => parentPort?.postMessage({ result } satisfies FromReading),
    (error: unknown) => parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies FromReading),
  );
});

async function carryOut({ bytes, hints, recognise }: ToReading) {
  if (!recognise) return readAnyFile(bytes, hints);
  const recognised = await recognisePages(bytes, hints.collection?.language);
  return recognised === null ? null : readAnyFile(bytes, { ...hints, recognised });
}
