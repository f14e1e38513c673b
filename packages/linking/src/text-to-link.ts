import type { Draft } from "@lectern/schema";

/** A text whose citations and quotations are wanted. */
export interface TextToLink {
  text: string;
  /** ISO day on which the text was spoken or published; it chooses among versions of a work. */
  date?: string | null;
  language?: string;
  /** Works that reading saw cited; they decide what goes on the list of wanted works. */
  citedWorks?: Draft["citedWorks"];
}
