import type { Catalogue, TextToLink } from "@lectern/linking";
import type { Link, LinkTarget } from "@lectern/schema";

/** UTF-16 code units, end exclusive. */
export type Span = readonly [start: number, end: number];

/** One link that is expected. */
export interface Label {
  /** Where it stands; null where anywhere in the text will do. */
  span: Span | null;
  /** Measures that it counts in. */
  measures: string[];
  /** What is expected, for `--explain`. */
  expected: string;
  isRight: (targets: LinkTarget[]) => boolean;
  /** What else is asked of the link that is right. */
  also?: { measure: string; isRight: (link: Link) => boolean };
}

/** A text with the links that are expected of it. */
export interface LabelledText {
  id: string;
  text: TextToLink;
  /** What it is linked to, where that is not the catalogue of its set. */
  catalogue?: Catalogue;
  labels: Label[];
  /** Places where nothing counts for or against. */
  neutral: Span[];
  /** Measures in which a link that fits no label is false. */
  falseIn: (link: Link) => string[];
  /** Where texts are counted, not links: a second false link adds nothing. */
  countsOnce?: boolean;
  /** Where works that are not in the catalogue are labelled as well: a link that names one is right or false as any other. */
  countsNotHeld?: boolean;
}

/** A set of labelled texts, and the catalogue that they are linked to. */
export interface LinkingSet {
  catalogue: Catalogue;
  texts: Iterable<LabelledText>;
  measures: string[];
}
