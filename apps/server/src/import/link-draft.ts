import { findCitations, linkText, type TextToLink } from "@lectern/linking";
import { DocumentKind, type Draft, type Link } from "@lectern/schema";
import type { ArchiveCatalogue } from "../linking/catalogue-keeper.js";
import { nameGenericWorks } from "../linking/generic-works.js";
import type { HowToLink } from "../linking/messages.js";
import { outsideHeadings } from "../linking/own-headings.js";

/** Citations and quotations of a draft. */
export function linkDraft(draft: Draft, { catalogue }: ArchiveCatalogue): Link[] {
  const { text, how } = toLink({ ...draft, publishedOn: dayOf(draft) });
  const headings = (draft.studyText?.sections ?? []).flatMap(({ printed }) => printed ?? []);
  return toStore(how === "citations alone" ? findCitations(text, catalogue) : linkText(text, catalogue), draft.text, headings);
}

/** The day on which a text was said or published, which tells what it can cite: the one that linking again takes from the archive. */
function dayOf({ meeting, speeches, publishedOn }: Draft): string | null {
  return meeting?.heldOn?.date ?? speeches[0]?.givenOn?.date ?? publishedOn?.value ?? null;
}

/** Links of a text of the archive as they are stored. `headings` are those of a study text, as printed. */
export function toStore(links: Link[], text: string, headings: readonly string[]): Link[] {
  return nameGenericWorks(outsideHeadings(links, text, headings));
}

interface LinkableText {
  kind: DocumentKind;
  text: string;
  publishedOn: string | null;
  language: string;
  citedWorks?: Draft["citedWorks"];
}

/** A text of the archive as linking takes it. */
export function toLink(source: LinkableText): { text: TextToLink; how: HowToLink } {
  const { publishedOn: date, language, citedWorks } = source;
  return {
    text: { text: source.text, date, language, ...(citedWorks && { citedWorks }) },
    how: source.kind === DocumentKind.STUDY_TEXT ? "citations alone" : "citations and quotations",
  };
}
