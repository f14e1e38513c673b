import { englishNumeralWords } from "@lectern/text";
import { readWords, type Words } from "../words.js";

/** What a word may be a part of. Most words of a text are nothing, and no grammar looks at them. */
export const Signal = {
  /** Names a level: volume, 第. */
  LEVEL: 1,
  /** Begins an ordinal: fourth, twenty, 21st. */
  ORDINAL: 2,
  /** Names a level that goes on with a work named before: "its second chapter". */
  CONTEXT: 4,
  /** Names a division of a work that is cited without its title. */
  DIVISION: 8,
  /** Stands before a locator that cites a work without its title: "section". */
  ALONE: 16,
  /** Begins the name of a series: "Resolution" of Resolution 61/105. */
  SERIES: 32,
  /** Goes back to a work named before: ibid, "that Act", 该法. */
  BACK: 64,
} as const;

/** The signals of a text, by its words, and all of them together. */
export interface Signals {
  kinds: Uint8Array;
  union: number;
}

const SLOTS = 1 << 16;

/** Which words are signals, by their ids; now and then another word shares a slot, and is looked at in vain. */
export class SignalTable {
  private readonly kinds = new Uint8Array(SLOTS);

  constructor() {
    for (const word of englishNumeralWords) this.add(word, Signal.ORDINAL);
  }

  /** Marks the first word of `text`; what has no word (a "§") is none. */
  add(text: string, kind: number): void {
    const [id] = readWords(text).ids;
    if (id !== undefined) this.kinds[slotOf(id)] = (this.kinds[slotOf(id)] as number) | kind;
  }

  /** The signals among words. */
  of({ ids, count, folded, starts }: Words): Signals {
    const kinds = new Uint8Array(count);
    let union = 0;
    for (let word = 0; word < count; word++) {
      const kind =
        (this.kinds[slotOf(ids[word] as number)] as number) | (startsWithDigit(folded.text, starts[word] as number) ? Signal.ORDINAL : 0);
      kinds[word] = kind;
      union |= kind;
    }
    return { kinds, union };
  }
}

function slotOf(id: number): number {
  return (id >>> 1) & (SLOTS - 1);
}

function startsWithDigit(folded: string, at: number): boolean {
  const unit = folded.charCodeAt(at);
  return unit >= 48 && unit <= 57;
}
