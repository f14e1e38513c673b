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

/** What a format's reader throws where it cannot go on, however deep it is in the file; `readFile` makes it a problem of the file. */
export class Unreadable extends Error {
  constructor(
    private readonly code: ProblemCode,
    /** What is wrong with the file, as the end of a sentence that its name begins. */
    message: string,
    private readonly advice: string,
    private readonly place: ProblemPlace = {},
  ) {
    super(message);
  }

  asProblem(fileName: string): ReadProblem {
    return problem(this.code, `${fileName} ${this.message}`, this.advice, this.place);
  }
}
