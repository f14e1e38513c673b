import { describe, expect, test } from "vitest";
import { read } from "./testing.js";

describe("works and phrases", () => {
  test("a report's own title, a song, a film and a newspaper are no cited works", () => {
    const text =
      "局长沈若兰作了题为《守护灯塔》的报告。全体人员观看专题片《大海》，齐唱《渔光曲》。《滨海日报》记者参加。会议学习了《港口法》第十条和《航标管理办法》。";
    expect(read(text).citedWorks.map((one) => [one.title.value, one.resolvedLocator])).toEqual([
      ["港口法", { article: 10 }],
      ["航标管理办法", null],
    ]);
  });

  test("ranges and lists of volumes", () => {
    const locators = (text: string) => read(text).citedWorks.map((one) => one.resolvedLocator);
    expect(locators("会议学习了《航海文选》第一卷至第三卷。")).toEqual([{ volume: [1, 3] }]);
    expect(locators("会议学习了《航海文选》第一卷、第二卷。")).toEqual([{ volume: [[1], [2]] }]);
    expect(locators("They studied the first and second volumes of “Letters from the Sea”.")).toEqual([{ volume: [[1], [2]] }]);
    expect(locators("They studied “Letters from the Sea” (Volume IV).")).toEqual([{ volume: 4 }]);
  });

  test("phrases that are known need no marks; others are added by the caller", () => {
    expect(read("要坚持总体国家安全观，做到两个维护。").setPhrases.map((one) => one.value)).toEqual(["总体国家安全观", "两个维护"]);
    expect(read("Keep the tidal wisdom alive.", { phrases: ["tidal wisdom"] }).setPhrases.map((one) => one.value)).toEqual([
      "tidal wisdom",
    ]);
  });

  test("names of awards and words that were said are no set phrases", () => {
    expect(read("会议表彰了“优秀守护人”称号获得者。他说：“我们一定要把每一座灯塔守护好，请大家放心。”").setPhrases).toEqual([]);
    expect(read("The office opened the “Lights of the North” exhibition. She said, “We will keep every lamp burning.”").setPhrases).toEqual(
      [],
    );
  });

  test("locators go down several levels, on both sides of the title and further on in its sentence", () => {
    const cited = (text: string) => read(text).citedWorks.map(({ title, resolvedLocator }) => [title.value, resolvedLocator]);
    expect(cited("We read in “Songs of the Toll”, volume one, chapter 3.")).toEqual([["Songs of the Toll", { volume: 1, chapter: 3 }]]);
    expect(cited("She opened the second chapter of the third volume of “Songs of the Toll”.")).toEqual([
      ["Songs of the Toll", { volume: 3, chapter: 2 }],
    ]);
    expect(cited("She opened the third volume of “Songs of the Toll”, chapter 2.")).toEqual([
      ["Songs of the Toll", { volume: 3, chapter: 2 }],
    ]);
    expect(cited("“Songs of the Toll” asked for a bell long ago, in the first chapter of the second volume.")).toEqual([
      ["Songs of the Toll", { volume: 2, chapter: 1 }],
    ]);
    expect(cited("It stands in “The Rhymes”, Fogs 3:10, and in “Old Rhymes”, in the fourth chapter of Fogs.")).toEqual([
      ["The Rhymes", { book: "Fogs", chapter: 3, verse: 10 }],
      ["Old Rhymes", { book: "Fogs", chapter: 4 }],
    ]);
  });

  test("a title that names a kind of book is a work, a festival or a song is none", () => {
    const titles = (text: string) => read(text).citedWorks.map(({ title }) => title.value);
    expect(
      titles("The clerk may print “The Keeper’s Almanac” and “A Treatise on Fog”. As “The Old Tollman” has it, bells cost less."),
    ).toEqual(["The Keeper's Almanac", "A Treatise on Fog", "The Old Tollman"]);
    expect(titles("They sang the song “Letters from the Toll” at the “Book of Fogs” festival.")).toEqual([]);
    expect(titles("要以《渡口章程》第三条为准。")).toEqual(["渡口章程"]);
  });

  test("a formula stays one before 'plan' or 工程 and inside a title; a sentence is none", () => {
    const phrases = (text: string) => read(text).setPhrases.map((one) => one.value);
    expect(phrases("The “three bells” plan begins. “No fog was ever seen to arrive.” “The toll was here first”, writes a clerk.")).toEqual([
      "three bells",
    ]);
    expect(phrases("They say that “the bell is rung for those nights on which nobody comes to ring it”.")).toEqual([]);
    expect(phrases("“静雾”工程开工。会议通过《关于推进“三口钟”的决议》。他说：“钟是给没有人来的夜里敲的。”")).toEqual(["静雾", "三口钟"]);
  });

  test("a quoted name of a meeting or a prize is no set phrase, and a quoted theme is whole", () => {
    const draft = read("3月4日，滨海市召开“第四届灯塔研讨会”，颁发“航标成就奖”，主题是“守航道，亮灯塔，通四海”。会议要求落实“三个务实”。");
    expect(draft.setPhrases.map((one) => one.value)).toEqual(["三个务实"]);
    expect(draft.meeting?.theme?.value).toBe("守航道，亮灯塔，通四海");
  });

  test("a title with its article is no set phrase, and words that name nothing are no subject", () => {
    const draft = read(
      "The Board held a meeting. Tomas O’Leary gave a lecture on its second chapter. “The Lantern” was shown, and the “three clears” praised.",
    );
    expect(draft.setPhrases.map((one) => one.value)).toEqual(["three clears"]);
    expect(draft.speeches.map((one) => one.about)).toEqual([null]);
  });
});

describe("scanned pages", () => {
  test("a quotation mark behind a number opens no quotation", () => {
    expect(read('The board met on 26" June, 2031, and agreed the accounts to 30" June.').setPhrases).toEqual([]);
  });
});
