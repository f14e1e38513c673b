import { DocumentKind } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { read, who } from "./testing.js";

const speeches = (text: string) => who(read(text)).speeches.map(([name, role, kind]) => [name, role, kind]);

describe("Chinese notices of many hands", () => {
  test("a company: the body's whole name and not half of 第5次党委会", () => {
    const draft = read("海蓝装备有限公司党委召开2031年第5次党委会\n\n5月17日上午，公司党委书记、董事长赵立新主持召开2031年第5次党委会议。");
    expect(draft.meeting).toMatchObject({ body: { value: "海蓝装备有限公司党委" }, heldOn: { date: "2031-05-17" } });
  });

  test("a village and a temple: offices and forms of address of their own", () => {
    expect(speeches("3月9日，柳树沟村召开会议。会上，村会计刘桂兰宣读了收支情况。")).toEqual([["刘桂兰", "村会计", "READING"]]);
    expect(who(read("市佛教协会召开会议。会长释明海法师主持会议并作总结发言。"))).toMatchObject({
      presiders: [["释明海", "会长"]],
      speeches: [["释明海", "会长", "REMARKS", null]],
    });
  });

  test("a hospital: a surname with its title is whoever was named in full", () => {
    expect(speeches("6月5日，我院召开会议。会议由护理部主任张艳秋主持，分管院长刘振华出席。刘院长指出，护理安全无小事。")).toEqual([
      ["刘振华", "分管院长", "SPEECH"],
    ]);
  });

  test("a bulletin: who was asked to lecture, and the day of issue beside the issuer", () => {
    const draft = read(
      "工作简报\n\n县总工会办公室　　2031年7月6日\n\n7月2日，县总工会邀请县委党校高级讲师范文斌为干部职工讲授题为《学史增信》的专题党课。",
    );
    expect(draft.publishedOn?.value).toBe("2031-07-06");
    expect(draft.meeting?.heldOn?.date).toBe("2031-07-02");
    expect(who(draft).speeches.map(([name, role, kind]) => [name, role, kind])).toEqual([["范文斌", "县委党校高级讲师", "LECTURE"]]);
  });

  test("an agenda's numbers are no part of an office", () => {
    expect(speeches("关于召开全县教育工作会议的通知\n\n会议议程\n（一）县教育局局长冯涛作工作报告；")).toEqual([
      ["冯涛", "县教育局局长", "REPORT"],
    ]);
  });

  test("a listed company: labels with numbers, and who called the meeting", () => {
    const draft = read(
      "一、会议召开情况\n（一）股东大会召开的时间：2031年5月20日\n（二）股东大会召开的地点：杭州市滨江区公司会议室\n（三）本次会议由公司董事会召集，董事长徐伟主持。",
    );
    expect(draft.meeting).toMatchObject({ body: { value: "公司董事会" }, heldOn: { date: "2031-05-20" } });
    expect(who(draft).presiders).toEqual([["徐伟", "董事长"]]);
  });

  test("the day between a body and its verb; a rarer surname", () => {
    const draft = read("国务院新闻办公室2031年1月17日（星期五）上午10时举行新闻发布会。新闻局副局长寿小丽主持发布会。");
    expect(draft.meeting?.body?.value).toBe("国务院新闻办公室");
    expect(who(draft).presiders).toEqual([["寿小丽", "新闻局副局长"]]);
  });

  test("a year that a report looks back on is not that of the meeting", () => {
    const draft = read("2月20日，全市法院院长会议召开。会议通报了2030年度全市法院审判执行质效情况。");
    expect(draft.meeting?.heldOn).toMatchObject({ date: null, partial: "--02-20" });
  });
});

describe("Chinese minutes", () => {
  test("of an office: labels, those who sat in, and who was excused", () => {
    const draft = read(
      "会 议 纪 要\n〔2031〕第7号\n\n时间：2031年8月11日上午9:00\n地点：管委会三楼会议室\n主持人：吴建平\n参加人员：郑晓明、何莉\n列席人员：韩雪（财政局）\n缺席人员：唐亮（因事请假）\n记录人：丁宁\n议题：研究有关事宜\n\n会议要求，各部门要加强协调。",
    );
    expect(draft.kind).toBe(DocumentKind.MINUTES);
    expect(who(draft)).toEqual({ presiders: [["吴建平", null]], speeches: [], attendees: ["郑晓明", "何莉", "韩雪"] });
    expect(draft.minutes?.apologies.map(({ value }) => value)).toEqual(["唐亮"]);
  });

  test("in traditional characters: printed as they stand", () => {
    const draft = read(
      "發展事務委員會會議紀要\n\n日期：2031年11月23日（星期日）\n地點：會議室1\n\n出席委員：梁志強議員（主席）、陳美玲議員\n缺席委員：張國棟議員\n\n確認通過會議紀要。",
    );
    expect(draft.kind).toBe(DocumentKind.MINUTES);
    expect(draft.presiders[0]?.name).toMatchObject({ value: "梁志強", printed: "梁志強" });
    expect(draft.attendees.map(({ value }) => value)).toEqual(["梁志強", "陳美玲"]);
    expect(draft.minutes?.apologies.map(({ value }) => value)).toEqual(["張國棟"]);
  });

  test("news: words before their verb, a foreigner by his last name, an interview, and who organizes at the end", () => {
    const draft = read(
      "港口论坛举行\n\n英国港务顾问安娜·鲁伊斯在接受采访时表示，航道已经疏浚。鲁伊斯还提到，码头将扩建。\n\n“潮水来得早。我们要先修堤。”\n\n她对记者说。\n\n“灯塔亮了。”\n\n灯塔站站长刘海明说。\n\n论坛由滨海市港务局主办。",
    );
    expect(who(draft).speeches.map(([name, role]) => [name, role])).toEqual([
      ["安娜·鲁伊斯", "英国港务顾问"],
      ["刘海明", "灯塔站站长"],
    ]);
    expect(draft.points.map(({ verb, text }) => [verb.value, text.value])).toEqual([
      ["表示", "航道已经疏浚。"],
      ["提到", "码头将扩建。"],
      ["说", "潮水来得早。我们要先修堤。"],
      ["说", "灯塔亮了。"],
    ]);
    expect(draft.meeting?.body?.value).toBe("滨海市港务局");
  });

  test("a song, a journal and a fund in title marks are no works that are cited", () =>
    expect(
      read("市文联召开会议。会议学习了《灯塔志》。歌手带来了一首《潮声》，论文在《港口》上发表，并设立《守灯人基金》。").citedWorks.map(
        ({ title }) => title.value,
      ),
    ).toEqual(["灯塔志"]));

  test("news: a name in Latin letters, a day of the week, words on either side of the verb", () => {
    const draft = read(
      "港口论坛举行\n\n港务研究中心的高级研究员Eva Kallas说，航道已经疏浚。\n\n新闻秘书卡琳·让-皮埃尔(Karine Jean)周四对记者表示，码头将扩建。\n\n“潮水来得早，”站长刘海明说，“我们要先修堤。”",
    );
    expect(who(draft).speeches.map(([name, role]) => [name, role])).toEqual([
      ["Eva Kallas", "港务研究中心的高级研究员"],
      ["卡琳·让-皮埃尔", "新闻秘书"],
      ["刘海明", "站长"],
    ]);
    expect(draft.points.at(-1)?.text.value).toMatch(/^潮水来得早[\s\S]*我们要先修堤。"$/u);
    expect(draft.setPhrases).toEqual([]);
  });
});
