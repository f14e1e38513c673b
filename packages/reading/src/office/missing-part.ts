import { ProblemCode } from "@lectern/schema/kind";
import { Unreadable } from "../problems.js";

/** A package that lacks the part which makes it the document that it says it is. */
export function missingPart(name: string): Unreadable {
  return new Unreadable(
    ProblemCode.DAMAGED,
    `has no ${name} inside, which a file of its format needs`,
    "Fetch the file again, or save it anew from the program it came from.",
  );
}
