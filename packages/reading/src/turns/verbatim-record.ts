import type { Span } from "@lectern/schema";

/** A person or role as a source names it: in its words, in its lists, or both. */
export interface NamedInSource {
  /** What it is called: the words of the list that a reference leads to, else the printed ones. */
  value: string;
  /** Where it is printed in the text; null where only a list or an attribute names it. */
  span: Span | null;
  /** Which element or attribute names it. */
  method: string;
}

/** One speech of a record that marks its speeches, in the order of the record. */
export interface Turn {
  speaker: NamedInSource;
  role: NamedInSource | null;
  /** Whether the source says that this speaker was in the chair. */
  isChair: boolean;
  /** Its words. */
  words: Span;
}

/** What a format that marks speeches says of a sitting. */
export interface VerbatimRecord {
  /** The markup that says who spoke; null where only print does, by names before what was said. */
  format: "TEI" | "Akoma Ntoso" | null;
  /** ISO day, where the source gives it. */
  heldOn: NamedInSource | null;
  body: NamedInSource | null;
  place: NamedInSource | null;
  turns: Turn[];
}
