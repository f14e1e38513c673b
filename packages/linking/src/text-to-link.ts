import type { Draft } from "@lectern/schema";

/** A text whose citations and quotations are wanted. */
export interface TextToLink {
  text: string;
  /** ISO day on which the text was spoken or published; it chooses among versions of a work. */
  date?: string | null;
  language?: string;
  /** Where the text itself stands, if it is a passage of a held work: what "this chapter" is in. */
  at?: { work: string; locator: string; version?: string };
  /** Works that reading saw cited; they decide what goes on the list of wanted works. */
  citedWorks?: Draft["citedWorks"];
}
