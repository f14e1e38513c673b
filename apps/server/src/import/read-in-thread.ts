import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ReadHints, ReadResult } from "@lectern/reading";
import { ProblemCode, type ReadProblem } from "@lectern/schema";
import { projectFolder } from "../env.js";

export interface ToReading {
  bytes: Uint8Array;
  hints: ReadHints;
  /** Whether pages that are pictures are recognised first. */
  recognise: boolean;
}

/** `result` is null where nothing can recognise pages. */
export type FromReading = { result: ReadResult | null } | { fault: string };

/** So long may reading take, and recognising every page of a long file. */
const READING_MILLISECONDS = 5 * 60_000;
const RECOGNISING_MILLISECONDS = 60 * 60_000;
/** Memory of a thread, in megabytes, beside the bytes that it is given. */
const MEMORY = 2_048;

const idle: Worker[] = [];

/**
 * Reads a file in a thread of its own: whatever its bytes make the libraries do that open it, the server goes on. One that
 * takes too long or too much memory, or breaks its thread, is a problem of that file.
 */
export async function readInThread(bytes: Uint8Array, hints: ReadHints): Promise<ReadResult> {
  const read = await ask({ bytes, hints, recognise: false }, READING_MILLISECONDS);
  if (!read?.problems.some(({ code }) => code === ProblemCode.NEEDS_OCR)) return read ?? { documents: [], problems: [] };
  return (await ask({ bytes, hints, recognise: true }, RECOGNISING_MILLISECONDS)) ?? read;
}

async function ask(message: ToReading, milliseconds: number): Promise<ReadResult | null> {
  const worker = idle.pop() ?? startWorker();
  worker.ref();
  const overrun = new AbortController();
  const timer = setTimeout(() => overrun.abort(), milliseconds);
  try {
    const answer = once(worker, "message", { signal: overrun.signal });
    worker.postMessage(message);
    const [given] = (await answer) as [FromReading];
    if ("fault" in given) throw new Error(given.fault);
    worker.unref();
    idle.push(worker);
    return given.result;
  } catch (error) {
    await worker.terminate();
    return { documents: [], problems: [problemOf(error, overrun.signal.aborted, message.hints.fileName)] };
  } finally {
    clearTimeout(timer);
  }
}

function startWorker(): Worker {
  const worker = new Worker(projectFolder("apps/server/dist/import/reading-thread.js"), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  // One that breaks while nobody waits for it is not used again.
  worker.on("error", () => {
    const at = idle.indexOf(worker);
    if (at !== -1) idle.splice(at, 1);
  });
  return worker;
}

function problemOf(error: unknown, isOverrun: boolean, fileName: string): ReadProblem {
  const place = { row: null, line: null, column: null };
  if (isOverrun) {
    const advice = "Split it into smaller files, or print it anew from the program it came from.";
    return { code: ProblemCode.TOOK_TOO_LONG, message: `${fileName} took too long to read, and was given up.`, advice, ...place };
  }
  const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isMemory) {
    const advice = "If it is what it should be, split it; if you do not know where it comes from, delete it.";
    return { code: ProblemCode.UNSAFE, message: `${fileName} takes more memory than any text needs.`, advice, ...place };
  }
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
  return {
    code: ProblemCode.DAMAGED,
    message: `${fileName} is broken in a way that its reader does not get over (${reason}).`,
    advice: "Fetch the file again, or save it anew from the program it came from.",
    ...place,
  };
}
