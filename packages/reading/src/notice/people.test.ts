import { describe, expect, test } from "vitest";
import { read, who } from "./testing.js";

describe("people and roles", () => {
  test("two preside, by name and role each", () => {
    const draft = read("Per Olsen, head of the Light Section, and Li Na, deputy harbourmaster, jointly presided over the meeting.");
    expect(who(draft).presiders).toEqual([
      ["Per Olsen", "head of the Light Section"],
      ["Li Na", "deputy harbourmaster"],
    ]);
    expect(who(read("滨海市召开会议。市长周文、副市长吴晓红主持会议。")).presiders).toEqual([
      ["周文", "市长"],
      ["吴晓红", "副市长"],
    ]);
  });

  test("a presider who also speaks is both; who only reports words is a presider with remarks", () => {
    expect(who(read("会议由副市长吴晓红主持并讲话。"))).toMatchObject({
      presiders: [["吴晓红", "副市长"]],
      speeches: [["吴晓红", "副市长", "SPEECH", null]],
    });
    expect(who(read("副市长吴晓红主持会议。吴晓红强调，要守住底线。"))).toMatchObject({
      speeches: [["吴晓红", "副市长", "PRESIDER_REMARKS", null]],
    });
  });

  test("an office alone is whoever the text names with it, and so is the pronoun behind it", () => {
    const text =
      "Li Na, Mayor of Tromsvik, delivered a speech. Per Olsen, chair of the Light Committee, presided over the ceremony. The Mayor recalled the flood. She said that the lamps stay lit.";
    expect(who(read(text)).speeches).toEqual([["Li Na", "Mayor of Tromsvik", "SPEECH", null]]);
  });

  test("names with a middle dot, double surnames, initials and apostrophes", () => {
    expect(who(read("区长艾山·买买提主持会议，欧阳明同志作了交流发言。"))).toMatchObject({
      presiders: [["艾山·买买提", "区长"]],
      speeches: [["欧阳明", null, "REMARKS", null]],
    });
    expect(
      who(read("Senator J. R. O'Brien chaired the meeting and Ludwig van der Meer, its clerk, gave a report on the accounts.")),
    ).toMatchObject({
      presiders: [["J. R. O'Brien", "Senator"]],
      speeches: [["Ludwig van der Meer", "its clerk", "REPORT", "the accounts"]],
    });
  });

  test("a report that a second sentence tells of again is one, with what it was about", () => {
    const draft = read("Ana Ruiz, head of finance, gave a report. After the break Ana Ruiz gave a report on the harbour dues.");
    expect(who(draft).speeches).toEqual([["Ana Ruiz", "head of finance", "REPORT", "the harbour dues"]]);
  });

  test("words that a point reports are no acts of the meeting", () => {
    const draft = read("副市长吴晓红主持会议。会议指出，十年前，周文书记视察滨海并发表重要讲话，为发展指明方向。");
    expect(who(draft).speeches).toEqual([]);
  });

  test("a group that speaks is no speaker", () => {
    const draft = read("副市长吴晓红主持会议。市财政局、市水利局负责同志作了发言。");
    expect(draft.groupSpeakers.map((one) => one.value)).toEqual(["市财政局、市水利局负责同志"]);
    expect(draft.speeches).toEqual([]);
  });

  test("masters and foremen hold offices, and one who presides may also read out", () => {
    const draft = read(
      "Per Olsen, dock master, presided over the meeting and read out the tolls. Ana Ruiz, foreman of the rigging loft, submitted a written report, and Li Na, chief pilot, spoke on fog. Forty riggers and the crews of both tugs attended.",
    );
    expect(who(draft)).toEqual({
      presiders: [["Per Olsen", "dock master"]],
      speeches: [
        ["Per Olsen", "dock master", "READING", null],
        ["Ana Ruiz", "foreman of the rigging loft", "WRITTEN_REPORT", null],
        ["Li Na", "chief pilot", "SPEECH", null],
      ],
      attendees: ["Forty riggers and the crews of both tugs"],
    });
  });

  test("the office behind a name says more than the title before it", () => {
    const draft = read("The Harbour Board held a meeting. Councillor Ana Ruiz, chair of the Pilots’ Fund, gave a speech on the bar.");
    expect(who(draft).speeches).toEqual([["Ana Ruiz", "chair of the Pilots' Fund", "SPEECH", "the bar"]]);
  });

  test("介绍, 作《…》 and 就职讲话 are speeches; a lecture that is named a report is one", () => {
    const speeches = (text: string) => who(read(text)).speeches.map(([name, , kind]) => [name, kind]);
    expect(speeches("滨海市召开会议。总工程师何清作《雾钟观测报告》，副局长陈立介绍书目。")).toEqual([
      ["何清", "REPORT"],
      ["陈立", "REMARKS"],
    ]);
    expect(speeches("副局长陈立介绍书目，并就朗读作了发言。")).toEqual([["陈立", "REMARKS"]]);
    expect(speeches("市长周文宣读誓词并发表就职讲话。局长沈若兰作专题辅导报告。")).toEqual([
      ["周文", "READING"],
      ["周文", "SPEECH"],
      ["沈若兰", "REPORT"],
    ]);
  });

  test("who speaks for a body whose name begins with a number is still named", () =>
    expect(who(read("九州社主席何清代表九州社常务委员会作工作报告。")).speeches).toEqual([["何清", "九州社主席", "REPORT", null]]));

  test("skippers, librarians and counted delegates attend", () =>
    expect(who(read("全局职工和各船船长参加会议。各校图书员参加会议。上游三村的代表共八十人参加会议。")).attendees).toEqual([
      "全局职工和各船船长",
      "各校图书员",
      "上游三村的代表共八十人",
    ]));
});

