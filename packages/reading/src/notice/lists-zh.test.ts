import type { Draft } from "@lectern/schema";
import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string): Draft => readDocument(new TextEncoder().encode(text), { fileName: "notice.txt" });
const speeches = (text: string) => read(text).speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value ?? null, kind]);
const points = (text: string) => read(text).points.map(({ verb, text: { value } }) => [verb.value, value]);
const works = (text: string) => read(text).citedWorks.map(({ title }) => title.value);
const kind = (text: string) => read(text).meeting?.kind?.value ?? null;

describe("lists of persons in a Chinese notice", () => {
  test("a title behind the last of a list is the title of those before", () =>
    expect(speeches("沈若兰、周文委员和列席会议的王海生等同志，围绕疏浚航道、守护灯塔，修好码头等问题提出询问。")).toEqual([
      ["沈若兰", "委员", "REMARKS"],
      ["周文", "委员", "REMARKS"],
      ["王海生", null, "REMARKS"],
    ]));

  test("delegates told by where they come from", () =>
    expect(speeches("会上，来自港区的沈若兰代表、来自灯塔区的周文代表依次发言。")).toEqual([
      ["沈若兰", "代表", "REMARKS"],
      ["周文", "代表", "REMARKS"],
    ]));

  test("everyone who attended, clause by clause, and those named behind", () =>
    expect(read("陈立、周文，港务局有关负责人出席座谈会。出席座谈会的还有王海生、李大江等。").attendees.map(({ value }) => value)).toEqual([
      "陈立",
      "周文",
      "港务局有关负责人",
      "王海生",
      "李大江",
    ]));

  test("a full stop as the dot of a foreign name", () =>
    expect(speeches("埃利亚港务部长托马斯.林博应邀出席研讨会，就航道议题进行了阐述。")).toEqual([
      ["托马斯.林博", "埃利亚港务部长", "REMARKS"],
    ]));

  test("the office in which somebody was met, or now is", () => {
    expect(speeches("沈若兰会见了滨海市委常委、副市长周文。周文表示，航道要通。")).toEqual([["周文", "滨海市委常委、副市长", "SPEECH"]]);
    expect(speeches("讲座由黄杰主讲。黄杰现任滨海市港务局局长、兼任灯塔协会顾问。")).toEqual([["黄杰", "滨海市港务局局长", "LECTURE"]]);
  });
});

describe("where a point begins and ends", () => {
  test("research is not stressed, and 希望 within a speech is a part of it", () => {
    expect(points("沈若兰表示，要加强调研协商，守好航道。")).toEqual([["表示", "要加强调研协商，守好航道。"]]);
    expect(points("沈若兰指出，航道要通。希望各位守好灯塔。灯塔是城市的眼睛。")).toEqual([
      ["指出", "航道要通。希望各位守好灯塔。灯塔是城市的眼睛。"],
    ]);
  });

  test("what is asked goes on though it names a meeting", () =>
    expect(points("沈若兰表示，航道要通。要学习局长在出席航道会议时的讲话精神。")).toEqual([
      ["表示", "航道要通。要学习局长在出席航道会议时的讲话精神。"],
    ]));
});

describe("titles in marks", () => {
  test("a title within a title belongs to the outer one", () =>
    expect(works("会议审议关于批准《〈《航道公约》2031年议定书〉灯塔修正案》的决定。")).toHaveLength(1));

  test("what a concert plays is not cited; an agreement that is carried out is", () => {
    expect(works("音乐会在《海的序曲》中拉开序幕，随后奏起《灯塔组曲》。")).toEqual([]);
    expect(works("沈若兰介绍了双方签订的《航道合作协议》的落实情况。")).toEqual(["航道合作协议"]);
    expect(works("双方签署了《航道合作协议》。")).toEqual([]);
  });
});

describe("the kind of meeting", () => {
  test("is not taken from a hall, an institution or the meeting of others", () => {
    expect(kind("沈若兰3日在人民大会堂听取代表大会制度汇报。")).toBeNull();
    expect(kind("沈若兰3日同列席港务局第六次会议的代表座谈。座谈会上，代表们发言。")).toBe("座谈会");
  });
});
