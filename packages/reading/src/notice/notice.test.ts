import type { Draft } from "@lectern/schema";
import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string, hints: { publishedOn?: string; phrases?: string[] } = {}): Draft =>
  readDocument(new TextEncoder().encode(text), { fileName: "notice.txt", ...hints });

const who = (draft: Draft) => ({
  presiders: draft.presiders.map(({ name, role }) => [name.value, role?.value ?? null]),
  speeches: draft.speeches.map(({ speaker, role, kind, about }) => [speaker.value, role?.value ?? null, kind, about?.value ?? null]),
  attendees: draft.attendees.map((one) => one.value),
});

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

describe("the date a meeting was held", () => {
  const heldOf = (text: string, publishedOn?: string) => {
    const held = read(text, { publishedOn }).meeting?.heldOn;
    return held && [held.date ?? held.partial, held.end, held.basis];
  };

  test("stands as printed where the year is printed", () =>
    expect(heldOf("On 27–29 September 2031, the Quay Board held a meeting.")).toEqual(["2031-09-27", "2031-09-29", "PRINTED"]));
  test("takes the year of the publication, or the one before where that day is still to come", () => {
    expect(heldOf("On March 4 the Quay Board held a meeting.", "2031-03-06")).toEqual(["2031-03-04", null, "YEAR_FROM_PUBLICATION"]);
    expect(heldOf("On December 30 the Quay Board held a meeting.", "2031-01-02")).toEqual(["2030-12-30", null, "YEAR_FROM_PUBLICATION"]);
  });
  test("takes year and month of the publication for a day alone", () => {
    expect(heldOf("滨海市档案局24日召开会议。", "2031-03-26")).toEqual(["2031-03-24", null, "YEAR_AND_MONTH_FROM_PUBLICATION"]);
    expect(heldOf("滨海市档案局30日召开会议。", "2031-01-02")).toEqual(["2030-12-30", null, "YEAR_AND_MONTH_FROM_PUBLICATION"]);
  });
  test("takes the year from the title, a document number or an anniversary", () => {
    expect(heldOf("滨海市2031年档案工作会议召开\n\n3月4日，滨海市档案局召开会议。会议由沈若兰主持。")).toEqual([
      "2031-03-04",
      null,
      "YEAR_FROM_TITLE",
    ]);
    expect(heldOf("3月4日，滨海市档案局召开会议，学习滨档发〔2031〕15号文件。")).toEqual(["2031-03-04", null, "YEAR_FROM_DOCUMENT_NUMBER"]);
    expect(heldOf("10月1日，滨海市档案局召开新中国成立80周年座谈会。")).toEqual(["2029-10-01", null, "YEAR_FROM_TEXT"]);
  });
  test("stays without a year where nothing gives one", () => {
    expect(heldOf("On June 3 the Quay Board held a meeting.")).toEqual(["--06-03", null, "PRINTED"]);
  });
  test("is not invented", () => {
    expect(heldOf("近日，滨海市档案局召开会议。", "2031-03-06")).toBeNull();
    expect(heldOf("Today the Quay Board held a meeting.")).toBeNull();
    expect(heldOf("The Quay Board held a meeting. It will meet again by 4 May 2031.", "2031-03-06")).toBeNull();
  });
  test("is not the day of another meeting, of the report, or of a plan", () => {
    expect(heldOf("The meeting scheduled for 3 May was held on 10 May 2031 by the Quay Board.")).toEqual(["2031-05-10", null, "PRINTED"]);
    expect(heldOf("Report of Ardmouth News on May 9: on the morning of May 8, the Quay Board held a meeting.", "2031-05-09")).toEqual([
      "2031-05-08",
      null,
      "YEAR_FROM_PUBLICATION",
    ]);
  });
  test("stands apart from the days of capture and of correction", () => {
    const draft = read(
      "Quay Board meets\n\nPublished: 6 March 2031. Corrected on 9 March 2031. Captured on 1 April 2031.\n\nOn March 4 the Quay Board held a meeting.",
    );
    expect([draft.publishedOn?.value, draft.correctedOn?.value, draft.capturedOn?.value, draft.meeting?.heldOn?.date]).toEqual([
      "2031-03-06",
      "2031-03-09",
      "2031-04-01",
      "2031-03-04",
    ]);
  });
});

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
});

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
});