describe("who does what in a Chinese sentence of several clauses", () => {
  test("the person it begins with presides, and is the 他 of the next sentence", () => {
    const draft = read("滨海市市长沈若兰3日到港务局、灯塔站考察，主持召开座谈会。她强调，要守好航道。", { publishedOn: "2031-03-04" });
    expect(who(draft).presiders).toEqual([["沈若兰", "滨海市市长"]]);
    expect(who(draft).speeches).toEqual([["沈若兰", "滨海市市长", "PRESIDER_REMARKS", null]]);
  });

  test("a subject that no verb of ours follows is still who 他 is", () => {
    const draft = read("座谈会在滨海召开。欧阳明馆长代表档案馆祝贺文集出版。他认为，文集来之不易。");
    expect(who(draft).speeches).toEqual([["欧阳明", "馆长", "SPEECH", null]]);
  });

  test("those who spoke in turn are all speakers, up to 等", () => {
    const draft = read("座谈会上，港务局局长陈立、渔业代表王海生等先后发言。滨海市市长沈若兰出席并讲话。");
    expect(who(draft).speeches).toEqual([
      ["陈立", "港务局局长", "REMARKS", null],
      ["王海生", "渔业代表", "REMARKS", null],
      ["沈若兰", "滨海市市长", "SPEECH", null],
    ]);
  });

  test("a long name of the meeting stands between the speaker and the speech", () => {
    const draft = read("滨海市委书记陈立6日上午在滨海市第十二届航道规划与灯塔管理委员会第四次全体会议上发表讲话。");
    expect(who(draft).speeches).toEqual([["陈立", "滨海市委书记", "SPEECH", null]]);
  });

  test("a name may end as an office begins", () => {
    expect(who(read("陈战书委员长主持闭幕会。")).presiders).toEqual([["陈战书", "委员长"]]);
  });

  test("a day in brackets repeats the day", () => {
    const draft = read("滨海市市长沈若兰今天（3月4日）在航运大厦作宣讲报告。", { publishedOn: "2031-03-04" });
    expect(who(draft).speeches).toEqual([["沈若兰", "滨海市市长", "REPORT", null]]);
  });
});
