import { foldText } from "@lectern/text";
import { expect, it } from "vitest";
import type { SearchRecord } from "../src/index.js";
import { holdsPhrase, textsOf } from "./brute-force.js";
import { record, request, sourcesOf } from "./library.js";
import { madeText, pick, randomFrom } from "./made-texts.js";
import type { OpenIndex } from "./open-index.js";

export function phrases(open: () => Promise<OpenIndex>): void {
  // To repeat a failed run, put the seed of its name here.
  const seeds = [1, Date.now() % 1_000_000];

  it.each(seeds)("finds exactly the records that a scan finds, for random phrases of random length (seed %i)", async (seed) => {
    const random = randomFrom(seed);
    const records = Array.from({ length: 60 }, (_, i) =>
      record(`made-${i}`, {
        title: madeText(random, 30).trim(),
        names: [madeText(random, 12).trim()],
        text: madeText(random, 200 + random() * 9_000),
      }),
    );
    const some = await open();
    try {
      await some.index.put(sourcesOf(records));
      for (let round = 0; round < 150; round++) {
        const phrase = randomPhrase(random, records);
        const answer = await some.index.search(request(`"${phrase}" `, { first: 100 }));
        const expected = records.filter((one) => textsOf(one).some((text) => holdsPhrase(text, phrase)));
        const ids = answer.hits.map((hit) => hit.recordId).sort();
        expect([phrase, ids, answer.total]).toEqual([phrase, expected.map((one) => one.recordId).sort(), expected.length]);
      }
    } finally {
      await some.close();
    }
  });
}

/** Names too: what stands in them alone is not to be found. */
function textsAndNames(record: SearchRecord): string[] {
  return [...textsOf(record), ...record.names];
}

function randomPhrase(random: () => number, records: SearchRecord[]): string {
  for (;;) {
    const text = pick(random, textsAndNames(pick(random, records)));
    const length = pick(random, [1, 2, 3, 4, 6, 10, 20, 40, 90, 180, 260, 600]);
    const start = Math.floor(random() * text.length);
    // Quotation marks end a phrase where it is typed.
    const phrase = text
      .slice(start, start + 1 + Math.floor(random() * length))
      .replace(/["“”„＂「」『』]/g, " ")
      .trim();
    if (phrase !== "" && foldText(phrase).text.trim() !== "") return phrase;
  }
}
