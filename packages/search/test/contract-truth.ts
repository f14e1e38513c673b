import { expect, it } from "vitest";
import type { SearchAnswer } from "../src/index.js";
import { ALL_FACETS, record, request, sourcesOf } from "./library.js";
import { pick, randomFrom } from "./made-texts.js";
import { filledWith, type OpenIndex } from "./open-index.js";

/** Words that one engine or the other is tempted to take for others. */
const TEXTS: Record<string, string> = {
  "labour-law": "新修订的劳动法明年施行。",
  contract: "劳动合同法规定了试用期。",
  apart: "劳动。法律不是一天写成的。",
  labour: "劳动光荣，法院休庭。",
  crossing: "他们活动法子多。",
  street: "Der Brief kam aus der Langen Straße an.",
  strasse: "The map says Lange Strasse.",
  strategic: "A strategic reserve under stress.",
  i: "I said that I would come.",
  "i-not": "If it is in the inn, it is ill.",
  naive: "A naive question.",
  accent: "A naïve answer.",
  councillor: "The councillor left early.",
  councillors: "Both councillors stayed.",
  council: "The council met.",
  security: "Security at the gate.",
  secure: "A secure gate, and securities in the vault.",
  michael: "Michael spoke.",
  michaels: "The Michaels and the Michaelmas fair.",
  mitchell: "Mitchell was silent.",
  house: "A house on the hill.",
  houses: "Houses on the hill.",
  housing: "Housing on the hill.",
  city: "The city wall.",
  cities: "Cities have walls.",
  citizen: "A citizen walks.",
  inflation: "Inflation fell.",
  inflate: "They inflate the tyres.",
  info: "Infallible information.",
  "over-a": "The path goes over a wall.",
  overall: "The overall plan, in a quiz.",
};

/** Words none of which begins with or holds another one. */
const WORDS = "harbour council river bridge library charter treaty freedom market winter 港口 档案馆 桥梁 图书馆 座谈会 高质量 章程".split(
  " ",
);

const ids = ({ hits }: SearchAnswer) => hits.map(({ recordId }) => recordId).sort();

/** A hit holds what was asked for or what `corrections` names, and total and facets count those and no others. */
export function truth(open: () => Promise<OpenIndex>): void {
  const index = filledWith(
    open,
    Object.entries(TEXTS).map(([id, text]) => record(id, { text, collection: id.length % 2 === 0 ? "even" : "odd" })),
  );

  it.each<[query: string, found: string[], corrections?: string[]]>([
    ["劳动法", ["labour-law"]],
    ["劳动法 ", ["labour-law"]],
    ["勞動法", ["labour-law"]],
    ["劳动", ["apart", "contract", "labour", "labour-law"]],
    ["合同", ["contract"]],
    ["动法", ["crossing", "labour-law"]],
    ["straße ", ["strasse", "street"]],
    ["strasse ", ["strasse", "street"]],
    ["STRASSE", ["strasse", "street"]],
    ["strase ", ["strasse", "street"], ["strasse"]],
    ["i ", ["i"]],
    ["i", ["i"]],
    ["naive ", ["naive"]],
    ["naïve ", ["accent"]],
    ["councilor ", ["councillor"], ["councillor"]],
    ["council", ["council", "councillor", "councillors"]],
    ["council ", ["council"]],
    ["securty ", ["security"], ["security"]],
    ["michael ", ["michael", "michaels"]],
    ["michae", ["michael", "michaels"]],
    ["house ", ["house", "houses"]],
    ["house", ["house", "houses"]],
    ["hous", ["house", "houses", "housing"]],
    ["city", ["cities", "city"]],
    ["citi", ["cities", "citizen", "city"]],
    ["infla", ["inflate", "inflation"]],
    ["overa", ["overall"]],
    ["quiz", ["overall"]],
    ["inf", ["inflate", "inflation", "info"]],
    ["gate hill ", ["house", "houses", "housing", "secure", "security"]],
  ])("finds by %s nothing but what holds it", async (query, found, corrections = []) => {
    const answer = await index.search(request(query, { facets: ALL_FACETS, first: 50 }));
    expect(ids(answer)).toEqual(found);
    expect(answer.corrections.flatMap(({ searched }) => searched)).toEqual(corrections);
    expect(answer.total).toBe(found.length);
    const counted = answer.facets.collection?.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(found.length);
    for (const { recordId, snippet } of answer.hits) expect([recordId, snippet.marks.length > 0]).toEqual([recordId, true]);
  });

  it("marks a letter that is looked for as two where it stands", async () => {
    const { hits } = await index.search(request("strasse "));
    const marked = hits.map(({ snippet: { text, marks } }) => marks.map(([start, end]) => text.slice(start, end)));
    expect(marked.flat().sort()).toEqual(["Strasse", "Straße"]);
  });

  it("finds several words wherever in a record they stand, by title, names and all of its passages", async () => {
    const random = randomFrom(7);
    const some = await open();
    const records = new Map<string, string[]>();
    const words = () => Array.from({ length: 6 }, () => pick(random, WORDS));
    const passage = (own: string[], ordinal: number) => ({ ordinal, start: ordinal * 1_000, text: `${own.join(". ")}.`, passageId: null });
    try {
      const made = Array.from({ length: 40 }, (_, i) => {
        const [title, names, ...texts] = Array.from({ length: 3 + (i % 4) }, words) as [string[], string[], ...string[][]];
        records.set(`r${i}`, [title, names, ...texts].flat());
        return record(`r${i}`, { title: title.join(". "), names, passages: texts.map(passage) });
      });
      await some.index.put(sourcesOf(made));
      for (let i = 0; i < 60; i++) {
        const asked = Array.from({ length: 2 + (i % 3) }, () => pick(random, WORDS));
        const found = [...records].filter(([, own]) => asked.every((word) => own.includes(word))).map(([id]) => id);
        if (found.length === 0) continue;
        const typed = i % 2 === 0 ? `${asked.join(" ")} ` : asked.join(" ");
        const answer = await some.index.search(request(typed, { facets: ["kind"], first: 50 }));
        expect([typed, ids(answer)]).toEqual([typed, found.sort()]);
        expect([answer.total, answer.facets.kind?.[0]?.count]).toEqual([found.length, found.length]);
      }
    } finally {
      await some.close();
    }
  });

  it("keeps to the words where nothing else is near", async () => {
    const some = await open();
    try {
      await some.index.put(sourcesOf([record("plain", { text: "Plain." })]));
      const answer = await some.index.search(request("plaice "));
      expect([answer.total, answer.hits]).toEqual([0, []]);
    } finally {
      await some.close();
    }
  });
}
