import type { Draft, Evidenced, Span } from "@lectern/schema";
import { describe, expect, test } from "vitest";
import { readDocument, readFile } from "./read-file.js";

/** A generator of numbers that is the same in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const english = {
  opening: [
    "On the afternoon of {m} {d}th, the {body} held a {kind} in {place}. ",
    "Yesterday the {body} convened its {kind}. ",
    "The {kind} of the {body} was held on {d} {m} {y}. ",
    "date {y}-03-{dd} On {m} {d}, the {body} held a {kind} on the theme of “{title}”. ",
  ],
  acts: [
    "Comrade {name}, {role}, presided over the meeting. ",
    "{Role} {name} delivered a mobilization speech, and made a special report on the {n} volume of “{title}”. ",
    "The meeting was chaired by {role} {name} and attended by all {group}. ",
    "{name} ({role}) and {name} gave a lecture. ",
    "He said that the “{phrase}” must stand. ",
  ],
  points: [
    "The meeting stressed that the {group} should study “{title}” ({title}), Volume {r}. We must keep the “{phrase}”. ",
    "\n\nThe meeting also called for {n} actions and {d} tasks; it was agreed that “{phrase}” holds. ",
  ],
  slots: {
    m: ["January", "March", "Sept.", "December"],
    body: ["Harbour Board", "Municipal Bureau of Lights", "Council of the Outer Isles"],
    kind: ["planning meeting", "annual conference", "mobilization meeting"],
    place: ["Tromsvik", "the Custom House", "Old Town Hall"],
    name: ["Ana Ruiz", "J. R. O’Brien", "Ludwig van der Meer", "Li Na", "Mei-Ling Chen"],
    role: ["deputy director", "head of the Survey Section, member of the board", "secretary"],
    Role: ["Deputy Mayor", "Governor", "Director"],
    group: ["members and cadres", "keepers", "“outer” pilots"],
    title: ["Letters from the Sea", "Rules of the Road", "A History, in Brief: Tides"],
    phrase: ["three clears", "four keeps and two watches", "one sea 😀"],
    n: ["second", "fourth", "six", "two major"],
    r: ["II", "4", "III"],
  },
};
const chinese = {
  opening: [
    "{m}月{d}日下午，{body}在{place}召开{kind}。",
    "央视网消息：{kind}{d}日在京举行。",
    "{y}年{m}月{d}日至{d}日，{body}举行{kind}，以“{phrase}”为主题。",
    "昨日，{body}召开{kind}。",
  ],
  acts: [
    "{role}{name}主持会议。",
    "{role}、{role}{name}出席会议并讲话。",
    "{role}{name}，{role}{name}到会并作了动员讲话。",
    "会议由{role}{name}主持并讲话。",
    "{group}参加会议。",
    "{name}围绕《{title}》第{n}卷作了专题辅导。",
  ],
  points: [
    "会议指出，要学习《{title}》第{n}卷、第{n}卷，做到“{phrase}”。各部门要抓好{n}项任务。",
    "\n{name}强调，今年是新中国成立{d}周年，“{phrase}”不能丢；会议还传达了《{title}》。",
  ],
  slots: {
    m: ["3", "十二", "10"],
    body: ["滨海市档案局", "国投集团党委", "外岛县委"],
    kind: ["座谈会", "动员部署会议", "第三次全体会议"],
    place: ["市文化中心", "礼堂"],
    name: ["沈若兰", "周文", "欧阳明", "艾山·买买提"],
    role: ["副市长", "局党组书记、局长", "主任"],
    group: ["全体干部职工", "各县（市、区）代表"],
    title: ["航海文选", "港口法", "守护〈灯塔〉"],
    phrase: ["三个务实", "守正、开新", "四个到位"],
    n: ["二", "四", "十"],
  },
};

function generate(seed: number): string {
  const random = generator(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const grammar = seed % 2 === 0 ? english : chinese;
  const templates = [
    pick(grammar.opening),
    ...Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(random() < 0.6 ? grammar.acts : grammar.points)),
  ];
  if (random() < 0.3) templates.sort(() => random() - 0.5);
  const slots: Record<string, string[]> = grammar.slots;
  const text = templates.join("").replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "d" || name === "dd") return String(10 + Math.floor(random() * 19));
    if (name === "y") return String(2019 + Math.floor(random() * 20));
    return pick(slots[name] ?? [""]);
  });
  // Now and then a text is cut off, or has its marks broken.
  return random() < 0.2 ? text.slice(0, Math.floor(text.length * random()) + 1) : random() < 0.1 ? text.replace("”", "") : text;
}

function evidencedOf(draft: Draft): Evidenced[] {
  const found: Evidenced[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if ("printed" in value && "span" in value) found.push(value as Evidenced);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(draft);
  return found;
}

function expectTight(draft: Draft): void {
  for (const value of evidencedOf(draft)) {
    if (value.span === null) continue;
    const [start, end] = value.span;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(draft.text.length);
    expect(draft.text.slice(start, end)).toBe(value.printed);
    expect(value.printed).toBe(value.printed.trim());
  }
  const ranges: Span[] = [
    ...draft.blocks.map((block) => block.span),
    ...draft.citedWorks.flatMap((work) => work.spans),
    ...draft.speeches.flatMap((speech) => (speech.textSpan ? [speech.textSpan] : [])),
    ...(draft.studyText?.passages.map((passage) => passage.span) ?? []),
    ...(draft.studyText?.sections.map((section) => section.span) ?? []),
    ...(draft.meeting?.heldOn?.yearSpan ? [draft.meeting.heldOn.yearSpan] : []),
  ];
  for (const [start, end] of ranges) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(draft.text.length);
  }
  for (const work of draft.citedWorks) for (const span of work.spans) expect(draft.text.slice(...span).trim()).not.toBe("");
}

describe("every span is tight and inside the text", () => {
  test("over 400 generated notices, English and Chinese, whole and broken", () => {
    let values = 0;
    for (let seed = 0; seed < 400; seed++) {
      const text = generate(seed);
      const { documents } = readFile(new TextEncoder().encode(text), {
        fileName: "n.txt",
        publishedOn: seed % 3 === 0 ? "2031-04-01" : undefined,
      });
      for (const { draft } of documents) {
        expectTight(draft);
        values += evidencedOf(draft).length;
      }
    }
    expect(values).toBeGreaterThan(2000);
  });

  test("over Chinese notices in half-width marks and in traditional characters", () => {
    let folded = 0;
    for (let seed = 1; seed < 200; seed += 2) {
      const text = generate(seed)
        .replaceAll("，", ",")
        .replace(/[“”]/g, '"')
        .replaceAll("会议", seed % 4 === 1 ? "會議" : "会议");
      const draft = readDocument(new TextEncoder().encode(text), { fileName: "n.txt" });
      expectTight(draft);
      expect(draft.text).toBe(text);
      folded += draft.presiders.length + draft.speeches.length;
    }
    expect(folded).toBeGreaterThan(100);
  });

  test("over the same notices as Markdown, as pages and as speeches", () => {
    for (let seed = 0; seed < 60; seed++) {
      const text = generate(seed);
      for (const [name, source] of [
        ["n.md", `# Title\n\n${text}`],
        ["n.html", `<h1>Title</h1><p>${text.replaceAll("\n", "<br>")}</p>`],
      ] as const) {
        expectTight(readDocument(new TextEncoder().encode(source), { fileName: name }));
      }
    }
  });
});
