import type { Draft } from "@lectern/schema";
import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string, publishedOn?: string): Draft =>
  readDocument(new TextEncoder().encode(text), { fileName: "notice.txt", publishedOn });
const presiders = (text: string) => read(text).presiders.map(({ name, role }) => [name.value, role?.value ?? null]);
const speeches = (text: string) => read(text).speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value ?? null, kind]);
const points = (text: string) => read(text).points.map(({ verb, text: { value } }) => [verb.value, value]);
const phrases = (text: string) => read(text).setPhrases.map((one) => one.value);
const held = (text: string, publishedOn?: string) => {
  const date = read(text, publishedOn).meeting?.heldOn;
  return date ? [date.date ?? date.partial, date.end, date.basis] : null;
};
const body = (text: string) => read(text).meeting?.body?.value ?? null;

describe("who speaks in a Chinese notice", () => {
  test("greetings of any name, for whomever they are spoken", () =>
    expect(speeches("滨海市市长沈若兰代表市政府致贺词。灯塔协会会长陈立致欢迎辞，港务局局长周文代表港务局致闭幕词。")).toEqual([
      ["沈若兰", "滨海市市长", "SPEECH"],
      ["陈立", "灯塔协会会长", "SPEECH"],
      ["周文", "港务局局长", "SPEECH"],
    ]));

  test("all of a list: shared offices, 分别, and those before 等几位代表", () => {
    expect(speeches("滨海市副市长王海生、周文、吴晓红围绕学习航道条例发言。")).toEqual([
      ["王海生", "滨海市副市长", "REMARKS"],
      ["周文", "滨海市副市长", "REMARKS"],
      ["吴晓红", "滨海市副市长", "REMARKS"],
    ]);
    expect(speeches("港务局副局长陈立、档案局局长周文分别作了关于修订航标规则的说明。")).toEqual([
      ["陈立", "港务局副局长", "REPORT"],
      ["周文", "档案局局长", "REPORT"],
    ]);
    expect(speeches("渔业公司经理王海生，船厂厂长李大江等9位企业代表先后发言。")).toEqual([
      ["王海生", "渔业公司经理", "REMARKS"],
      ["李大江", "船厂厂长", "REMARKS"],
    ]);
  });

  test("titles behind names, fuller offices elsewhere, and a surname for the whole name", () => {
    expect(speeches("滨海市港务局副局长陈立到会。陈立副局长作了讲话。")).toEqual([["陈立", "滨海市港务局副局长", "SPEECH"]]);
    expect(speeches("会议由党委书记沈若兰主持。沈书记传达了通知。")).toEqual([["沈若兰", "党委书记", "READING"]]);
    expect(speeches("滨海大学王海生教授作了题为“雾与钟”的学术报告。")).toEqual([["王海生", "教授", "REPORT"]]);
  });

  test("foreign names without a middle dot, and the partner in the chair", () => {
    expect(speeches("埃利亚总统卡马罗夫在致辞中说，航道要通。")).toEqual([["卡马罗夫", "埃利亚总统", "SPEECH"]]);
    expect(presiders("滨海市市长沈若兰3日会见埃利亚总统卡马罗夫，并共同主持航道委员会会议。").map(([name]) => name)).toEqual([
      "沈若兰",
      "卡马罗夫",
    ]);
  });

  test("who only wrote to the meeting, or is to speak later, did not speak", () => {
    expect(speeches("市长沈若兰致信座谈会。沈若兰强调，要守好航道。")).toEqual([]);
    expect(speeches("市长沈若兰将在大会上作报告。")).toEqual([]);
  });

  test("a report that the chair hears is not the chair's", () => {
    const text = "市长沈若兰主持召开常务会议，听取关于航道疏浚工作情况的汇报。";
    expect(presiders(text)).toEqual([["沈若兰", "市长"]]);
    expect(speeches(text)).toEqual([]);
  });

  test("words behind 在主持会议时 are those of who presides", () =>
    expect(speeches("市长沈若兰在主持会议时强调，要守好航道。")).toEqual([["沈若兰", "市长", "PRESIDER_REMARKS"]]));

  test("half-width marks, straight quotation marks and traditional characters are read, and printed as they stand", () => {
    const draft = read('會議由港務局局長陳立主持,全體職工參加會議.副局長周文作了"守好航道"專題報告,牢記"三個務實".');
    expect(draft.presiders[0]).toMatchObject({ name: { value: "陳立" }, role: { printed: "港務局局長" } });
    expect(draft.setPhrases.map((one) => one.printed)).toEqual(["三個務實"]);
  });
});

