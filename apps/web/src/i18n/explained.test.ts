import { describe, expect, it } from "vitest";
import { explainInChinese } from "./zh/explained.js";

describe("reasons and methods in Chinese", () => {
  it("say how a quotation was found", () => {
    const reason =
      "18 words verbatim, part 1 of 2, the whole passage, in quotation marks, beside a citation of the work; “问港集” is cited beside it";
    expect(explainInChinese(reason)).toBe("18 个字词逐字相同，2 处之第 1 处，整段，在引号中，旁有对该著作的引用；“问港集”在旁被引用");
    expect(explainInChinese("24 characters verbatim, the whole passage")).toBe("24 个字逐字相同，整段");
  });

  it("name levels as Chinese texts do, and leave what stands in quotation marks", () => {
    expect(explainInChinese("title “Volume 2 of chapter 3”: volume 4, chapter 2")).toBe("题名“Volume 2 of chapter 3”：第 4 卷, 第 2 章");
    expect(explainInChinese("title “the Charter”: articles 16, 21")).toBe("题名“the Charter”：第 16, 21 条");
  });

  it("keep the words of the text that a method names", () => {
    expect(explainInChinese("speaker: X gave a report")).toBe("发言人：X gave a report");
    expect(explainInChinese("year of the date: PRINTED")).toBe("年份：原文所印");
  });
});
