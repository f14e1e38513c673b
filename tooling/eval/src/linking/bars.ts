/** The least that a measure has to reach; `falseShare` is the most of all texts that may have a false link. */
export interface Bar {
  precision?: number;
  recall?: number;
  f1?: number;
  falseShare?: number;
}

/** By set and measure. Measures that are not here have no bar. */
export const bars: Record<string, Record<string, Bar>> = {
  dc: { "code-and-law": { f1: 0.985 }, all: { f1: 0.95 } },
  spurgeon: { citation: { recall: 1 }, quotation: { recall: 0.985 }, marked: { precision: 0.97, recall: 0.98 } },
  bom: { verse: { recall: 0.995 }, negative: { falseShare: 0 } },
  lawbench: { citation: { f1: 0.97 } },
  "zh-classics": { all: { precision: 0.95, recall: 0.95 } },
  negative: { paragraphs: { falseShare: 0.0005 } },
};
