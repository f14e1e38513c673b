import type { Block, BlockPlace, Span } from "@lectern/schema";
import { TextBuilder } from "../formats/content.js";
import { squeeze } from "./xml-tree.js";

/** Gathers running words into blocks of one text, and remembers where inside a block a piece of it stands. */
export class BlockWriter {
  readonly builder = new TextBuilder();
  private words = "";
  private readonly marks: { at: number; end: number; done: (span: Span) => void }[] = [];

  /** Adds words to the block under way; runs of space become one. */
  write(words: string): void {
    const squeezed = words.replace(/[ \t\n\r\u00a0]+/g, " ");
    this.words += this.words === "" || this.words.endsWith(" ") ? squeezed.trimStart() : squeezed;
  }

  /** Runs `work`, which writes words, and tells their span once their block is closed; not where they are none. */
  mark(work: () => void, done: (span: Span) => void): void {
    const at = this.words.length;
    work();
    this.marks.push({ at, end: this.words.length, done });
  }

  /** Closes the block under way; null where it has no words. */
  close(kind: Block["kind"], level: number, place?: BlockPlace, separator = "\n\n"): Span | null {
    const words = squeeze(this.words);
    const span = this.builder.add(kind, level, words, separator, place);
    if (span) for (const { at, end, done } of this.marks) tellSpan(words, span[0], at, end, done);
    this.words = "";
    this.marks.length = 0;
    return span;
  }
}

function tellSpan(words: string, offset: number, at: number, end: number, done: (span: Span) => void): void {
  const piece = words.slice(at, end);
  const start = at + (piece.length - piece.trimStart().length);
  const stop = start + piece.trim().length;
  if (stop > start) done([offset + start, offset + stop]);
}
