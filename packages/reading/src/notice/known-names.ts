import type { Draft, Span } from "@lectern/schema";
import { namedInFull } from "./named-in-full-en.js";
import type { Mention } from "./people.js";
import { type EnglishContext, isNoPlace, isPersonName, rememberNames } from "./person-en.js";
import type { Prose } from "./prose.js";
import { roleBehind } from "./roles-en.js";

const SAYS =
  /(?<=^|[.!?”"]\s+|\n|,[”"]\s)(?<name>\p{Lu}[\p{Ll}’'-]{2,})\s+(?:also\s+|then\s+|further\s+)*(?:said|added|noted|stated|stressed|emphasi[sz]ed|pointed\s+out|explained|believes?|hopes?|hoped|told|warned|recalled|admitted|revealed|called\s+(?:on|for))\b/gmu;

/**
 * Persons whom news names by one word: whoever says something twice, or has an office behind the name in the title. What
 * the text also uses as a place ("in Tromsvik") is none. `named` are those printed in full with an office or a form of address.
 */
export function knownInNews({ title }: Draft, { text, span }: Prose): { context: EnglishContext; titled: Mention[]; named: Mention[] } {
  const context: EnglishContext = { text, known: new Map(), offices: [] };
  const titled: Mention[] = [];
  const counts = new Map<string, { at: Span; times: number }>();
  for (const match of text.slice(span[0], Math.min(span[1], span[0] + 60_000)).matchAll(SAYS)) {
    const name = match.groups?.name ?? "";
    const at = span[0] + match.index;
    const known = counts.get(name);
    if (known) known.times++;
    else counts.set(name, { at: [at, at + name.length], times: 1 });
  }
  for (const [name, { at, times }] of counts) if (times > 1 && isNoPlace(text, name)) context.known.set(name, at);
  const inTitle = title?.span && /^(?<name>\p{Lu}[\p{Ll}’'-]{2,}),\s/u.exec(text.slice(...title.span));
  if (title?.span && inTitle?.groups?.name && isPersonName(inTitle.groups.name)) {
    const name: Span = [title.span[0], title.span[0] + inTitle.groups.name.length];
    const role = roleBehind(text, name[1], title.span[1]);
    if (role) {
      context.known.set(inTitle.groups.name, name);
      titled.push({ name, role });
    }
  }
  const named = namedInFull(context, span);
  rememberNames(context, named);
  return { context, titled, named };
}
