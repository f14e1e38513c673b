export { readBom } from "./bom.js";
export { readDc, readParagraphs } from "./dc.js";
export { readRows, readScripture, readTable } from "./files.js";
export type { LabelledText, LinkingSet } from "./labelled-text.js";
export { readLawbench } from "./lawbench.js";
export { readSpurgeon } from "./spurgeon.js";
export { readZhClassics } from "./zh-classics.js";
