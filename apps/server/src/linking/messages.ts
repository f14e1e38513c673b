import type { CatalogueData, TextToLink } from "@lectern/linking";
import type { Link } from "@lectern/schema";

/** What the linking thread is told. Every message is answered once, in the order in which they came. */
export type ToThread = { kind: "catalogue"; data: CatalogueData; line: number } | { kind: "link"; text: TextToLink; how: HowToLink };

/** Of a study text only what it cites by name: its own verses would be found in every other edition, and in itself. */
export type HowToLink = "citations and quotations" | "citations alone";

export type FromThread = { links: Link[] } | { fault: string };
