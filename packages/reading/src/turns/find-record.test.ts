import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string, fileName = "m.txt") => readDocument(new TextEncoder().encode(text), { fileName });
const turnsOf = (draft: ReturnType<typeof read>) =>
  draft.speeches.map(({ speaker, role, textSpan }) => [
    role?.value ?? "",
    speaker?.value,
    draft.text.slice(...(textSpan as [number, number])),
  ]);

const record = `COUNCIL OF THE TOWN OF TROMSVIK

Wednesday, 4 May 2031

The Council met at 9:30 a.m.

Members present: Councillor Ruiz, Councillor O'Brien

ROLL CALL

Clerk: Madam Speaker, all are here.

Madam Speaker: Thank you. Mayor Katz, you have an announcement.

Mayor Katz: Yes, I do. As the poet said: the sea is wide.

It is also deep.

Ms. Anna van der Meer: May I ask how deep?

Mayor Katz (interjecting): Very.

Motion No. 1

Moved by Councillor Ruiz,

THAT the harbour be dredged.

Councillor O'Brien: I second that:…with pleasure.

Madam Speaker: All in favour? Carried.

Council adjourned at 10:02 a.m.`;

describe("a verbatim record", () => {
  const draft = read(record);

  test("has each turn with its speaker and title, up to the next turn, heading or motion", () => {
    expect(turnsOf(draft)).toEqual([
      ["", "Clerk", "Madam Speaker, all are here."],
      ["", "Madam Speaker", "Thank you. Mayor Katz, you have an announcement."],
      ["Mayor", "Katz", "Yes, I do. As the poet said: the sea is wide.\n\nIt is also deep."],
      ["", "Ms. Anna van der Meer", "May I ask how deep?"],
      ["Mayor", "Katz", "Very."],
      ["Councillor", "O'Brien", "I second that:…with pleasure."],
      ["", "Madam Speaker", "All in favour? Carried."],
    ]);
  });

  test("is minutes, with its day, chair and those present", () => {
    expect(draft.kind).toBe("MINUTES");
    expect(draft.meeting?.heldOn).toMatchObject({ date: "2031-05-04", printed: "Wednesday, 4 May 2031" });
    expect(draft.presiders.map(({ name }) => name.value)).toEqual(["Madam Speaker"]);
    expect(draft.attendees.map(({ value }) => value)).toContain("O'Brien");
  });

  test("says in its own voice who moved what, and names the chair and the speakers as its lists do", () => {
    const { presiders, speeches, minutes } = read(
      record
        .replace("Members present: Councillor Ruiz, Councillor O'Brien", "Present: Councillor Ana Ruiz (Chair), Councillor Sean O'Brien")
        .replace(
          "Moved by Councillor Ruiz,\n\nTHAT the harbour be dredged.",
          "It was moved by Councillor Ruiz, that the harbour be dredged.",
        ),
    );
    expect(presiders.map(({ name }) => name.value)).toEqual(["Ana Ruiz", "Madam Speaker"]);
    expect(speeches.map(({ speaker }) => speaker?.value)).toContain("Sean O'Brien");
    expect(minutes?.motions.flatMap(({ movedBy }) => movedBy.map(({ value }) => value))).toEqual(["Ana Ruiz"]);
  });

  test("may have its names in capitals, before a stop", () => {
    const text = `Transcript of the Press Conference\n\n${["CHAIR YELLEN. Good afternoon. We met today.", "MR. LI. Thank you. Why?", "CHAIR YELLEN. Because we did.", "ANNA RUIZ. What next?", "CHAIR YELLEN. We shall see.", "MR. LI. Thank you."].join("\n\n")}`;
    expect(turnsOf(read(text)).map(([role, name]) => [role, name])).toEqual([
      ["CHAIR", "YELLEN"],
      ["", "MR. LI"],
      ["CHAIR", "YELLEN"],
      ["", "ANNA RUIZ"],
      ["CHAIR", "YELLEN"],
      ["", "MR. LI"],
    ]);
  });

  test("may be Chinese", () => {
    const text = [
      "主持人：现在开会，请发言。",
      "王小明：我同意这个方案，理由有三。",
      "李红委员：我有一个问题，费用是多少？",
      "王小明：大约十万元。",
      "李红委员：谢谢，我同意。",
      "主持人：通过。",
    ].join("\n");
    expect(turnsOf(read(text)).map(([role, name]) => `${name}${role}`)).toEqual([
      "主持人",
      "王小明",
      "李红委员",
      "王小明",
      "李红委员",
      "主持人",
    ]);
  });
});

describe("what is no record, though it has colons", () => {
  test.each([
    ["an agenda", "Date: 4 May\n\nTime: 9:30\n\nVenue: Custom House\n\nPresent: all\n\nItem 1: Lights\n\nItem 2: Ropes\n\nDecision: none"],
    [
      "prose with lists",
      `${"The town has many plans for the coming year, and the council has seen them all. ".repeat(20)}\n\nCosts: high\n\nBenefits: some\n\nRisks: few\n\nAna Ruiz: head of the office\n\nLi Na: clerk`,
    ],
  ])("%s", (_, text) => expect(read(text).kindReason).not.toMatch(/names of who gave them/));
});

describe("a page made from a PDF", () => {
  const page = (number: number, words: string) => `<div id="page_${number}"><p>${number}</p><p>COUNCIL OF THE TOWN</p>${words}</div>`;
  const source = `<html><head><title>Created by A Converter</title></head><body>${page(1, "<p>MOTIONS</p><p>Clerk: It is moved that all of the lights of the harbour be lit before the ships of the</p>")}${page(2, "<p>season come in.</p>")}${[3, 4, 5, 6].map((number) => page(number, `<p>${["Lamps", "Ropes", "Buoys", "Ferries"][number - 3]} are in order.</p>`)).join("")}</body></html>`;

  test("keeps neither running heads nor the ends of pages, and says on which page a block was", () => {
    const draft = read(source, "m.html");
    expect(draft.text.match(/COUNCIL OF THE TOWN/g)).toHaveLength(1);
    expect(draft.text).toContain("the ships of the season come in.");
    expect(draft.blocks.at(-1)?.place).toEqual({ page: 6 });
    expect(draft.title?.value).toBe("COUNCIL OF THE TOWN");
  });
});

describe("a web page", () => {
  test("is its article without what it offers beside it", () => {
    const source = `<html><head><meta property="og:title" content="On Rain"></head><body><p><a href="/">Home</a> | <a href="/news">News</a></p><h2>Speech</h2><p><a href="x.pdf">PDF</a></p><p>It rained.<br><br>All day, as <a href="/w">the office</a> said.</p><p>Return to top</p><p><a href="/2031">2031 Speeches</a></p></body></html>`;
    const draft = read(source, "a.html");
    expect(draft.text).toBe("Speech\n\nIt rained.\n\nAll day, as the office said.");
    expect(draft.title?.value).toBe("On Rain");
  });
});
