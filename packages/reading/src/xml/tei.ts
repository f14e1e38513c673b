import type { Block } from "@lectern/schema";
import { type Content, plainContent } from "../formats/content.js";
import type { NamedInSource, Turn, VerbatimRecord } from "../turns/verbatim-record.js";
import { BlockWriter } from "./block-writer.js";
import type { XmlElement } from "./parse-xml.js";
import { type People, teiPeople } from "./people-list.js";
import { attributeOf, childrenOf, descendantsOf, elementAt, findElement, refId, wordsOf } from "./xml-tree.js";

const setOf = (names: string) => new Set(names.split(" "));

/** Never words of the text: metadata, what editors left out, pointers, lists of persons. */
const DROPPED = setOf("teiHeader gap pb lb cb milestone graphic listPerson listOrg standOff fw");
/** What happened while somebody spoke; a block of its own, within the speech. */
const ASIDES = setOf("note kinesic vocal incident stage writing shift");
const BLOCKS = setOf(
  "p seg ab l lg item head speaker byline dateline opener closer salute signed trailer label docTitle titlePart cell quote q argument",
);
const MAX_HEADING = 6;

/**
 * A TEI document as text: its sittings (ParlaMint `u`), plays (`sp`) and prose. Speeches keep who gave them by their
 * references, resolved by the persons that the document or `people` lists.
 */
export function readTei(root: XmlElement, people: People): Content {
  const walk = new TeiWalk({ ...people, ...teiPeople(root) });
  const text = findElement(root, "text");
  if (text) walk.visit(text, 0);
  walk.close("paragraph", 0, null);
  const { builder } = walk.writer;
  const header = elementAt(root, "teiHeader");
  return {
    ...plainContent(builder.text(), builder.blocks),
    title: titleOf(header, walk.turns.length > 0, languageOf(root)),
    publishedOn: dateOf(header, "sourceDesc"),
    language: languageOf(root),
    record: walk.turns.length > 0 ? recordOf(header, walk.turns) : null,
  };
}

/** Walks the text; recursion is bounded by the depth that parsing allows. */
class TeiWalk {
  readonly writer = new BlockWriter();
  readonly turns: Turn[] = [];
  /** The last printed name of a speaker, and by whom it was spoken under. */
  private printed: NamedInSource | null = null;
  private readonly printedBy = new Map<string, NamedInSource>();

  constructor(private readonly people: People) {}

  visit(element: XmlElement, depth: number): void {
    const { name } = element;
    if (DROPPED.has(name)) return;
    if (name === "u" || name === "sp") this.speech(element, depth);
    else if (ASIDES.has(name)) this.aside(element, depth);
    else if (BLOCKS.has(name)) this.block(element, depth);
    else this.children(element, depth + (name === "div" ? 1 : 0));
  }

  close(kind: Block["kind"], level: number, element: XmlElement | null): [number, number] | null {
    const id = element && attributeOf(element, "id");
    return this.writer.close(kind, level, id ? { element: id } : undefined, kind === "item" ? "\n" : "\n\n");
  }

  private children(element: XmlElement, depth: number): void {
    for (const child of element.children) {
      if (typeof child === "string") this.writer.write(child);
      else this.visit(child, depth);
    }
  }

  private block(element: XmlElement, depth: number): void {
    this.close("paragraph", 0, null);
    this.children(element, depth);
    const { name } = element;
    const span = this.close(kindOf(name), name === "head" ? Math.min(Math.max(depth, 1), MAX_HEADING) : 0, element);
    if (span && name === "speaker") this.printed = { value: "", span, method: "TEI: speaker" };
  }

  private aside(element: XmlElement, depth: number): void {
    this.close("paragraph", 0, null);
    // Of descriptions in several languages the first is the record's own.
    const described = childrenOf(element, "desc");
    if (described.length > 1) this.children(described[0] as XmlElement, depth);
    else this.children(element, depth);
    const span = this.close("paragraph", 0, element);
    if (span && attributeOf(element, "type") === "speaker") this.printed = { value: "", span, method: "TEI: note of type speaker" };
  }

