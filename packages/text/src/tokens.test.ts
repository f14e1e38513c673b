import { describe, expect, it } from "vitest";
import { detectLanguage } from "./language.js";
import { tokenize, tokenizeCharacters } from "./tokens.js";

describe("words", () => {
  it("carry the offsets of the source", () => {
    const text = "The Bureau’s ﬁfth 😀会议 of 2,022";
    expect(tokenize(text).map((token) => [token.text, text.slice(token.start, token.end), token.kind])).toEqual([
      ["the", "The", "word"],
      ["bureau", "Bureau", "word"],
      ["fifth", "ﬁfth", "word"],
      ["会议", "会议", "han"],
      ["of", "of", "word"],
      ["2,022", "2,022", "number"],
    ]);
  });

  it("are cut from a Han run together with the words inside them, traditional print included", () => {
    const text = "他在中華人民共和國檔案館工作";
    const tokens = tokenize(text);
    expect(tokens.map((token) => token.text)).toEqual(expect.arrayContaining(["中华人民共和国", "人民", "档案馆", "档案", "工作"]));
    for (const token of tokens) expect(text.slice(token.start, token.end)).toHaveLength(token.text.length);
    expect(tokens.find((token) => token.text === "人民")).toMatchObject({ start: 4, end: 6 });
  });

  it("are single characters in Han runs where quotations are compared", () => {
    expect(tokenizeCharacters("維新 don’t").map((token) => token.text)).toEqual(["唯", "新", "dont"]);
  });
});

describe("language", () => {
  it("is told by script and common words", () => {
    expect(detectLanguage("The bureau held a meeting on the theme of the harbour and its lamps.")).toBe("en");
    expect(detectLanguage("市港务局召开会议，传达 2022 年工作要点")).toBe("zh");
    expect(detectLanguage("12 34 —")).toBe("und");
    expect(detectLanguage("Le bureau a tenu une séance sur le thème du port et de ses lumières hier soir à la mairie.")).toBe("und");
  });
});
