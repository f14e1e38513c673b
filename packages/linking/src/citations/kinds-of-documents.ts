import type { Link } from "@lectern/schema";
import type { Catalogue } from "../catalogue.js";
import type { CitationSearch } from "./find-citations.js";

/** Words of a text that is long enough to say whose document it means. */
const LONG = 300;

const oneWord = /^\p{Script=Latin}+$/u;
/** Words between the name of a kind of document and whose it is: "Charter of the United Nations". */
const between = /^(?:of\s+)?(?:the\s+)?/i;

/**
 * Without the titles of one word that are a mere kind of document ("the Constitution", "our Charter") where nothing in a
 * long text says that the held work of that kind is meant: neither its name in full nor the name of whose it is (the
 * United States). Each country has one. A title with a place that the work has stays.
 */
export function withoutStrangers({ text, words, catalogue }: CitationSearch, links: Link[]): Link[] {
  if (words.count < LONG) return links;
  const short = links.filter(({ printedTitle, locator }) => locator === null && printedTitle !== null && oneWord.test(printedTitle));
  if (short.length === 0) return links;
  const lower = text.text.toLowerCase();
  const kinds = new Set(short);
  const named = new Set(links.filter((link) => !kinds.has(link)).map(({ work }) => work));
  for (const [work, ofWork] of Map.groupBy(short, ({ work }) => work)) {
    const owners = ownersOf(catalogue, work, ofWork[0]?.printedTitle ?? "");
    const isOwned = owners.length > 0;
    if (!isOwned || owners.some((owner) => lower.includes(owner))) named.add(work);
  }
  return links.filter((link) => !kinds.has(link) || named.has(link.work));
}

/** Whose the document is, in lower case, as its full titles say behind the name of its kind. */
function ownersOf({ worksByKey }: Catalogue, work: string, kind: string): string[] {
  const titles = (worksByKey.get(work) ?? []).flatMap(({ title, aliases }) => [title, ...aliases]);
  return titles.flatMap((title) => {
    const at = title.toLowerCase().indexOf(`${kind.toLowerCase()} of `);
    const owner = at < 0 ? "" : title.slice(at + kind.length + 1).replace(between, "");
    return owner === "" ? [] : [owner.toLowerCase()];
  });
}
