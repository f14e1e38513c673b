import { describe, expect, it } from "vitest";
import { splitSentences } from "./sentences.js";

const sentences = (text: string) => splitSentences(text).map(([start, end]) => text.slice(start, end));

describe("sentences", () => {
  it("end at their stops and not inside abbreviations", () => {
    expect(sentences("Mr. Ames spoke on Item No. 5. The U.S. Senate rose. Dr. Bell (of St. Ives) left! He said no. Then he sat.")).toEqual([
      "Mr. Ames spoke on Item No. 5.",
      "The U.S. Senate rose.",
      "Dr. Bell (of St. Ives) left!",
      "He said no.",
      "Then he sat.",
    ]);
  });

  it("go on behind the short forms of councillors and counties", () => {
    expect(sentences("Cllr. Ames of Bell, Co. Quay, spoke. Quay Co. Council met. He left Ames & Co. The lamps went out.")).toEqual([
      "Cllr. Ames of Bell, Co. Quay, spoke.",
      "Quay Co. Council met.",
      "He left Ames & Co.",
      "The lamps went out.",
    ]);
  });

  it("take the closing quotation mark with them", () => {
    const text = 'He said: “Keep the lamps lit.” They did. "Why?" Nobody asked.';
    expect(sentences(text)).toEqual(["He said: “Keep the lamps lit.”", "They did.", '"Why?"', "Nobody asked."]);
  });

  it("run over the breaks of lines of one width and stop at headings and empty lines", () => {
    const text =
      "Of Ferries\nThe ferry of the upper harbour shall be kept in good repair by the\nHarbour Office of the city.\n\nAnother paragraph";
    expect(sentences(text)).toEqual([
      "Of Ferries",
      "The ferry of the upper harbour shall be kept in good repair by the\nHarbour Office of the city.",
      "Another paragraph",
    ]);
  });

  it("end at 。！？； in Chinese", () => {
    expect(sentences("会议指出：“要守灯塔。”随后散会！\n第二段；完")).toEqual(["会议指出：“要守灯塔。”", "随后散会！", "第二段；", "完"]);
  });

  it("cover every word once and in order", () => {
    const text = "One. Two?! “Three…” Four; five.\n\n— Six. 七。“八！”";
    let last = 0;
    for (const [start, end] of splitSentences(text)) {
      expect(text.slice(last, start).trim()).toBe("");
      expect(end).toBeGreaterThan(start);
      last = end;
    }
    expect(text.slice(last).trim()).toBe("");
  });
});
