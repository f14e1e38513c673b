import { describe, expect, test } from "vitest";
import { read, who } from "./testing.js";

const harbour = `Harbour Office prepares for the winter

Published: 14 March 2031

Yesterday morning the Ardmouth Harbour Office held an annual planning meeting at the Custom House, on the theme of “Keep the Channel Open”. The meeting was chaired by Deputy Harbourmaster Ines Kallas and attended by 42 pilots and keepers of the outer lights.

Harbourmaster Tomas O’Leary delivered an opening address, and Dr. Mei-Ling Chen, head of the Survey Section, gave a lecture on the moving of the bar. She also read out the second chapter of “Rules of the Road at Sea”.

The meeting stressed that the “three clears” must be kept. All keepers should report by Friday. The meeting also urged the pilots to study Volume II of “A History of the Bar”.

In the end Harbourmaster O’Leary thanked the keepers of 12 lights.`;

const archive = `滨海市档案局召开年度工作会议
发布时间：2031-03-06

3月4日上午，滨海市档案局在市文化中心召开年度工作会议，以“守正开新”为主题。局党组书记、局长欧阳明出席会议并作动员讲话，局党组成员、副局长沈若兰主持会议。全体干部职工参加会议。

会议指出，要认真学习《档案工作手册》第二卷，牢记“三个务实”，抓好五项任务。各科室要带头。会议强调，要把“四个到位”落到实处。

副局长陈立围绕馆藏数字化作了专题辅导。`;

describe("an English notice", () => {
  const draft = read(harbour);

  test("tells what was held, when and where", () => {
    expect(draft.title?.value).toBe("Harbour Office prepares for the winter");
    expect(draft.publishedOn).toMatchObject({ value: "2031-03-14", printed: "14 March 2031" });
    expect(draft.meeting?.heldOn).toMatchObject({
      date: "2031-03-13",
      halfDay: "MORNING",
      basis: "PUBLICATION_DAY",
      printed: "Yesterday morning",
    });
    expect(draft.meeting?.body?.value).toBe("Ardmouth Harbour Office");
    expect(draft.meeting?.kind?.value).toBe("annual planning meeting");
    expect(draft.meeting?.theme?.value).toBe("Keep the Channel Open");
    expect(draft.meeting?.place?.value).toBe("Custom House");
  });

  test("tells who did what, with roles as printed", () => {
    expect(who(draft)).toEqual({
      presiders: [["Ines Kallas", "Deputy Harbourmaster"]],
      speeches: [
        ["Tomas O'Leary", "Harbourmaster", "SPEECH", null],
        ["Mei-Ling Chen", "head of the Survey Section", "LECTURE", "the moving of the bar"],
        ["Mei-Ling Chen", "head of the Survey Section", "READING", null],
      ],
      attendees: ["42 pilots and keepers of the outer lights"],
    });
  });

  test("keeps the whole extent of each point", () => {
    expect(draft.points.map(({ verb, text }) => [verb.value, text.printed])).toEqual([
      ["stressed", "the “three clears” must be kept. All keepers should report by Friday."],
      ["urged", "the pilots to study Volume II of “A History of the Bar”."],
    ]);
  });

  test("tells works with their locators from slogans and from a theme", () => {
    expect(draft.citedWorks.map(({ title, resolvedLocator }) => [title.value, resolvedLocator])).toEqual([
      ["Rules of the Road at Sea", { chapter: 2 }],
      ["A History of the Bar", { volume: 2 }],
    ]);
    expect(draft.setPhrases.map((one) => one.value)).toEqual(["three clears"]);
    expect(draft.quantities.map((one) => one.value)).toEqual(["42 pilots", "12 lights"]);
  });
});

