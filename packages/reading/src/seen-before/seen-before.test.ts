import type { Block } from "@lectern/schema";
import { describe, expect, test } from "vitest";
import { firstAppearances } from "./first-appearances.js";
import { sameness } from "./same-sentence.js";
import { sentencePrints } from "./sentence-prints.js";

const LONG = "The Board resolved that every lantern on the long quay be trimmed, filled and lit before the first frost of the year.";

describe("sameness", () => {
  test("is 1 for equal words, whatever the marks and capitals", () => {
    expect(sameness(LONG, LONG.replaceAll(",", ";").toUpperCase())).toBe(1);
  });

  test("allows a word or two of many, but no other number, name or negation", () => {
    expect(sameness(LONG, LONG.replace("every lantern", "each lantern"))).toBeGreaterThan(0.9);
    expect(sameness(LONG, LONG.replace("the first frost", "the second frost"))).toBe(0);
    expect(sameness(`${LONG} So said Ana Ruiz to all.`, `${LONG} So said Ana Vane to all.`)).toBe(0);
    expect(sameness(LONG, LONG.replace("be trimmed", "not be trimmed"))).toBe(0);
    expect(sameness(LONG, LONG.slice(0, 60))).toBe(0);
  });

  test("compares Chinese by characters, and takes no other name for the same", () => {
    const words = "会议强调，要深入学习贯彻港务工作条例，切实把长堤灯火管护责任落实到每一个班组、每一名职工，确保汛期前全部检修完毕。";
    expect(sameness(words, words.replace("切实把", "切实将"))).toBeGreaterThan(0.95);
    expect(sameness(words, words.replace("每一名", "每三名"))).toBe(0);
  });
});

const block = (text: string): Block[] => [{ kind: "paragraph", level: 0, span: [0, text.length] }];
const dated = (document: string, day: string | null, text: string) => ({
  document,
  day,
  draft: { text, sentences: sentencePrints(text, block(text)) },
});

test("short sentences have no fingerprint", () => {
  expect(sentencePrints("This concluded the meeting. It was late.", block("This concluded the meeting. It was late."))).toEqual([]);
});

test("tells the first appearance by day, not by order, and nothing of undated documents", () => {
  const changed = LONG.replace("every lantern", "each lantern");
  const seen = firstAppearances([
    dated("c", "2033-01-01", `New words of this very day stand here before all others do. ${changed}`),
    dated("b", "2032-01-01", LONG),
    dated("a", "2031-01-01", `Something else was said here first on that cold morning. ${LONG}`),
    dated("undated", null, LONG),
  ]);
  expect(seen.get("c")).toMatchObject([
    { span: [60, 60 + changed.length], first: { document: "a", day: "2031-01-01", span: [57, 57 + LONG.length] } },
  ]);
  expect(seen.get("b")).toMatchObject([{ first: { document: "a" }, sameness: 1 }]);
  expect(seen.get("a")).toEqual([]);
  expect(seen.has("undated")).toBe(false);
});
