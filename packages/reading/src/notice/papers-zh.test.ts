import type { Draft } from "@lectern/schema";
import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string, publishedOn?: string): Draft =>
  readDocument(new TextEncoder().encode(text), { fileName: "notice.txt", publishedOn });

describe("a decision printed under labels", () => {
  const paper = read(
    [
      "关于灯港公司大会的公告",
      "1、召开时间：2031年5月18日（星期日）下午",
      "2、召开地点：灯港市码头路88号公司会议室",
      "3、召集人：公司董事会",
      "4、主持人：董事长钱文华先生",
      "会议符合《灯港公司章程》的规定。",
    ].join("\n"),
  );

  test("names who convened it and who presided", () => {
    expect(paper.meeting?.body?.value).toBe("公司董事会");
    expect(paper.presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["钱文华", "董事长"]]);
  });

  test("takes the room at the end of an address for a place and no meeting", () =>
    expect(paper.meeting?.place?.value).toBe("灯港市码头路88号公司会议室"));
});

describe("a summary of decisions", () => {
  const summary = read(
    [
      "2031年6月15日，市长王海涛在市政府三楼会议室主持召开市政府第75次常务会议。",
      "一、听取市航道局局长周立新关于《灯港航道规划》编制情况的汇报。",
      "二、审议码头管理办法。会议强调，要稳妥推进码头更新。",
      "三、会议传达学习了航标条例。",
    ].join("\n"),
  );

  test("tells its kind, its place and whose report was heard", () => {
    expect(summary.meeting?.kind?.value).toBe("常务会议");
    expect(summary.meeting?.place?.value).toBe("市政府三楼会议室");
    expect(summary.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value, kind])).toEqual([
      ["周立新", "市航道局局长", "REPORT"],
    ]);
  });

  test("ends a point where the next item tells of the meeting again", () =>
    expect(summary.points.map(({ text }) => text.value)).toEqual(["要稳妥推进码头更新。"]));
});

describe("a dateline", () => {
  const held = (text: string, publishedOn?: string) => {
    const date = read(text, publishedOn).meeting?.heldOn;
    return date?.date ?? date?.partial ?? null;
  };

  test("gives the month of a day, and the day that yesterday is counted from", () => {
    expect(held("新华社灯港3月22日电 港务局22日在灯港召开座谈会。")).toBe("--03-22");
    expect(held("本报9月29日讯 昨天下午，港务局召开总结会。", "2031-09-30")).toBe("2031-09-28");
    expect(held("本报2031年1月1日讯 昨天下午，港务局召开总结会。")).toBe("2030-12-31");
  });
});

test("news names offices with 就业 in them, foreigners by two alphabets, and whoever words are told of", () => {
  const said = (text: string) => {
    const { speeches, points } = read(text);
    return [speeches.map(({ speaker, role }) => [speaker?.value, role?.value ?? null]), points.map((point) => point.text.value)];
  };
  expect(said("港务局人口和就业统计处处长张毅表示，二季度用工稳定。")).toEqual([
    [["张毅", "港务局人口和就业统计处处长"]],
    ["二季度用工稳定。"],
  ]);
  expect(said("安娜·鲁伊斯（Ana Ruiz）说，码头很安全。")).toEqual([[["安娜·鲁伊斯", null]], ["码头很安全。"]]);
  expect(said("工会主席李明在会上说“船要准时。”")[0]).toEqual([["李明", "工会主席"]]);
});
