import { beginningOf, findPhrase, type Phrase, phraseText } from "../phrase-text.js";
import { foldForSearch } from "../search-text.js";
import { Part, SEAM_REACH } from "./index-record.js";
import type { Ask } from "./pool.js";
import { followingText } from "./show.js";
import { type FoundPassages, IN_NAMES, IN_TITLE, rowsWithPhrase, Statement } from "./statement.js";

/**
 * Phrases that are longer than what one look-up finds across seams: their beginning gives a shortlist, whose texts are
 * then read.
 */
export async function findLongPhrases(ask: Ask, phrases: Phrase[]): Promise<Map<string, FoundPassages>> {
  const found = new Map<string, FoundPassages>();
  for (const phrase of phrases) {
    if (phrase.text.length > SEAM_REACH && !found.has(phrase.text)) found.set(phrase.text, await passagesWith(ask, phrase));
  }
  return found;
}

async function passagesWith(ask: Ask, phrase: Phrase): Promise<FoundPassages> {
  const statement = new Statement();
  const shortlist = rowsWithPhrase(statement, beginningOf(phrase, SEAM_REACH - 20), new Map(), `part IN (${Part.PASSAGE}, ${Part.SEAM})`);
  const passages = await ask<{ record: number; ordinal: number; start: number; text: string }>(
    `SELECT record, ordinal, start, text FROM search_passage JOIN (SELECT DISTINCT * FROM (${shortlist}) AS beginning) AS listed USING (record, ordinal)
     WHERE part = ${Part.PASSAGE}`,
    statement.values,
  );
  const found: FoundPassages = { records: [], ordinals: [] };
  for (const passage of passages) {
    const folded = foldForSearch(passage.text);
    const rest = await followingText(ask, { ...passage, passageId: null }, phrase.text.length * 2);
    const places = findPhrase(phraseText(foldForSearch(passage.text + rest)), phrase.text);
    if (!places.some(([start]) => start < folded.text.length)) continue;
    found.records.push(passage.record);
    found.ordinals.push(passage.ordinal);
  }
  await addHeads(Part.TITLE, IN_TITLE);
  await addHeads(Part.NAMES, IN_NAMES);
  return found;

  async function addHeads(part: number, ordinal: number): Promise<void> {
    const heads = new Statement();
    const rows = rowsWithPhrase(heads, { ...phrase, inNames: true }, new Map(), `part = ${part}`);
    for (const { record } of await ask<{ record: number }>(rows, heads.values)) {
      found.records.push(record);
      found.ordinals.push(ordinal);
    }
  }
}
