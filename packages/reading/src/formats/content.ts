import type { Block, Span } from "@lectern/schema";

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
}

export function plainContent(text: string, blocks: Block[]): Content {
  return { text, blocks, frontMatter: {}, meta: {}, title: null, publishedOn: null, url: null, language: null };
}

/** Collects blocks into one text and keeps their offsets. */
export class TextBuilder {
  readonly blocks: Block[] = [];
  private readonly parts: string[] = [];
  private size = 0;

  /** Adds a block, set off from the one before it; an empty one is passed over. */
  add(kind: Block["kind"], level: number, text: string, separator = "\n\n"): Span | null {
    const trimmed = text.replace(/^[ \t\n]+/, "").trimEnd();
    if (trimmed === "") return null;
    if (this.size > 0) this.append(separator);
    const start = this.size;
    this.append(trimmed);
    const span: Span = [start, this.size];
    this.blocks.push({ kind, level, span });
    return span;
  }

  text(): string {
    return this.parts.join("");
  }

  private append(text: string): void {
    this.parts.push(text);
    this.size += text.length;
  }
}
