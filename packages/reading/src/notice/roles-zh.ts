import type { Span } from "@lectern/schema";
import type { Act, Mention } from "./people.js";
import { chinesePersonEnding } from "./people-zh.js";
import type { Prose } from "./prose.js";

/** The persons of some acts wherever else the prose names them with a role before the name: 市长周文 in a list, 周文 at the act. */
export function mentionsWithRole({ text, span }: Prose, acts: Act[]): Mention[] {
  const names = namesByStart(text, acts);
  const found: Mention[] = [];
  if (names.size === 0) return found;
  for (let at = span[0]; at < span[1] - 1; at++) {
    for (const name of names.get(startKey(text, at)) ?? []) {
      if (text.startsWith(name, at)) found.push(...withRole(text, span[0], [at, at + name.length]));
    }
  }
  return found;
}

/** Names by their first two characters, so that a text is looked through once, however many there are. */
function namesByStart(text: string, acts: Act[]): Map<number, Set<string>> {
  const names = new Map<number, Set<string>>();
  for (const { name } of acts.flatMap((act) => act.who.people)) {
    const key = startKey(text, name[0]);
    if (name[1] - name[0] > 1) names.set(key, (names.get(key) ?? new Set()).add(text.slice(...name)));
  }
  return names;
}

function startKey(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}

/** What is no part of a role: who is met, heard or asked stands behind such words. */
const NO_ROLE = /[由对向被把是让请说时了为]|会见|会谈|出席|听取|陪同|[同与](?!志|盟|济)/u;

function withRole(text: string, start: number, name: Span): Mention[] {
  const person = chinesePersonEnding(text, start, name[1]);
  if (!person?.role || person.name[0] !== name[0] || person.role[0] > name[0]) return [];
  return NO_ROLE.test(text.slice(...person.role)) ? [] : [person];
}