describe("scanned pages", () => {
  test("a quotation mark behind a number opens no quotation", () => {
    expect(read('The board met on 26" June, 2031, and agreed the accounts to 30" June.').setPhrases).toEqual([]);
  });
});

describe("the wider grammar", () => {
  const bodyOf = (text: string) => read(text, { publishedOn: "2031-06-20" }).meeting?.body?.value ?? null;

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

  test("a body is no part of the date before it, may be a town, and may be a part in small letters", () => {
    expect(bodyOf("From 3 to 5 June, the Toll Board held a congress.")).toBe("Toll Board");
    expect(bodyOf("On June 3rd, the Town of Ardmouth held a ceremony.")).toBe("Town of Ardmouth");
    expect(bodyOf("On June 3rd, the secretariat of the Toll Board held a study circle.")).toBe("secretariat of the Toll Board");
    expect(bodyOf("6月3日，滨海市议会举行全体会议。")).toBe("滨海市议会");
  });

  test("a meeting that was put off was held on the later day", () => {
    const held = read("The safety meeting of the Toll Board, which had been called for May 3rd, was held on the morning of May 9th.", {
      publishedOn: "2031-05-12",
    }).meeting?.heldOn;
    expect([held?.date, held?.halfDay]).toEqual(["2031-05-09", "MORNING"]);
  });

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

describe("the edges of a Chinese notice", () => {
  test("a body is named behind 由 or is a leading group", () => {
    expect(read("本次学术会议由滨海航运大学海图学院举办。").meeting?.body?.value).toBe("滨海航运大学海图学院");
    expect(read("滨海市学习贯彻航道条例专项教育领导小组25日召开座谈会。").meeting?.body?.value).toBe(
      "滨海市学习贯彻航道条例专项教育领导小组",
    );
  });

  test("a first sentence with a Latin abbreviation is prose, not a heading", () => {
    const draft = read("3月4日，滨海市市长沈若兰出席B20论坛并讲话。\n沈若兰指出，航道要通。");
    expect(draft.title).toBeNull();
    expect(who(draft).speeches).toEqual([["沈若兰", "滨海市市长", "SPEECH", null]]);
  });

  test("a quoted name of a meeting or a prize is no set phrase, and a quoted theme is whole", () => {
    const draft = read("3月4日，滨海市召开“第四届灯塔研讨会”，颁发“航标成就奖”，主题是“守航道，亮灯塔，通四海”。会议要求落实“三个务实”。");
    expect(draft.setPhrases.map((one) => one.value)).toEqual(["三个务实"]);
    expect(draft.meeting?.theme?.value).toBe("守航道，亮灯塔，通四海");
  });
});

describe("who and what in English sentences", () => {
  test("the office behind a name says more than the title before it", () => {
    const draft = read("The Harbour Board held a meeting. Councillor Ana Ruiz, chair of the Pilots’ Fund, gave a speech on the bar.");
    expect(who(draft).speeches).toEqual([["Ana Ruiz", "chair of the Pilots' Fund", "SPEECH", "the bar"]]);
  });

  test("a point ends where the meeting is told of again", () => {
    const draft = read(
      "The meeting stressed that the lights must be kept. All keepers should report. The meeting was then adjourned for the tide.",
    );
    expect(draft.points.map((one) => one.text.value)).toEqual(["the lights must be kept. All keepers should report."]);
  });

  test("a title with its article is no set phrase, and words that name nothing are no subject", () => {
    const draft = read(
      "The Board held a meeting. Tomas O’Leary gave a lecture on its second chapter. “The Lantern” was shown, and the “three clears” praised.",
    );
    expect(draft.setPhrases.map((one) => one.value)).toEqual(["three clears"]);
    expect(draft.speeches.map((one) => one.about)).toEqual([null]);
  });
});
