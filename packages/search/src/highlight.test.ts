import { tokenize } from "@lectern/text";
import { describe, expect, it } from "vitest";
import { cutSnippet, markText, SNIPPET_LENGTH, type Sought } from "./highlight.js";
import { phraseOf } from "./phrase-text.js";

const sought = (words: string[], prefix: string | null = null, phrases: string[] = []): Sought => ({
  words,
  prefix,
  phrases: phrases.map((phrase) => phraseOf(phrase).text),
});
const marked = ({ text, marks }: { text: string; marks: [number, number][] }) => marks.map(([start, end]) => text.slice(start, end));

describe("marks", () => {
  it("cover exactly the printed words, in any width, case and script", () => {
    expect(marked(markText("Ｐeace, PEACE and the peace’s price", [sought(["peace"])]))).toEqual(["Ｐeace", "PEACE", "peace"]);
    expect(marked(markText("兩個維護和两个维护", [sought(["两个维护"])]))).toEqual(["兩個維護", "两个维护"]);
    expect(marked(markText("the ﬁnal oﬀice", [sought(["final", "office"])]))).toEqual(["ﬁnal", "oﬀice"]);
    expect(marked(markText("x\u00adray e\u0301lan", [sought(["élan"], "xr")]))).toEqual(["x\u00adray", "e\u0301lan"]);
  });

  it("fall on the words that the tokenizer gives", () => {
    const text = "Don't co-operate: the nation's 1,204 nations' votes, 3.5 or '98, rock'n'roll, x's; O’Brien’s U.S. year2000 1,2,a 5.";
    for (const token of tokenize(text)) {
      const own = tokenize(text).filter((other) => other.text === token.text);
      expect([token.text, markText(text, [sought([token.text])]).marks]).toEqual([token.text, own.map(({ start, end }) => [start, end])]);
    }
  });

  it("do not overlap, and join where they touch", () => {
    expect(marked(markText("中国式现代化建设", [sought(["中国式"]), sought(["现代化"]), sought(["中国"])]))).toEqual(["中国式现代化"]);
    expect(marked(markText("hard winter", [sought(["winter"]), sought([], null, ["hard winter"])]))).toEqual(["hard winter"]);
  });
});

describe("snippets", () => {
  const sentence = "The river rose and the mills stood still for a week. ";

  it("are cut from the text, at borders of sentences where these are near", () => {
    const text = `${sentence.repeat(20)}Then the harbour was opened. ${sentence.repeat(20)}`;
    const snippet = cutSnippet(text, [sought(["harbour"])]);
    expect(text.slice(snippet.start, snippet.start + snippet.text.length)).toBe(snippet.text);
    expect(marked(snippet)).toEqual(["harbour"]);
    expect(snippet.text).toMatch(/^Then .*\.$/s);
  });

  it("never cut a word, and never a pair of units", () => {
    const text = ["loremlorem ".repeat(100), "harbour", " 🙂🙂🙂ipsum".repeat(100)].join("");
    const { text: shown, start } = cutSnippet(text, [sought(["harbour"])]);
    expect(shown.length).toBeLessThanOrEqual(SNIPPET_LENGTH);
    expect([text[start - 1], /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(shown)]).toEqual([" ", false]);
  });

  it("take the whole of a short text and the beginning of a long one without matches", () => {
    expect(cutSnippet("  Short.  ", [])).toEqual({ text: "Short.", marks: [], start: 2, place: null });
    expect(cutSnippet(sentence.repeat(30), []).text.startsWith("The river rose")).toBe(true);
    expect(cutSnippet("", [])).toEqual({ text: "", marks: [], start: 0, place: null });
  });

  it("name the shortest stretch that holds all that is sought, not its first common word", () => {
    const text = `On the afternoon of the third, the bureau asked the town to hold the line. ${sentence}`;
    const { place } = cutSnippet(text, [sought(["hold"]), sought(["the"]), sought(["line"])]);
    expect(text.slice(...(place ?? [0, 0]))).toBe("hold the line");
  });

  it("show as much of a long phrase as fits", () => {
    const phrase = sentence.repeat(9).trim();
    const snippet = cutSnippet(`Before. ${phrase} After.`, [sought([], null, [phrase])]);
    expect(snippet.text.length).toBeLessThanOrEqual(SNIPPET_LENGTH);
    expect(snippet.marks).toEqual([[0, snippet.text.length]]);
  });
});
