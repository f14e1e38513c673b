import { afterAll, beforeAll } from "vitest";
import type { SearchAnswer, SearchIndex, SearchRecord, SearchRequest } from "../src/index.js";
import { sourcesOf } from "./library.js";

/** An empty index that is nobody else's. */
export interface OpenIndex {
  index: SearchIndex;
  close(): Promise<void>;
}

export interface FilledIndex {
  search(request: SearchRequest): Promise<SearchAnswer>;
  suggest(prefix: string, limit: number): Promise<string[]>;
  searchIndex(): SearchIndex;
}

/** An index with these records, open for the tests of one block. */
export function filledWith(open: () => Promise<OpenIndex>, records: SearchRecord[]): FilledIndex {
  let opened: OpenIndex;
  beforeAll(async () => {
    opened = await open();
    await opened.index.put(sourcesOf(records));
  });
  afterAll(async () => await opened?.close());
  return {
    search: (asked) => opened.index.search(asked),
    suggest: (prefix, limit) => opened.index.suggest(prefix, limit),
    searchIndex: () => opened.index,
  };
}
