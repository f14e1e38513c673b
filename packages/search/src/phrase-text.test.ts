import { foldText } from "@lectern/text";
import { describe, expect, it } from "vitest";
import { characterCount, findPhrase, phraseKeys, phraseOf, phraseText } from "./phrase-text.js";

const places = (text: string, phrase: string, isOpen = false) => {
  const folded = foldText(text);
  return findPhrase(phraseText(folded), phraseOf(phrase, isOpen).text).map(([start, end]) => folded.text.slice(start, end));
};

describe("phrases in texts", () => {
  it("stand between borders of words", () => {
    expect(places("The party is an art, not a part.", "art")).toEqual(["art"]);
    expect(places("the end.The end", "the end")).toEqual(["the end", "the end"]);
    expect(places("(well-being)", "being)")).toEqual(["being)"]);
    expect(places("nation's", "s")).toEqual(["s"]);
    expect(places("the U.S. Army, the U.S.A. and USA", "U.S.")).toEqual(["u.s.", "u.s."]);
  });

  it("see any run of space as one space, and none as none", () => {
    expect(places("hard\n\n winter", "hard winter")).toEqual(["hard\n\n winter"]);
    expect(places("winter . Then", "winter. then")).toEqual([]);
    expect(places("winter.Then", "winter. then")).toEqual([]);
  });

  it("are found inside Chinese at any place, but not within a number", () => {
    expect(places("在2022年召开会议", "年召")).toEqual(["年召"]);
    expect(places("在2022年召开会议", "2022年")).toEqual(["2022年"]);
    expect(places("在2022年召开会议", "22年")).toEqual([]);
  });

  it("may go on where they are still being typed", () => {
    expect(places("hard winters", "hard wint", true)).toEqual(["hard wint"]);
    expect(places("hard winters", "hard wint")).toEqual([]);
  });

  it("overlap by a border only", () => {
    expect(places("so so so", "so so")).toEqual(["so so"]);
    expect(places("so, so so", "so")).toHaveLength(3);
  });
});

describe("keys of phrases", () => {
  it("are keys of every text that holds the phrase", () => {
    const text = "He said: “the nation’s 1,204 well-being”. 在2022年，圖書館𠀀𠀁召开";
    const keys = phraseKeys(phraseText(foldText(text)).text);
    for (const phrase of ["s 1,204", "204 well", "being”. 在", "年，图", "館", "𠀀", "书馆𠀀𠀁召", "开", "on’s 1"]) {
      const held = places(text, phrase).length > 0;
      for (const { key, isPrefix } of held ? phraseOf(phrase).keys : []) {
        expect([phrase, key, [...keys].some((other) => (isPrefix ? other.startsWith(key) : other === key))]).toEqual([phrase, key, true]);
      }
    }
  });

  it("counts characters as Postgres does", () => {
    expect([characterCount("aé图"), characterCount("𠀀🙂x")]).toEqual([3, 3]);
  });
});
