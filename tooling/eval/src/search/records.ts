import { createHash } from "node:crypto";
import { type SearchRecord, searchRecordsOf } from "@lectern/search";
import type { SearchText } from "./texts.js";

/** Id of the record that a text becomes: what an engine takes as the name of a document. */
export function recordIdOf(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 24);
}

/** The record that search is told of a text: a speech, or a study text verse by verse. */
export function recordOf(text: SearchText): SearchRecord {
  const id = recordIdOf(text.id);
  const named = (name: string | null) => (name === null ? null : { name, aliases: [] });
  const whole = text.verses.length === 0 ? text.text : text.verses.map((verse) => verse.text).join("\n");
  const [record] = searchRecordsOf({
    source: { id, title: text.title, language: text.language, text: whole },
    collection: { name: text.collection },
    meetings: [],
    speeches:
      text.verses.length > 0
        ? []
        : [
            {
              id,
              meetingId: null,
              personId: text.speaker,
              title: text.title,
              role: null,
              printedKind: null,
              about: null,
              givenOn: text.heldOn,
              start: 0,
              end: whole.length,
              person: named(text.speaker),
            },
          ],
    studyText:
      text.verses.length === 0
        ? null
        : { id, title: text.title, aliases: [], author: null, edition: null, language: text.language, passages: versesOf(text) },
    citations: [],
    citedTitles: [],
    phrases: [],
  });
  if (record === undefined) throw new Error(`${text.id} made no record`);
  return record;
}

function versesOf({ verses }: SearchText): { id: string; text: string; start: number }[] {
  let start = 0;
  return verses.map(({ locator, text }) => {
    const verse = { id: locator, text, start };
    start += text.length + 1;
    return verse;
  });
}
