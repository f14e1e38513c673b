import type { Span } from "@lectern/schema";
import type { Act, Mention } from "./people.js";
import { chinesePersonEnding, OF_SEVERAL_KINDS } from "./people-zh.js";
import { endsAsRole } from "./person-zh.js";
import type { Prose } from "./prose.js";

/** The persons of some acts wherever else the prose names them with a role before the name: 市长周文 in a list, 周文 at the act. */
export function mentionsWithRole({ text, span }: Prose, acts: Act[]): Mention[] {
  const names = namesByStart(text, acts);
  const found: Mention[] = [];
  if (names.size === 0) return found;
  for (let at = span[0]; at < span[1] - 1; at++) {
    for (const name of names.get(startKey(text, at)) ?? []) {
      if (text.startsWith(name, at))
        found.push(...withRole(text, span[0], [at, at + name.length]), ...introduced(text, [at, at + name.length]));
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

/** 黄某现任甲处处长、兼任…: what a person is introduced as. */
function introduced(text: string, name: Span): Mention[] {
  const behind = text.slice(name[1], name[1] + 60);
  const match = /^(?:同志|老师|教授)?，?(?:现任|时任|现为)(?<role>[^，。；、]{3,40}?)(?=[，。；、]|$)/u.exec(behind);
  const role = match?.groups?.role;
  if (!match || !role || !endsAsRole(role)) return [];
  const end = name[1] + match[0].length;
  return [{ name, role: [end - role.length, end] }];
}

/** What is no part of a role: who is met, heard or asked stands behind such words. */
const NO_ROLE = /[由对向被把是让请说时了为]|会见|会谈|出席|听取|陪同|[同与](?!志|盟|济)/u;

const LONGEST_ROLE = 80;

/** Marks that end whatever stands before a name: no role is printed there. */
const STOPS = new Set("，。；：！？、“”《》（\n\u3000");

function withRole(text: string, start: number, name: Span): Mention[] {
  if (STOPS.has(text[name[0] - 1] ?? "\n")) return [];
  const before = text.slice(Math.max(start, name[0] - LONGEST_ROLE), name[0]);
  const met = /^[\s\S]*(?:会见了?|同(?!志|盟|济|学|事|心))/u.exec(before)?.[0].length ?? 0;
  const person = chinesePersonEnding(text, name[0] - before.length + met, name[1]);
  if (!person?.role || person.name[0] !== name[0] || person.role[0] > name[0]) return [];
  const role = text.slice(...person.role);
  return NO_ROLE.test(role) || OF_SEVERAL_KINDS.test(role) ? [] : [person];
}
