import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildCatalogue, type Catalogue } from "@lectern/linking";
import type { Link, LinkTarget } from "@lectern/schema";
import { readRows } from "./files.js";
import type { Label, LabelledText, LinkingSet, Span } from "./labelled-text.js";
import { halfOf, type OwnDocument, ownDocuments } from "./own/documents.js";
import { readBible, readCharter, readChinese, readFounding, type Works } from "./own/works.js";

/** One link that was read in a document: its words, and where they lead. */
export interface OwnLabel {
  start: number;
  end: number;
  /** A citation, or a quotation in quotation marks or without them. */
  kind: "citation" | "marked" | "unmarked";
  work: string;
  version?: string;
  /** The passages that are meant; missing where the work as a whole is. */
  locators?: string[];
  /** The work as a whole is as right: the text prints no place, and what it quotes beside tells it. */
  broad?: true;
  /** Passages that are as right, since they have the words alike. */
  or?: string[];
  fidelity?: string;
}

/** A document of the corpora whose links were read whole. */
interface OwnText {
  id: string;
  works: string;
  links: OwnLabel[];
  /** Places that may be links or not. */
  neutral?: Span[];
}

/** A made sentence that cites a law of several versions on a day. */
interface DatedText {
  text: string;
  date: string;
  work: string;
  version: string;
  locator: string;
}

const labels = (name: string): string => fileURLToPath(new URL(`../../labels/${name}`, import.meta.url));
const KINDS = ["citation", "marked", "unmarked", "fidelity"];

/**
 * Links read in real speeches, sermons and notices: addresses of presidents against the Constitution, the Declaration
 * and the Federalist, speeches before the United Nations against the Charter, Chinese notices against laws and the Four
 * Books, sermons against scripture; and sentences that cite versions of laws by their day. `folder` holds `corpora` and
 * `linking`. Every measure comes twice, for the halves that documents fall into by their ids.
 */
export function readOwn(folder: string): LinkingSet {
  const corpora = join(folder, "corpora");
  const catalogues: Record<string, Catalogue> = {
    founding: open(readFounding(corpora)),
    charter: open(readCharter()),
    chinese: open(readChinese(corpora)),
    bible: open(readBible(join(folder, "linking"))),
  };
  const documentOf = ownDocuments(folder);
  const texts = readRows<OwnText>(labels("links.jsonl")).map((text) =>
    labelOwn(documentOf(text.id), text, catalogues[text.works] as Catalogue),
  );
  const dated = readRows<DatedText>(labels("dated.jsonl")).map((text, i) => labelDated(text, i, catalogues.chinese as Catalogue));
  return {
    catalogue: catalogues.founding as Catalogue,
    texts: [...texts, ...dated],
    measures: [...KINDS.flatMap((kind) => [`${kind}, first`, `${kind}, second`]), "version by date"],
  };
}

function open({ works, passages, styles }: Works): Catalogue {
  return buildCatalogue(works, passages, styles);
}

function labelOwn({ text, date, language }: OwnDocument, { id, links, neutral }: OwnText, catalogue: Catalogue): LabelledText {
  const half = halfOf(id);
  return {
    id,
    catalogue,
    text: { text, date, language },
    labels: links.map((label) => labelOf(label, half)),
    neutral: neutral ?? [],
    falseIn: (link) => [`${kindOf(link, text)}, ${half}`],
  };
}

/** A link is right where it leads to a passage that is meant, or to the work as a whole where that is. */
export function labelOf({ start, end, kind, work, version, locators, broad, or, fidelity }: OwnLabel, half: string): Label {
  const places = [...(locators ?? []), ...(or ?? [])];
  const isRight = (target: LinkTarget): boolean =>
    target.work === work &&
    (version === undefined || target.version === version) &&
    (isPlace(target.locator, places) || (broad === true && target.locator === null));
  return {
    span: [start, end],
    measures: [`${kind}, ${half}`],
    expected: `${work} ${places.join(", ")}`,
    isRight: (targets) => targets.some(isRight),
    ...(fidelity === undefined ? {} : { also: { measure: `fidelity, ${half}`, isRight: (link: Link) => link.fidelity === fidelity } }),
  };
}

function isPlace(locator: string | null, places: string[]): boolean {
  return places.length === 0 ? locator === null : places.includes(locator ?? "");
}

function kindOf(link: Link, text: string): OwnLabel["kind"] {
  if (link.fidelity === null) return "citation";
  return isInMarks(link, text) ? "marked" : "unmarked";
}

/** Whether a quotation mark stands before a link. */
export function isInMarks({ start }: Pick<Link, "start">, text: string): boolean {
  return /["“‘']\s?$/.test(text.slice(Math.max(0, start - 2), start));
}

function labelDated({ text, date, work, version, locator }: DatedText, index: number, catalogue: Catalogue): LabelledText {
  return {
    id: `dated ${index + 1}`,
    catalogue,
    text: { text, date, language: "zh" },
    labels: [
      {
        span: null,
        measures: ["version by date"],
        expected: `${work} of ${version}, ${locator}`,
        isRight: (targets) => targets.some((target) => target.work === work && target.version === version && target.locator === locator),
      },
    ],
    neutral: [],
    falseIn: () => ["version by date"],
  };
}
