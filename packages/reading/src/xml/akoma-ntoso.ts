import type { Block, Span } from "@lectern/schema";
import { DocumentKind } from "@lectern/schema/kind";
import { type Content, plainContent } from "../formats/content.js";
import type { KindFound } from "../kind-found.js";
import type { NamedInSource, Turn, VerbatimRecord } from "../turns/verbatim-record.js";
import { BlockWriter } from "./block-writer.js";
import type { XmlElement } from "./parse-xml.js";
import { akomaNtosoReferences, type People } from "./people-list.js";
import { attributeOf, childrenOf, descendantsOf, findElement, refId, squeeze } from "./xml-tree.js";

const setOf = (names: string) => new Set(names.split(" "));

const DROPPED = setOf("meta toc noteRef eol eop img");
const SPEECHES = setOf("speech question answer");
/** Lines of their own. */
const BLOCKS = setOf(
  "p heading subheading narrative scene summary vote block longTitle listIntroduction listWrapUp li td th caption formula docStage authorialNote fillIn other from",
);
/** Words within a line that metadata repeat, or that name a speaker. */
const MARKED = setOf("docTitle shortTitle docProponent docDate docNumber docType legislature person role");
const DIVISIONS = setOf(
  "book tome title part subPart chapter subchapter section subsection article division debateSection container attachment rule",
);

/** An Akoma Ntoso document as text: debates with their speeches, acts, bills and judgments with their numbers and headings. */
export function readAkomaNtoso(root: XmlElement): Content {
  const walk = new AkomaNtosoWalk(root);
  for (const part of childrenOf(root)) walk.visit(part, 0);
  walk.close("paragraph", 0, null);
  const { builder } = walk.writer;
  const text = builder.text();
  return {
    ...plainContent(text, builder.blocks),
    title: titleOf(text, walk),
    publishedOn: dateAttribute(findElement(root, "publication"), "publication"),
    language: languageOf(root),
    kind: kindOf(root),
    record: walk.turns.length > 0 ? recordOf(root, walk) : null,
  };
}

/** Acts have a long title, which is a sentence, and a short one, by which they are cited. */
const LONGEST_TITLE = 200;
const LAWS = setOf("act bill portion amendment documentCollection amendmentList statement");

/** Acts and bills are what others cite. */
function kindOf(root: XmlElement): KindFound | null {
  const name = childrenOf(root)[0]?.name ?? "";
  return LAWS.has(name) ? { kind: DocumentKind.STUDY_TEXT, reason: `Akoma Ntoso: ${name}` } : null;
}

/** Words of the document that metadata repeat: where they are printed. */
type Marked = { span: Span; date: string | null };
/** Who speaks, as printed before a speech. */
type From = { span: Span; person: Span | null; role: Span | null };

class AkomaNtosoWalk {
  readonly writer = new BlockWriter();
  readonly turns: Turn[] = [];
  readonly marked = new Map<string, Marked>();
  private readonly people: People;
  private readonly roles: People;
  private isNumbered = false;
  private from: From | null = null;
  private person: Span | null = null;
  private role: Span | null = null;

  constructor(root: XmlElement) {
    ({ people: this.people, roles: this.roles } = akomaNtosoReferences(root));
  }

  visit(element: XmlElement, depth: number): void {
    const { name } = element;
    if (DROPPED.has(name)) return;
    if (SPEECHES.has(name)) this.speech(element, depth);
    else if (name === "num") this.num(element);
    else if (BLOCKS.has(name)) this.block(element, depth);
    else if (MARKED.has(name)) this.markedWords(element, depth);
    else this.children(element, depth + (DIVISIONS.has(name) ? 1 : 0));
  }

  private markedWords(element: XmlElement, depth: number): void {
    this.writer.mark(
      () => this.children(element, depth),
      (span) => this.remember(element, span),
    );
  }

  close(kind: Block["kind"], level: number, element: XmlElement | null): Span | null {
    const id = element && (attributeOf(element, "eId") ?? attributeOf(element, "id"));
    return this.writer.close(kind, level, id ? { element: id } : undefined);
  }

  private children(element: XmlElement, depth: number): void {
    for (const child of element.children) {
      if (typeof child === "string") this.writer.write(child);
      else this.visit(child, depth);
    }
  }

  /** A number stands before the heading, or the words, that it numbers. */
  private num(element: XmlElement): void {
    this.close("paragraph", 0, null);
    this.children(element, 0);
    this.writer.write(" ");
    this.isNumbered = true;
  }

  private block(element: XmlElement, depth: number): void {
    const { name } = element;
    // A number that waits for its words belongs to them.
    if (!this.isNumbered) this.close("paragraph", 0, null);
    this.isNumbered = false;
    this.person = null;
    this.role = null;
    this.children(element, depth);
    const isHeading = name === "heading" || name === "subheading";
    const span = this.close(isHeading ? "heading" : name === "li" ? "item" : "paragraph", isHeading ? Math.min(depth + 1, 6) : 0, element);
    if (span && name === "from") this.from = { span, person: this.person, role: this.role };
  }

