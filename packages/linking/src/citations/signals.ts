import { englishNumeralWords } from "@lectern/text";
import { WordTrait } from "../scan-words.js";
import { readWords, type Words } from "../words.js";

/** What a word may be a part of. Most words of a text are nothing, and no grammar looks at them. */
export const Signal = {
  /** Names a level: volume, 第. */
  LEVEL: 1,
  /** Begins an ordinal (fourth, twenty, 21st), or stands behind a section mark. */
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
  /** Begins a title, or may be one in the genitive. */
  TITLE: 128,
} as const;

/** The signals of a text, by its words, and all of them together. */
export interface Signals {
  kinds: Uint8Array;
  union: number;
  /** The words that are signals, in order; `count` of them, the array may be longer. */
  hot: Uint32Array;
  count: number;
}

/** Arrays that the signals of no text are in. Those of long texts are not kept. */
const rooms: Pick<Signals, "kinds" | "hot">[] = [];
const MOST_ROOM = 1 << 16;

/** What the scan of a word saw of it makes it a signal as well. */
const signalOfTrait = new Uint8Array(8);
for (let traits = 0; traits < signalOfTrait.length; traits++) {
  const isOrdinal = (traits & (WordTrait.DIGITS_AND_LETTERS | WordTrait.SECTION_MARK)) !== 0;
  signalOfTrait[traits] = (isOrdinal ? Signal.ORDINAL : 0) | (traits & WordTrait.APOSTROPHE ? Signal.TITLE : 0);
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
    if (id !== undefined) this.addId(id, kind);
  }

  addId(id: number, kind: number): void {
    this.kinds[slotOf(id)] = (this.kinds[slotOf(id)] as number) | kind;
  }

  /** What `use` makes of the signals among words. They are lent: when it is done, their arrays take others. */
  with<T>({ ids, count, traits }: Words, use: (signals: Signals) => T): T {
    const lent = rooms.pop() ?? { kinds: new Uint8Array(1 << 10), hot: new Uint32Array(1 << 10) };
    const room = lent.kinds.length >= count ? lent : { kinds: new Uint8Array(count * 2), hot: new Uint32Array(count * 2) };
    const { kinds, hot } = room;
    let union = 0;
    let found = 0;
    for (let word = 0; word < count; word++) {
      const kind = (this.kinds[slotOf(ids[word] as number)] as number) | (signalOfTrait[traits[word] as number] as number);
      kinds[word] = kind;
      if (kind === 0) continue;
      hot[found++] = word;
      union |= kind;
    }
    try {
      return use({ kinds, union, hot, count: found });
    } finally {
      rooms.push(room.kinds.length <= MOST_ROOM ? room : lent);
    }
  }
}

function slotOf(id: number): number {
  return (id >>> 1) & (SLOTS - 1);
}
