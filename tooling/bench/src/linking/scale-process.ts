import { benchScale } from "./scale.js";

/** A process of its own for each number of passages, so that its memory is that of nothing else. */
const [sets = "", texts = "", passages = "0"] = process.argv.slice(2);
await benchScale(sets, texts === "" ? null : texts, Number(passages));
