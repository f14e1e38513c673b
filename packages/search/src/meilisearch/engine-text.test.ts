import { describe, expect, it } from "vitest";
import { parseQuery } from "../parse-query.js";
import { spell } from "../postgres/vocabulary.js";
import { engineQuery, engineText, isForEngine } from "./engine-text.js";

describe("text for Meilisearch", () => {
  it("is our own words in plain letters, with singular and plural as one and stops between sentences", () => {
    expect(engineText("The Cities quit. 3 boxes in the Straße!")).toBe("zthe zciti zqquit. z3 zbox zin zthe zstrass");
    const words = engineText("don’t dont naïve naive 3,204 3204 Ελλάδα zeal qr").split(" ");
    expect(new Set(words).size).toBe(9);
    for (const word of words) expect(word).toMatch(/^z[a-y0-9]+$/);
  });

  it("has the neighbouring characters of a Han run, whatever its words are, traditional ones folded", () => {
    const words = (text: string) => engineText(text).split(" ");
    expect(engineText("國家檔案館")).toBe(engineText("国家档案馆"));
    const whole = words("国家档案馆");
    expect(whole.length).toBe(5);
    for (const pair of ["国家", "家档", "档案", "案馆"]) expect(whole).toContain(words(pair)[0]);
    expect(words("档案。国家")).not.toContain(words("案国")[0]);
  });
});

describe("a query for Meilisearch", () => {
  it("is of plain words, ten at most", () => {
    const isAnswered = (query: string) => isForEngine(parseQuery(query));
    expect(["peace", "hard winter ", "well-being", "人民为中心"].map(isAnswered)).toEqual([true, true, true, true]);
    expect(["", '"hard winter"', "peace -war", "peace OR war", "§", "a b c d e f g h i j k"].map(isAnswered)).toEqual(Array(6).fill(false));
  });

  it("asks for exactly what a word means in the vocabulary, or for nothing", () => {
    const vocabulary = ["cityscape", "city", "cities", "citizen", "peace", "peaceful", "ship", "ships", "档案", "档案馆", "国家"];
    const rows = vocabulary.map((word, id) => ({ id, word, records: 1 }));
    const asked = (query: string) => {
      const parsed = parseQuery(query);
      const meant = rows.filter(({ word }) =>
        parsed.clauses.flat().some((term) => term.is === "word" && (word === term.word || (term.isPrefix && word.startsWith(term.word)))),
      );
      const forms = rows.filter(({ word }) => (query.startsWith("cit") && /^cit(y|ies)$/.test(word)) || /^ships?$/.test(word));
      return engineQuery(parsed, spell(parsed, [...new Set([...meant, ...forms])], new Map()));
    };
    expect(asked("city ")).toBe('"zciti" ');
    expect(asked("peace")).toBe("zpeace");
    expect(asked("ships")).toBe('"zship" ');
    expect(asked("ships peace")).toBe('"zship" zpeace');
    expect(asked("citi")).toBe("zciti");
    // By `citi`, Meilisearch would find citizens as well.
    expect(asked("city")).toBeNull();
    expect(asked("peice ")).toBeNull();
    expect(asked("档案")).toBe(`"${engineText("档案").split(" ")[0]}" `);
    // A word of its own in the vocabulary, which the engine would find wherever both of its pairs stand.
    expect(asked("国家档案馆")).toBeNull();
  });
});