describe("points in a Chinese notice", () => {
  test("whoever says it: a group, a paper, a title alone, a clause without a subject", () =>
    expect(points("与会代表认为，航道已通。报告提出，灯塔要亮。市长沈若兰听取汇报后，认为工作扎实，希望各局再接再厉。")).toEqual([
      ["认为", "航道已通。"],
      ["提出", "灯塔要亮。"],
      ["认为", "工作扎实"],
      ["希望", "各局再接再厉。"],
    ]));

  test("over paragraphs that go on counting, up to where the meeting is told of again", () =>
    expect(points("会议强调，要守好航道。\n\n一要点亮灯塔。\n\n二要修好钟楼。\n\n会议审议通过了预算。")).toEqual([
      ["强调", "要守好航道。\n\n一要点亮灯塔。\n\n二要修好钟楼。".replace(/\s+/g, " ")],
    ]));

  test("thanks are no point, and points that are announced follow", () => {
    expect(points("市长沈若兰对来宾表示衷心感谢。")).toEqual([]);
    expect(points("市长沈若兰提出两点要求，一是守好航道，二是点亮灯塔。")).toEqual([["要求", "一是守好航道，二是点亮灯塔。"]]);
  });
});

describe("dates and bodies of a Chinese notice", () => {
  test("days in a list, a day further on with its meeting, and the lines of a long headline", () => {
    expect(held("2031年1月22、23日，港务局召开会议。")).toEqual(["2031-01-22", "2031-01-23", "PRINTED"]);
    expect(held("检查组到我市检查。\n工作认真。\n资料齐全。\n灯塔明亮。\n\n12月18日上午，检查组召开反馈会。", "2031-12-20")?.[0]).toBe(
      "2031-12-18",
    );
    expect(held("就航道工作\n港务局召开座谈会\n市长出席\n陈立主持\n周文讲话\n7月24日，港务局召开座谈会。", "2031-07-30")?.[0]).toBe(
      "2031-07-24",
    );
  });

  test("a day for which people are invited counts, the day of a newspaper does not", () => {
    expect(held("航道宣讲会通知\n宣讲会将于6月27日下午在港务局举办。", "2031-06-20")?.[0]).toBe("2031-06-27");
    expect(held("今天（6月4日）出版的滨海日报发表座谈会讲话。", "2031-06-04")).toBeNull();
  });

  test("the year of work that is named, unless it may be the next one", () => {
    expect(held("3月27日，港务局召开2031年航道工作会议。")).toEqual(["2031-03-27", null, "YEAR_FROM_TEXT"]);
    expect(held("12月25日，港务局召开2031年工作务虚会。")).toEqual(["--12-25", null, "PRINTED"]);
  });

  test("a body by its congress, its standing committee, its organizer, or for holding a meeting", () => {
    expect(body("滨海灯塔同盟第三次全国代表大会3日在滨海开幕。")).toBe("滨海灯塔同盟");
    expect(body("滨海市委员会常务委员会第七次会议4日在滨海开幕。")).toBe("滨海市委员会常务委员会");
    expect(body("灯塔论坛3日开幕，由滨海市航道局主办。")).toBe("滨海市航道局");
    expect(body("3月4日，集团隆重召开表彰大会。")).toBe("集团");
    expect(body("市长沈若兰看望参加滨海市委员会第二次会议报道的记者。")).toBeNull();
  });
});

describe("works and phrases of a Chinese notice", () => {
  test("an article under its own title is a work, a number on the stage is none", () =>
    expect(read("报社发表题为《守好航道》的文章。晚会上有魔术《雾》、独唱《钟》。").citedWorks.map(({ title }) => title.value)).toEqual([
      "守好航道",
    ]));

  test("a quoted word is a formula where something is to be done with it; titles and plans are none", () =>
    expect(phrases("要坚决防止“灯下暗”。他用“海信”牌话筒作了“雾与钟”主题报告，谈到“十五五”。")).toEqual(["灯下暗"]));
});
