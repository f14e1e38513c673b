import { SpeechKind } from "@lectern/schema/kind";
import { holderOf } from "../notice/offices-en.js";
import type { Act, Doers } from "../notice/people.js";
import { englishPeopleBefore } from "../notice/people-en.js";
import type { EnglishContext } from "../notice/person-en.js";
import type { Prose } from "../notice/prose.js";

const REPORT_OF =
  /\b(?:written\s+)?reports?\s+(?:dated\s+[^;:]{4,30}?\s+)?(?:of|from|by|prepared\s+by)\s+(?:the\s+)(?<office>[^.;:]{4,140}?)(?=,?\s+(?:dated|setting|on\b|regarding|enclosing|which|in\s+relation|outlining|together|concerning|relating|\()|[.;:])/giu;
const CIRCULATED = /\bcirculated\b(?=\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?:written\s+|detailed\s+)?report\b)/giu;

/** Reports that lay before the meeting in writing: "Circulated, Report of the Head of Finance dated …". */
export function findWrittenReports({ text, sentences }: Prose, context: EnglishContext): Act[] {
  const acts: Act[] = [];
  for (const { span } of sentences) {
    const words = text.slice(...span);
    if (!/circulated/iu.test(words)) continue;
    for (const match of words.matchAll(REPORT_OF)) {
      const office = match.groups?.office ?? "";
      const at = span[0] + match.index;
      const start = at + match[0].lastIndexOf(office);
      const holder = holderOf(text, context.offices, office, start);
      acts.push(written(at, holder ? { people: [holder], group: null } : { people: [], group: [start, start + office.length] }));
    }
    for (const match of words.matchAll(CIRCULATED)) {
      const at = span[0] + match.index;
      const people = englishPeopleBefore(context, span[0], at);
      if (people) acts.push(written(at, { people, group: null }));
    }
  }
  return acts;
}

function written(at: number, who: Doers): Act {
  return {
    kind: "spoke",
    who,
    at,
    method: "speaker: report of X, circulated",
    speech: SpeechKind.WRITTEN_REPORT,
    printedKind: null,
    about: null,
    isReport: false,
  };
}
