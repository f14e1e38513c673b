import type { Locator } from "@lectern/schema";
import type { CataloguePassage } from "./kinds.js";
import { joinTexts, type PackedTexts, shared, TextPacker, unpack, widened } from "./packed-texts.js";

/** Passages as plain memory: what threads can share without a copy. */
export interface PassageData {
  texts: PackedTexts;
  locators: PackedTexts;
  /** Keys and levels, "" where a passage has none. */
  keys: PackedTexts;
  levels: PackedTexts;
  /** Index of the work of each passage. */
  works: Uint32Array;
}

/** All passages of a catalogue by their index: in the order of their works, neighbours in the text side by side. */
export class PassageStore {
  constructor(readonly data: PassageData) {}

  get length(): number {
    return this.data.works.length;
  }

  text(passage: number): string {
    return unpack(this.data.texts, passage);
  }

  locator(passage: number): string {
    return unpack(this.data.locators, passage);
  }

  /** The caller's own id of the passage. */
  key(passage: number): string | undefined {
    return unpack(this.data.keys, passage) || undefined;
  }

  /** The locator taken apart, where the caller has done so. */
  levels(passage: number): Locator | null {
    const json = unpack(this.data.levels, passage);
    return json === "" ? null : (JSON.parse(json) as Locator);
  }

  /** Index of the passage's work. */
  work(passage: number): number {
    return this.data.works[passage] as number;
  }
}

/** Takes passages one by one, so that their number does not show in memory beyond their words. */
export class PassagePacker {
  private readonly texts = new TextPacker();
  private readonly locators = new TextPacker();
  private readonly keys = new TextPacker();
  private readonly levels = new TextPacker();
  private works = new Uint32Array(1 << 10);
  private count = 0;

  add(passage: CataloguePassage, work: number): void {
    this.texts.add(passage.text);
    this.locators.add(passage.locator);
    this.keys.add(passage.passage ?? "");
    this.levels.add(passage.levels === undefined ? "" : JSON.stringify(passage.levels));
    if (this.count === this.works.length) this.works = widened(this.works, this.count * 2);
    this.works[this.count++] = work;
  }

  finish(): PassageData {
    return {
      texts: this.texts.finish(),
      locators: this.locators.finish(),
      keys: this.keys.finish(),
      levels: this.levels.finish(),
      works: shared(this.works.subarray(0, this.count)),
    };
  }
}

/** Passages of several stores one behind the other; `worksBefore[i]` is how many works stand before those of part i. */
export function joinPassages(parts: PassageData[], worksBefore: number[]): PassageData {
  const counts = parts.map(({ works }) => works.length);
  const works = new Uint32Array(new SharedArrayBuffer(4 * counts.reduce((sum, count) => sum + count, 0)));
  let at = 0;
  parts.forEach((part, index) => {
    for (const work of part.works) works[at++] = work + (worksBefore[index] as number);
  });
  return {
    texts: joinTexts(
      parts.map(({ texts }) => texts),
      counts,
    ),
    locators: joinTexts(
      parts.map(({ locators }) => locators),
      counts,
    ),
    keys: joinTexts(
      parts.map(({ keys }) => keys),
      counts,
    ),
    levels: joinTexts(
      parts.map(({ levels }) => levels),
      counts,
    ),
    works,
  };
}