  private remember(element: XmlElement, span: Span): void {
    if (element.name === "person") this.person ??= span;
    else if (element.name === "role") this.role ??= span;
    else if (!this.marked.has(element.name)) this.marked.set(element.name, { span, date: attributeOf(element, "date") });
  }

  private speech(element: XmlElement, depth: number): void {
    this.close("paragraph", 0, null);
    this.from = null;
    const { blocks } = this.writer.builder;
    const before = blocks.length;
    this.children(element, depth);
    this.close("paragraph", 0, element);
    // Whatever was assigned meanwhile: the compiler only sees the null above.
    const from = this.from as From | null;
    const first = blocks.slice(before).find((block) => block.span[0] !== from?.span[0]);
    const last = blocks.at(-1);
    if (first && last) this.turns.push({ ...this.speakerOf(element, from), words: [first.span[0], last.span[1]] });
  }

  private speakerOf(element: XmlElement, from: From | null): Omit<Turn, "words"> {
    const by = refId(attributeOf(element, "by") ?? "");
    const as = refId(attributeOf(element, "as") ?? "");
    const listed = this.people[by] ?? this.roles[by];
    const printed = from ? this.printedName(from) : null;
    // A reference to "any person" names nobody: what is printed does.
    const isListed = listed !== undefined && (printed === null || shareAWord(listed, printed.value));
    const speaker: NamedInSource = {
      value: isListed ? squeeze(listed) : (printed?.value ?? (listed ? squeeze(listed) : by || "unknown")),
      span: printed?.span ?? null,
      method: isListed ? `Akoma Ntoso: by ${by}, named by the references` : `Akoma Ntoso: from${by ? `, by ${by}` : ""}`,
    };
    const role = this.roles[as] ? { value: squeeze(this.roles[as]), span: null, method: `Akoma Ntoso: as ${as}` } : this.printedRole(from);
    return { speaker, role, isChair: isChair(role, speaker) };
  }

  private printedName({ span, person }: From): NamedInSource | null {
    const at = person ?? span;
    const words = this.writer.builder.slice(at);
    const kept = words.replace(/[\s:.\-–—]+$/u, "");
    return kept === "" ? null : { value: kept, span: [at[0], at[0] + kept.length], method: "" };
  }

  private printedRole(from: From | null): NamedInSource | null {
    if (!from?.role) return null;
    return { value: this.writer.builder.slice(from.role), span: from.role, method: "Akoma Ntoso: role" };
  }
}

function isChair(role: NamedInSource | null, speaker: NamedInSource): boolean {
  return /^(?:deputy |vice[- ]|madam |mr\.? )?(?:speaker|chair\p{L}*|president\p{L}*|presiding officer)\b/iu.test(
    role?.value ?? speaker.value,
  );
}

function shareAWord(one: string, other: string): boolean {
  const words = (name: string) => new Set(name.toLocaleLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const others = words(other);
  return [...words(one)].some((word) => others.has(word));
}

function recordOf(root: XmlElement, walk: AkomaNtosoWalk): VerbatimRecord {
  const printed = walk.marked.get("docDate");
  const work = dateAttribute(findElement(root, "FRBRdate"), "work");
  const body = walk.marked.get("docProponent") ?? walk.marked.get("legislature");
  return {
    format: "Akoma Ntoso",
    heldOn: printed?.date
      ? { value: printed.date, span: printed.span, method: "Akoma Ntoso: docDate" }
      : work && { value: work.value, span: null, method: work.method },
    body: body ? { value: walk.writer.builder.slice(body.span), span: body.span, method: "Akoma Ntoso: docProponent" } : null,
    place: null,
    turns: walk.turns,
  };
}

function titleOf(text: string, walk: AkomaNtosoWalk): Content["title"] {
  const [long, short] = [walk.marked.get("docTitle"), walk.marked.get("shortTitle")];
  const isTooLong = long !== undefined && long.span[1] - long.span[0] > LONGEST_TITLE;
  const marked = isTooLong ? (short ?? long) : (long ?? short);
  if (marked)
    return { value: text.slice(...marked.span), span: marked.span, method: `Akoma Ntoso: ${marked === short ? "shortTitle" : "docTitle"}` };
  const heading = walk.writer.builder.blocks.find((block) => block.kind === "heading");
  return heading ? { value: text.slice(...heading.span), span: heading.span, method: "heading" } : null;
}

function dateAttribute(element: XmlElement | null, what: string): { value: string; method: string } | null {
  const value = element && attributeOf(element, "date")?.slice(0, 10);
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) && value !== "0001-01-01" ? { value, method: `Akoma Ntoso: date of ${what}` } : null;
}

const ISO_639_2 = new Map(
  Object.entries({
    eng: "en",
    spa: "es",
    ita: "it",
    fra: "fr",
    fre: "fr",
    deu: "de",
    ger: "de",
    esp: "es",
    por: "pt",
    zho: "zh",
    chi: "zh",
  }),
);

function languageOf(root: XmlElement): string | null {
  for (const element of descendantsOf(root)) {
    const language = element.name === "FRBRlanguage" && attributeOf(element, "language");
    if (language) return ISO_639_2.get(language) ?? language;
  }
  return null;
}