describe("a Chinese notice", () => {
  const draft = read(archive);

  test("tells what was held, when and where", () => {
    expect(draft.title?.value).toBe("滨海市档案局召开年度工作会议");
    expect(draft.publishedOn?.value).toBe("2031-03-06");
    expect(draft.meeting?.heldOn).toMatchObject({
      date: "2031-03-04",
      halfDay: "MORNING",
      basis: "YEAR_FROM_PUBLICATION",
      printed: "3月4日上午",
    });
    expect(draft.meeting?.body?.value).toBe("滨海市档案局");
    expect(draft.meeting?.kind?.value).toBe("工作会议");
    expect(draft.meeting?.theme?.value).toBe("守正开新");
    expect(draft.meeting?.place?.value).toBe("市文化中心");
  });

  test("tells who did what, with roles as printed", () => {
    expect(who(draft)).toEqual({
      presiders: [["沈若兰", "局党组成员、副局长"]],
      speeches: [
        ["欧阳明", "局党组书记、局长", "MOBILIZATION_SPEECH", null],
        ["陈立", "副局长", "LECTURE", "馆藏数字化"],
      ],
      attendees: ["全体干部职工"],
    });
  });

  test("keeps points, works and phrases", () => {
    expect(draft.points.map(({ verb, text }) => [verb.value, text.printed])).toEqual([
      ["指出", "要认真学习《档案工作手册》第二卷，牢记“三个务实”，抓好五项任务。各科室要带头。"],
      ["强调", "要把“四个到位”落到实处。"],
    ]);
    expect(draft.citedWorks).toMatchObject([
      { title: { value: "档案工作手册" }, locator: { printed: "第二卷" }, resolvedLocator: { volume: 2 } },
    ]);
    expect(draft.setPhrases.map((one) => one.value)).toEqual(["三个务实", "四个到位"]);
    expect(draft.quantities.map((one) => one.value)).toEqual(["五项任务"]);
  });
});

describe("the body that met", () => {
  const bodyOf = (text: string) => read(text, { publishedOn: "2031-06-20" }).meeting?.body?.value ?? null;

  test("a body is no part of the date before it, may be a town, and may be a part in small letters", () => {
    expect(bodyOf("From 3 to 5 June, the Toll Board held a congress.")).toBe("Toll Board");
    expect(bodyOf("On June 3rd, the Town of Ardmouth held a ceremony.")).toBe("Town of Ardmouth");
    expect(bodyOf("On June 3rd, the secretariat of the Toll Board held a study circle.")).toBe("secretariat of the Toll Board");
    expect(bodyOf("6月3日，滨海市议会举行全体会议。")).toBe("滨海市议会");
  });

  test("a body is named behind 由 or is a leading group", () => {
    expect(read("本次学术会议由滨海航运大学海图学院举办。").meeting?.body?.value).toBe("滨海航运大学海图学院");
    expect(read("滨海市学习贯彻航道条例专项教育领导小组25日召开座谈会。").meeting?.body?.value).toBe(
      "滨海市学习贯彻航道条例专项教育领导小组",
    );
  });
});

describe("points", () => {
  test("whatever the meeting is called, and 'it', may review, ask and resolve", () => {
    const verbs = (text: string) => read(text).points.map(({ verb }) => verb.value);
    expect(verbs("The congress reviewed the tolls.\n\nThe session noted the fog. It resolved that a bell be bought.")).toEqual([
      "reviewed",
      "noted",
      "resolved",
    ]);
    expect(verbs("The briefing asked that lamps be lit.\n\nThe circle emphasized silence.")).toEqual(["asked", "emphasized"]);
    expect(verbs("Ana Ruiz, dock master, reviewed the crews.")).toEqual([]);
  });

  test("a point ends where the meeting is told of again", () => {
    const draft = read(
      "The meeting stressed that the lights must be kept. All keepers should report. The meeting was then adjourned for the tide.",
    );
    expect(draft.points.map((one) => one.text.value)).toEqual(["the lights must be kept. All keepers should report."]);
  });
});

describe("a title", () => {
  test("a first sentence with a Latin abbreviation is prose, not a heading", () => {
    const draft = read("3月4日，滨海市市长沈若兰出席B20论坛并讲话。\n沈若兰指出，航道要通。");
    expect(draft.title).toBeNull();
    expect(who(draft).speeches).toEqual([["沈若兰", "滨海市市长", "SPEECH", null]]);
  });
});
