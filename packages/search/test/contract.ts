import { describe } from "vitest";
import { changes } from "./contract-changes.js";
import { lists } from "./contract-lists.js";
import { marks } from "./contract-marks.js";
import { phrases } from "./contract-phrases.js";
import { queries } from "./contract-queries.js";
import { sizes } from "./contract-sizes.js";
import { truth } from "./contract-truth.js";
import type { OpenIndex } from "./open-index.js";

/** What every engine must do, on a real server. `open` gives an empty index that is nobody else's. */
export function searchContract(name: string, open: () => Promise<OpenIndex>): void {
  describe(`${name}: queries over a small archive`, () => queries(open));
  describe(`${name}: facets, filters, order and pages`, () => lists(open));
  describe(`${name}: snippets and marks`, () => marks(open));
  describe(`${name}: phrases against a scan of the texts`, () => phrases(open));
  describe(`${name}: what a hit holds`, () => truth(open));
  describe(`${name}: changes`, () => changes(open));
  describe(`${name}: sizes`, () => sizes(open));
}
