import { DocumentKind, ImportOutcome } from "@lectern/schema/kind";
import type { DocumentOutcome, ImportListener, ImportProgress, ImportReport } from "../import/import-run.js";
import { say } from "./command.js";

const REDRAW_MILLISECONDS = 100;
const PLAIN_LINE_MILLISECONDS = 5_000;
/** Problems of one run that are said in full. */
const MOST_PROBLEMS = 20;

export interface ProgressDisplay extends ImportListener {
  /** Takes the progress away before other words are written. */
  clear(): void;
  /** Says a problem, unless many were said: the status has them all. */
  sayProblem(file: string, problem: NonNullable<DocumentOutcome["problem"]>): void;
  /** Says how many problems were met and not said. */
  sayRest(): void;
}

export interface LineDisplay {
  /** Shows a line; `describe` is asked for it only where it is due. */
  show(describe: () => string): void;
  clear(): void;
}

/** Progress on standard error: one line that is redrawn on a terminal, a plain line now and then elsewhere. */
export function showLine(): LineDisplay {
  const isTerminal = process.stderr.isTTY === true;
  let drawnAt = Date.now();
  return {
    clear() {
      if (isTerminal) process.stderr.write("\r\x1b[K");
    },
    show(describe) {
      const now = Date.now();
      if (now - drawnAt < (isTerminal ? REDRAW_MILLISECONDS : PLAIN_LINE_MILLISECONDS)) return;
      drawnAt = now;
      if (isTerminal) process.stderr.write(`\r\x1b[K${describe().slice(0, (process.stderr.columns || 80) - 1)}`);
      else say(describe());
    },
  };
}

/** Progress of an import, and the problems that it meets. */
export function showProgress(): ProgressDisplay {
  const startedAt = Date.now();
  const { clear, show } = showLine();
  let met = 0;
  const sayProblem: ProgressDisplay["sayProblem"] = (file, problem) => {
    if (++met > MOST_PROBLEMS) return;
    clear();
    say(describeProblem(file, problem));
  };
  return {
    clear,
    sayProblem,
    sayRest() {
      if (met > MOST_PROBLEMS) say(`and ${count(met - MOST_PROBLEMS, "more problem")}: lectern status`);
    },
    onProgress: (progress) => show(() => describeProgress(progress, (Date.now() - startedAt) / 1_000)),
    onDocument({ outcome, file, problem }) {
      if (outcome === ImportOutcome.PROBLEM && problem) sayProblem(file, problem);
    },
  };
}

/** A problem in two lines: where and what, then what to do. */
export function describeProblem(file: string, problem: NonNullable<DocumentOutcome["problem"]>): string {
  const row = problem.row === null ? "" : `, row ${problem.row}`;
  const line = problem.line === null ? "" : `, line ${problem.line}${problem.column === null ? "" : `:${problem.column}`}`;
  return `${problem.code}  ${file}${row}${line}\n  ${problem.message}\n  ${problem.advice}`;
}

/** Before so many seconds, or outside of these shares of the work, nothing can be said of the rest. */
const TELLING_SECONDS = 5;
const TELLING_FROM = 0.03;
const TELLING_TO = 0.97;

export function describeProgress(progress: ImportProgress, seconds: number): string {
  const { stored, updated, unchanged, problems, filesDone, filesAll, bytesDone, bytesAll, doing, settled } = progress;
  if (doing === "linking again") return `linking again what cites the new texts: ${count(settled, "source")}`;
  if (doing === "indexing") return `bringing the search index up to date: ${settled} changes`;
  const documents = stored + updated + unchanged;
  const troubles = problems === 0 ? "" : `, ${count(problems, "problem")}`;
  if (filesDone === filesAll) return `all ${count(filesAll, "file")} read: ${count(documents, "document")}${troubles}`;
  const share = bytesAll === 0 ? 0 : bytesDone / bytesAll;
  return `file ${filesDone + 1} of ${filesAll}: ${count(documents, "document")}${troubles}${describePace(documents, share, seconds)}`;
}

/** ", 30 a second, 2 min left" where a share of the work, done in so many seconds, tells; else nothing. */
export function describePace(done: number, share: number, seconds: number): string {
  const isTelling = seconds >= TELLING_SECONDS && share >= TELLING_FROM && share <= TELLING_TO;
  return isTelling ? `, ${describeRate(done / seconds)}, ${describeSeconds((seconds * (1 - share)) / share)} left` : "";
}

function describeRate(perSecond: number): string {
  return perSecond >= 1 ? `${Math.round(perSecond)} a second` : `${Math.round(perSecond * 60)} a minute`;
}

/** The summary that ends an import. */
export function describeReport(report: ImportReport): string[] {
  const { stored, updated, unchanged, problems, takenFor, missing, doubles, unusable, ignored, seconds, isInterrupted } = report;
  const lines = [
    `${isInterrupted ? "Interrupted. " : ""}${stored} stored, ${updated} updated, ${unchanged} unchanged, ${count(problems, "problem")}; ${seconds.toFixed(1)} s`,
  ];
  if (takenFor.length > 0) lines.push(`looked at and taken for: ${takenFor.map(describeTaken).join(", ")}`);
  if (unusable.length > 0) lines.push(`${count(unusable.length, "path")} could not be used: ${some(unusable)}`);
  if (missing.length > 0)
    lines.push(`${count(missing.length, "place")} imported before and no longer there or left out (nothing was deleted): ${some(missing)}`);
  for (const { collection, texts } of doubles) lines.push(describeDoubles(collection, texts));
  if (ignored.length > 0)
    lines.push(
      `${count(ignored.length, "file")} passed over, not of the collection or of a format Lectern does not read: ${some(ignored)}`,
    );
  if (isInterrupted) lines.push("Run the same import again to complete it.");
  return lines;
}

const KINDS: Record<DocumentKind, [one: string, many: string]> = {
  [DocumentKind.NOTICE]: ["notice", "notices"],
  [DocumentKind.SPEECH]: ["speech", "speeches"],
  [DocumentKind.MINUTES]: ["minutes", "minutes"],
  [DocumentKind.STUDY_TEXT]: ["study text", "study texts"],
};

function describeTaken({ kind, documents }: ImportReport["takenFor"][number]): string {
  return `${documents} ${KINDS[kind][documents === 1 ? 0 : 1]}`;
}

function describeDoubles(collection: string, texts: number): string {
  const are = texts === 1 ? "is" : "are";
  return `${texts} of these texts ${are} in the archive already, in ${collection}: held twice now. \`name: ${collection}\` in a collection.yaml goes on with that collection; \`remove\` withdraws what is double.`;
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function some(names: string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

function describeSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
