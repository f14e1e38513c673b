import type { Span } from "@lectern/schema";
import type { Mention } from "./people.js";
import { type EnglishContext, isPersonName, oneWordName, RUNS, splitRun } from "./person-en.js";
import { ADDRESS, lowerRoleBefore, roleBehind, trimSpan, withoutArticle } from "./roles-en.js";

/** Names are looked for in so much of a text, in characters: whoever acts in it has been introduced by then. */
const REACH = 60_000;
const ADDRESSED = new RegExp(`^(?:${ADDRESS})+`, "u");

/**
 * Persons whom a text prints with their whole name and an office or a form of address beside it, wherever that is: "Aas"
 * stands for "CEO Henrik Aas", be he named so before or after.
 */
export function namedInFull(context: EnglishContext, [start, end]: Span): Mention[] {
  const { text } = context;
  const stop = Math.min(end, start + REACH);
  const found: Mention[] = [];
  for (const match of text.slice(start, stop).matchAll(RUNS)) {
    if (!/\s/u.test(match[0])) {
      const one = inApposition(text, [start + match.index, start + match.index + match[0].length], stop);
      if (one) found.push(one);
      continue;
    }
    const at = start + match.index;
    const lead = lowerRoleBefore(text.slice(Math.max(start, at - 120), at));
    const leadAt = lead === null ? null : Math.max(start, at - 120) + lead;
    const person = splitRun(context, at, at + match[0].length, leadAt === null ? null : trimSpan(text, leadAt, at));
    if (!person || person.at !== undefined || !isWhole(text.slice(...person.name))) continue;
    const role = person.role ?? roleBehind(text, person.name[1], stop);
    if (role || ADDRESSED.test(match[0])) found.push({ name: person.name, role });
  }
  return found;
}

/** "Varga, the governor of the coast,": a name of one word with an office of its own behind it. */
function inApposition(text: string, name: Span, stop: number): Mention | null {
  if (!/^,\s+(?:the|an?)\s/u.test(text.slice(name[1], name[1] + 6))) return null;
  const role = roleBehind(text, name[1], stop);
  const mention = role && text[role[1]] === "," ? oneWordName(text, name) : null;
  return mention && { ...mention, role: withoutArticle(text, role) };
}

/** Two words at least, none of them an initial. */
function isWhole(name: string): boolean {
  const words = name.split(/\s+/u);
  return words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{L}{2}/u.test(word)) && isPersonName(name);
}
