import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { codePageOf, encodingOfCharset, fontCharsets, headingStyleNumbers } from "./rtf-tables.js";

/** Groups whose words are no part of the text. */
const DROPPED = new Set(
  "fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable revtbl rsidtbl generator xmlnstbl header headerl headerr headerf footer footerl footerr footerf fldinst bkmkstart bkmkend annotation atnid atnauthor atntime atnref nonshppict shpinst filetbl pntext mmathPr wgrffmtfilter docvar template".split(
    " ",
  ),
);
const SYMBOLS: Record<string, string> = {
  line: "\n",
  tab: "\t",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  emspace: "\u2003",
  enspace: "\u2002",
  "~": "\u00a0",
  _: "-",
};
/** A control word with its number, a control symbol, a byte in hexadecimal, a brace, or plain characters. */
const TOKEN = /\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|\r?\n|([^a-zA-Z]))|([{}])|([^\\{}\r\n]+)|[\r\n]+/g;

interface Group {
  isDropped: boolean;
  isHidden: boolean;
  /** Characters that stand for those which a reader without Unicode shows. */
  skip: number;
  encoding: string;
}

/** The text of a Rich Text document (.rtf): paragraphs, headings, tables and notes. Objects and fields are not opened. */
export function readRtf(bytes: Uint8Array): Content {
  const source = new TextDecoder("latin1").decode(bytes).replace(/\\bin(\d{1,9}) ?/g, "\\bin$1 ");
  const reader = new RtfReader(source);
  reader.read();
  const { builder } = reader;
  const content = plainContent(builder.text(), builder.blocks);
  const heading = builder.blocks.slice(0, 5).find((block) => block.kind === "heading");
  return {
    ...content,
    title: heading ? { value: content.text.slice(...heading.span), span: heading.span, method: "heading at the head" } : null,
  };
}

class RtfReader {
  readonly builder = new TextBuilder();
  private readonly groups: Group[] = [];
  private group: Group;
  private readonly charsets: Map<number, number>;
  private readonly headings: Map<number, number>;
  private pending: number[] = [];
  private words: string[] = [];
  private cells: string[] = [];
  private toSkip = 0;
  private level = 0;
  private isItem = false;
  private isCell = false;
  private paragraphs = 0;

  constructor(private readonly source: string) {
    this.charsets = fontCharsets(source);
    this.headings = headingStyleNumbers(source);
    this.group = { isDropped: false, isHidden: false, skip: 1, encoding: codePageOf(source) };
  }

  read(): void {
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(this.source); match; match = TOKEN.exec(this.source)) {
      const [, word, number, hex, symbol, brace, characters] = match;
      if (hex !== undefined) this.byte(Number.parseInt(hex, 16));
      else if (characters !== undefined) this.characters(characters);
      else {
        if (word !== "u") this.flushBytes();
        if (brace === "{") this.openGroup();
        else if (brace === "}") this.closeGroup();
        else if (symbol !== undefined) this.symbol(symbol);
        else if (word === "bin") TOKEN.lastIndex += Math.max(0, Number(number ?? 0));
        else if (word !== undefined) this.control(word, number === undefined ? null : Number(number));
      }
    }
    this.flushBytes();
    this.endParagraph();
  }

  private openGroup(): void {
    this.groups.push(this.group);
    this.group = { ...this.group };
    this.toSkip = 0;
  }

  private closeGroup(): void {
    this.group = this.groups.pop() ?? this.group;
    this.toSkip = 0;
  }

  private symbol(symbol: string): void {
    // What a reader need not understand, and Lectern does not.
    if (symbol === "*") {
      const next = /\\([a-zA-Z]+)/y;
      next.lastIndex = TOKEN.lastIndex;
      if (!/^(?:shppict|footnote|ud|upr)$/.test(next.exec(this.source)?.[1] ?? "")) this.group.isDropped = true;
    } else if (symbol === "\\" || symbol === "{" || symbol === "}") this.add(symbol);
    else if (SYMBOLS[symbol] !== undefined) this.add(SYMBOLS[symbol]);
  }

  private control(word: string, number: number | null): void {
    if (DROPPED.has(word)) this.group.isDropped = true;
    else if (word === "u") this.unicode(number ?? 0);
    else if (word === "uc") this.group.skip = Math.max(0, number ?? 1);
    else if (word === "f") this.group.encoding = encodingOfCharset(this.charsets.get(number ?? 0)) ?? codePageOf(this.source);
    else if (word === "v" || word === "deleted") this.group.isHidden = number !== 0;
    else if (word === "plain") this.group.isHidden = false;
    else if (word === "par" || word === "sect" || word === "page") this.endParagraph();
    else if (word === "cell" || word === "nestcell") this.endCell();
    else if (word === "row" || word === "nestrow") this.endRow();
    else if (word === "pard") this.resetParagraph();
    else if (word === "intbl") this.isCell = true;
    else if (word === "s") this.level = this.headings.get(number ?? -1) ?? 0;
    else if (word === "outlinelevel") this.level = number !== null && number < 6 ? number + 1 : 0;
    else if (word === "ls" || word === "ilvl" || word === "pnlvlblt") this.isItem = true;
    else if (SYMBOLS[word] !== undefined) this.add(SYMBOLS[word]);
  }

  private unicode(number: number): void {
    this.flushBytes();
    this.add(String.fromCharCode(number < 0 ? number + 65_536 : number));
    this.toSkip = this.group.skip;
  }

  private characters(characters: string): void {
    const kept = characters.slice(Math.min(this.toSkip, characters.length));
    this.toSkip = Math.max(0, this.toSkip - characters.length);
    // Bytes that stand there as such are of the code page as well.
    for (let i = 0; i < kept.length; i++) this.pending.push(kept.charCodeAt(i));
  }

  private byte(value: number): void {
    if (this.toSkip > 0) this.toSkip--;
    else this.pending.push(value);
  }

  /** Characters of several bytes come as one code for each byte. */
  private flushBytes(): void {
    if (this.pending.length === 0) return;
    const bytes = Uint8Array.from(this.pending);
    this.pending = [];
    this.add(new TextDecoder(this.group.encoding).decode(bytes));
  }

  private add(words: string): void {
    if (!this.group.isDropped && !this.group.isHidden) this.words.push(words);
  }

  private takeWords(): string {
    const words = this.words.join("");
    this.words = [];
    return words;
  }

  private resetParagraph(): void {
    this.level = 0;
    this.isItem = false;
    this.isCell = false;
  }

  private endParagraph(): void {
    if (this.isCell) return void this.words.push("\n");
    const kind = this.level > 0 ? "heading" : this.isItem ? "item" : "paragraph";
    this.builder.add(kind, this.level, this.takeWords(), kind === "item" ? "\n" : "\n\n", { row: ++this.paragraphs });
  }

  private endCell(): void {
    this.cells.push(this.takeWords());
  }

  private endRow(): void {
    let separator = "\n";
    for (const cell of this.cells) if (this.builder.add("cell", 0, cell.trim(), separator, { row: ++this.paragraphs })) separator = "\t";
    this.cells = [];
  }
}
