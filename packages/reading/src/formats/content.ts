import type { Block, BlockPlace, Span, TextEncoding } from "@lectern/schema";
import type { KindFound } from "../kind-found.js";
import type { VerbatimRecord } from "../turns/verbatim-record.js";

/** What a format's reader makes of one document: the plain text that all spans point into, and what its metadata says. */
export interface Content {
  text: string;
  blocks: Block[];
  /** Members of front matter. */
  frontMatter: Record<string, unknown>;
  /** `<meta>` of an HTML page, names in lower case. */
  meta: Record<string, string>;
  title: { value: string; span: Span | null; method: string } | null;
  publishedOn: { value: string; method: string } | null;
  url: { value: string; method: string } | null;
  language: string | null;
  /** Speeches that the format itself marks, with who gave them; null where it marks none. */
  record: VerbatimRecord | null;
  /** What the format itself says the document is; null where it says nothing. */
  kind: KindFound | null;
  encoding: TextEncoding | null;
}

export function plainContent(text: string, blocks: Block[]): Content {
  return {
    text,
    blocks,
    frontMatter: {},
    meta: {},
    title: null,
    publishedOn: null,
    url: null,
    language: null,
    record: null,
    kind: null,
    encoding: null,
  };
}

/** Collects blocks into one text and keeps their offsets. */
export class TextBuilder {
  readonly blocks: Block[] = [];
  private readonly parts: string[] = [];
  private size = 0;

  /** Adds a block, set off from the one before it; an empty one is passed over. */
  add(kind: Block["kind"], level: number, text: string, separator = "\n\n", place?: BlockPlace): Span | null {
    const trimmed = text.replace(/^[ \t\n]+/, "").trimEnd();
    if (trimmed === "") return null;
    if (this.size > 0) this.append(separator);
    const start = this.size;
    this.append(trimmed);
    const span: Span = [start, this.size];
    this.blocks.push(place ? { kind, level, span, place } : { kind, level, span });
    return span;
  }

  /** Words of the block that was added last, or of one before it. */
  slice([start, end]: Span): string {
    let to = this.size;
    const parts: string[] = [];
    for (let i = this.parts.length - 1; i >= 0 && to > start; i--) {
      const part = this.parts[i] as string;
      const from = to - part.length;
      if (from < end) parts.unshift(part.slice(Math.max(0, start - from), Math.max(0, end - from)));
      to = from;
    }
    return parts.join("");
  }

  text(): string {
    return this.parts.join("");
  }

  private append(text: string): void {
    this.parts.push(text);
    this.size += text.length;
  }
}
