import { accuracy } from "./zh/accuracy.js";
import { compare } from "./zh/compare.js";
import { labels } from "./zh/labels.js";
import { pages } from "./zh/pages.js";
import { queue } from "./zh/queue.js";
import { records } from "./zh/records.js";
import { search } from "./zh/search.js";

/** What the page says in Chinese, by its English words. */
export const zh = { ...labels, ...search, ...records, ...pages, ...accuracy, ...compare, ...queue } as const;

export { explainInChinese } from "./zh/explained.js";

/** Every message of the page, and its words in another language. */
export type Messages = Readonly<Record<keyof typeof zh, string>>;