  private speech(element: XmlElement, depth: number): void {
    this.close("paragraph", 0, null);
    const blocks = this.writer.builder.blocks;
    const before = blocks.length;
    this.children(element, depth);
    this.close("paragraph", 0, element);
    const first = blocks.slice(before).find((block) => block.span[0] !== this.printed?.span?.[0]);
    const last = blocks.at(-1);
    if (first && last) this.turns.push({ ...this.speakerOf(element), words: [first.span[0], last.span[1]] });
    this.printed = null;
  }

  private speakerOf(element: XmlElement): Omit<Turn, "words"> {
    const id = refId(attributeOf(element, "who")?.split(/\s+/)[0] ?? "");
    const printed = this.printed ?? this.printedBy.get(id) ?? null;
    if (printed && id !== "") this.printedBy.set(id, printed);
    const roles = (attributeOf(element, "ana") ?? "").split(/\s+/).filter(Boolean).map(refId);
    const role = roles[0] ?? null;
    return {
      speaker: {
        value: this.people[id] ?? this.wordsAt(printed) ?? (id || "unknown"),
        // A name printed above an earlier speech is no evidence for this one.
        span: this.printed?.span ?? null,
        method: [printed?.method ?? "TEI: who", this.people[id] ? `named by the list of persons as ${id}` : id && `who ${id}`]
          .filter(Boolean)
          .join(", "),
      },
      role: role === null ? null : { value: role, span: null, method: "TEI: ana of the speech" },
      isChair: roles.some((one) => /^chair/.test(one)),
    };
  }

  private wordsAt(printed: NamedInSource | null): string | null {
    if (!printed?.span) return null;
    const words = this.writer.builder.slice(printed.span);
    return words.replace(/[\s:.\-–—]+$/u, "") || null;
  }
}

function kindOf(name: string): Block["kind"] {
  if (name === "head") return "heading";
  if (name === "item") return "item";
  return name === "quote" ? "quote" : "paragraph";
}

function recordOf(header: XmlElement | null, turns: Turn[]): VerbatimRecord {
  const setting = header && findElement(header, "setting");
  const held = setting && dateIn(setting);
  const heldOn = held ?? dateOf(header, "sourceDesc")?.value ?? null;
  const city = setting && childrenOf(setting, "name").find((name) => attributeOf(name, "type") === "city");
  return {
    format: "TEI",
    heldOn: heldOn === null ? null : { value: heldOn, span: null, method: held ? "TEI: date of the setting" : "TEI: date of the source" },
    body: null,
    place: city ? { value: wordsOf(city), span: null, method: "TEI: setting" } : null,
    turns,
  };
}

/** The title of a sitting is its sub-title: the main one is that of the corpus. */
function titleOf(header: XmlElement | null, isSitting: boolean, language: string | null): Content["title"] {
  const titles = header ? childrenOf(elementAt(header, "fileDesc", "titleStmt") ?? header, "title") : [];
  const own = titles.filter((title) => (attributeOf(title, "lang") ?? language) === language);
  const ofType = (type: string) => (own.length > 0 ? own : titles).find((title) => attributeOf(title, "type") === type);
  const title = (isSitting && ofType("sub")) || ofType("main") || own[0] || titles[0];
  const words = title ? wordsOf(title) : "";
  return words ? { value: words, span: null, method: "TEI: title" } : null;
}

function dateOf(header: XmlElement | null, part: string): { value: string; method: string } | null {
  const place = header && findElement(header, part);
  const value = place && dateIn(place);
  return value ? { value, method: `TEI: date of ${part}` } : null;
}

function dateIn(element: XmlElement): string | null {
  for (const one of descendantsOf(element)) {
    const when = one.name === "date" && attributeOf(one, "when");
    if (when && /^\d{4}(?:-\d{2}){0,2}$/.test(when)) return when;
  }
  return null;
}

function languageOf(root: XmlElement): string | null {
  return attributeOf(root, "lang");
}
