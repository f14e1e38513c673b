import { describe, expect, it } from "vitest";
import { type Clause, LONGEST_QUERY, parseQuery } from "./parse-query.js";
import { phraseOf } from "./phrase-text.js";
import { SearchQueryError } from "./search-index.js";

/** A clause as text: words, `word*` for a beginning, "phrase" for one that was quoted, (run) for words written together. */
function written(clauses: Clause[]): string[] {
  return clauses.map((clause) =>
    clause
      .map((term) => {
        if (term.is === "word") return term.word + (term.isPrefix ? "*" : "");
        const plain = term.phrase.text.replace(/[^\p{L}\p{N}\p{P}\p{S}]+/gu, " ").trim();
        return term.isQuoted ? `"${plain}"` : `(${plain})`;
      })
      .join(" OR "),
  );
}

const clausesOf = (query: string) => written(parseQuery(query).clauses);

describe("reading a query", () => {
  it("takes words apart, the last one unfinished", () => {
    expect(clausesOf("Peace and Lab")).toEqual(["peace", "and", "lab*"]);
    expect(clausesOf("peace labour ")).toEqual(["peace", "labour"]);
    expect(clausesOf("volume 4")).toEqual(["volume", "4"]);
  });

  it("asks once for what is typed twice", () => {
    expect(clausesOf("peace peace war ")).toEqual(["peace", "war"]);
  });

  it("keeps phrases in all kinds of quotation marks", () => {
    expect(clausesOf('"hard winter" x ')).toEqual(['"hard winter"', "x"]);
    expect(clausesOf("“hard winter” 「两个维护」")).toEqual(['"hard winter"', '"两个维护"']);
    expect(clausesOf('say"hard winter"')).toEqual(["say", '"hard winter"']);
  });

  it("reads an open quotation mark to the end and leaves its last word open", () => {
    const [clause] = parseQuery('"hard wint').clauses;
    expect(clause).toEqual([{ is: "phrase", phrase: phraseOf("hard wint", true), isQuoted: true }]);
  });

  it("takes OR between terms and a word elsewhere", () => {
    expect(clausesOf("a OR b OR c d ")).toEqual(["a OR b OR c", "d"]);
    expect(clausesOf('a OR "b c" ')).toEqual(['a OR "b c"']);
  });

  it("leaves out an OR that lacks a side", () => {
    for (const query of ["OR a ", "a OR ", "a OR OR ", "a OR -b "]) expect(clausesOf(query)).toEqual(["a"]);
    expect(clausesOf("OR ")).toEqual(["or"]);
  });

  it("takes a star for a word that goes on, wherever it stands, numbers and words that are left out included", () => {
    expect(clausesOf("harb* ferr＊ tide ")).toEqual(["harb*", "ferr*", "tide"]);
    expect(clausesOf("202* OR har* ")).toEqual(["202* OR har*"]);
    expect(written(parseQuery("-harb* ").excluded.map((term) => [term]))).toEqual(["harb*"]);
    expect(written(parseQuery("-harb").excluded.map((term) => [term]))).toEqual(["harb"]);
    expect(parseQuery('"hard wint*" ').clauses[0]).toEqual([{ is: "phrase", phrase: phraseOf("hard wint", true), isQuoted: true }]);
    expect(clausesOf("*")).toEqual(['"*"']);
  });

  it("takes AND for the space and NOT for the minus, in capitals and between other words", () => {
    expect(clausesOf("harbour AND tide ")).toEqual(["harbour", "tide"]);
    expect(clausesOf("harbour and tide ")).toEqual(["harbour", "and", "tide"]);
    for (const query of ["harbour NOT tide ", "harbour AND NOT tide ", "NOT tide harbour "]) {
      const { clauses, excluded } = parseQuery(query);
      expect([written(clauses), written(excluded.map((term) => [term]))]).toEqual([["harbour"], ["tide"]]);
    }
    expect(written(parseQuery('peace NOT "cold war"').excluded.map((term) => [term]))).toEqual(['"cold war"']);
    for (const query of ["a AND ", "AND a ", "a NOT ", "a NOT AND "]) expect(clausesOf(query)).toEqual(["a"]);
    expect([clausesOf("AND "), clausesOf('"AND" x ')]).toEqual([["and"], ['"and"', "x"]]);
  });

  it("sets apart what is excluded", () => {
    const { clauses, excluded } = parseQuery('peace -war -"cold war" well-being -');
    expect(written(clauses)).toEqual(["peace", "well OR (well - being)", "being OR (well - being)"]);
    expect(written(excluded.map((term) => [term]))).toEqual(["war", '"cold war"']);
  });

  it("lets a Chinese run stand for each of its words", () => {
    for (const clause of parseQuery("图书馆数字化 ").clauses) expect(written([clause])[0]).toMatch(/OR \(图书馆数字化\)$/);
    expect(clausesOf("-腐败")).toEqual([]);
    expect(written(parseQuery("-腐敗").excluded.map((term) => [term]))).toEqual(['"腐败"']);
  });

  it("looks signs up only where there is nothing else", () => {
    expect(clausesOf("§")).toEqual(['"§"']);
    expect(clausesOf("§ 5 ")).toEqual(["5"]);
    expect(clausesOf("  ")).toEqual([]);
    expect(clausesOf('"" -')).toEqual([]);
  });

  it("refuses what is too long", () => {
    expect(() => parseQuery("x".repeat(LONGEST_QUERY + 1))).toThrow(SearchQueryError);
    expect(() => parseQuery(Array.from({ length: 49 }, (_, i) => `w${i}`).join(" "))).toThrow(SearchQueryError);
    expect(parseQuery(`"${"word ".repeat(600)}"`).clauses).toHaveLength(1);
    expect(parseQuery(`${"a ".repeat(300)}${'-b -"c d" '.repeat(300)}`)).toMatchObject({
      clauses: [[{ word: "a" }]],
      excluded: [{ word: "b" }, {}],
    });
  });
});
