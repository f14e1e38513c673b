/** Text nodes of an element, laid end to end, so that words are found across them. */
export class SearchedText {
  private readonly nodes: { node: Text; start: number }[] = [];
  private readonly text: string;

  constructor(element: HTMLElement) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "";
    let block: Element | null = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const own = node.parentElement?.closest("p, li, blockquote") ?? null;
      // Words of two paragraphs are no neighbours.
      if (block !== null && own !== block) text += "\n";
      block = own;
      this.nodes.push({ node: node as Text, start: text.length });
      text += node.textContent ?? "";
    }
    this.text = foldLetters(text);
  }

  /** Every place of some words, capitals and shapes of quotation marks aside. */
  find(words: string): Range[] {
    const wanted = foldLetters(words.trim());
    const found: Range[] = [];
    if (wanted === "") return found;
    for (let at = this.text.indexOf(wanted); at >= 0; at = this.text.indexOf(wanted, at + wanted.length)) {
      found.push(this.rangeOf(at, at + wanted.length));
    }
    return found;
  }

  private rangeOf(start: number, end: number): Range {
    const range = document.createRange();
    const first = this.nodeAt(start);
    const last = this.nodeAt(end - 1);
    range.setStart(first.node, start - first.start);
    range.setEnd(last.node, end - last.start);
    return range;
  }

  /** By halving: a book has tens of thousands of text nodes. */
  private nodeAt(offset: number): { node: Text; start: number } {
    let [low, high] = [0, this.nodes.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.nodes[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const found = this.nodes[low];
    if (found === undefined) throw new Error(`the text has no offset ${offset}`);
    return found;
  }
}

/** Letter for letter, so that offsets stay: each folded sign has as many code units as before. */
export function foldLetters(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/\s/g, " ")
    .replace(/\p{Lu}/gu, (letter) => {
      const lower = letter.toLowerCase();
      return lower.length === letter.length ? lower : letter;
    });
}
