import { availableParallelism } from "node:os";
import type { TextToLink } from "@lectern/linking";
import type { CatalogueKeeper } from "./catalogue-keeper.js";
import type { HowToLink } from "./messages.js";
import { type LinkedText, TextLinker } from "./text-linker.js";

/** More threads than this would only wait for the database. */
const MOST_THREADS = 8;

/** Links texts in several threads at once, which share the memory of the passages; each is started when it is first needed. */
export class TextLinkers {
  private readonly idle: TextLinker[];
  private readonly all: TextLinker[];

  /** One processor is left to whoever reads, stores and answers. */
  constructor(
    catalogue: CatalogueKeeper,
    readonly threads = Math.min(Math.max(availableParallelism() - 1, 1), MOST_THREADS),
  ) {
    this.all = Array.from({ length: threads }, () => new TextLinker(catalogue));
    this.idle = [...this.all];
  }

  /** As `TextLinker.link`; `threads` texts are linked at once, and of more some thread does one after the other. */
  async link(text: TextToLink, options: { how?: HowToLink; milliseconds: number }): Promise<LinkedText> {
    const free = this.idle.pop();
    if (free === undefined) return (this.all[0] as TextLinker).link(text, options);
    try {
      return await free.link(text, options);
    } finally {
      this.idle.push(free);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((linker) => linker.close()));
  }
}
