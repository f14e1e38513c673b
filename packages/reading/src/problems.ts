import type { ReadProblem } from "@lectern/schema";
import type { ProblemCode } from "@lectern/schema/kind";

/** Where in a file a problem stands; what is not known is left out. */
interface ProblemPlace {
  row?: number | null;
  line?: number | null;
  column?: number | null;
}

export function problem(code: ProblemCode, message: string, advice: string, place: ProblemPlace = {}): ReadProblem {
  return { code, message, advice, row: place.row ?? null, line: place.line ?? null, column: place.column ?? null };
}
