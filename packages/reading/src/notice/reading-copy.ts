import type { Draft, Evidenced } from "@lectern/schema";
import { toSimplified } from "@lectern/text";
import { foldPrinted } from "../evidence.js";

/** A text as the Chinese grammar reads it: full-width marks, paired quotation marks, simplified characters; every offset stays. */
export function readingCopy(text: string): string {
  if (!/\p{Script=Han}/u.test(text.slice(0, 4000))) return text;
  const marked = text.replace(HALF_WIDTH, (mark) => FULL[mark] as string).replace(/^[^\n]*"[^\n]*$/gmu, pairQuotes);
  return TRADITIONAL.test(marked) ? toSimplified(marked) : marked;
}

/** Marks beside a Chinese character that stand for full-width ones; not those between figures: 14:00, 1,000. */
const HALF_WIDTH = /(?<=[\p{Script=Han}”》）])[,;:?!]|[,;:?!](?=[\p{Script=Han}“《])/gu;
const FULL: Record<string, string> = { ",": "，", ";": "；", ":": "：", "?": "？", "!": "！" };
const TRADITIONAL = /[會議學發黨強導記長點開關國務員體對時說]/u;

/** Straight marks of a line are openers and closers by turns, where they pair. */
function pairQuotes(line: string): string {
  const count = line.split('"').length - 1;
  if (count % 2 === 1 || !/\p{Script=Han}/u.test(line)) return line;
  let isOpen = false;
  return line.replace(/"/gu, () => {
    isOpen = !isOpen;
    return isOpen ? "“" : "”";
  });
}

/** Makes the printed words of all values those of the text as stored, where they were read from a copy of it. */
export function printFrom(text: string, draft: Draft): void {
  const { meeting, presiders, speeches, groupSpeakers, attendees, points, citedWorks, setPhrases, events, quantities, minutes } = draft;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    else if (typeof node === "object" && node !== null) {
      if (isEvidenced(node)) printOne(text, node);
      for (const one of Object.values(node)) visit(one);
    }
  };
  visit([meeting, presiders, speeches, groupSpeakers, attendees, points, citedWorks, setPhrases, events, quantities, minutes]);
}

type Printed = Pick<Evidenced, "printed" | "span"> & { value?: string };

function isEvidenced(node: object): node is Printed {
  return "printed" in node && "span" in node && Array.isArray(node.span);
}

function printOne(text: string, one: Printed): void {
  const printed = text.slice(...(one.span as [number, number]));
  if (printed === one.printed) return;
  if (one.value === foldPrinted(one.printed)) one.value = foldPrinted(printed);
  one.printed = printed;
}
