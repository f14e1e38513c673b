import { buildCatalogue } from "@lectern/linking";
import { type Paragraph, readParagraphs } from "./dc.js";
import { readScripture } from "./files.js";
import type { LabelledText, LinkingSet } from "./labelled-text.js";

/** Paragraphs of law against scripture: every link is false. */
export function readNegative(folder: string): LinkingSet {
  return {
    catalogue: buildCatalogue([{ work: "Bible", title: "Holy Bible", aliases: [] }], readScripture(folder)),
    texts: readParagraphs(folder).map(labelUnrelated),
    measures: ["paragraphs"],
  };
}

/** A text without any expected link. */
export function labelUnrelated({ id, text }: Pick<Paragraph, "id" | "text">): LabelledText {
  return {
    id,
    text: { text, language: "en" },
    labels: [],
    neutral: [],
    falseIn: ({ work }) => (work === "Bible" ? ["paragraphs"] : []),
    countsOnce: true,
  };
}
