import { DocumentKind } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string) => readDocument(new TextEncoder().encode(text), { fileName: "m.txt" });

const minutes = `MINUTES OF THE MONTHLY MEETING OF THE HARBOUR BOARD HELD AT THE CUSTOM HOUSE ON MONDAY, 3RD MAY, 2031

PRESENT IN THE CHAIR: Councillor A. Ruiz, Harbour Warden.

MEMBERS PRESENT:

Councillors Olsen, Kallas and O’Brien.

OFFICIALS IN ATTENDANCE:

Head of Finance and Dues (Mr. T. Marsh), Town Clerk (Ms. E. Vane).

1. Dues for the winter

The Head of Finance and Dues gave a presentation on the dues. It was agreed that the dues stay as they are.

On the proposal of Councillor Olsen and seconded by Councillor Kallas the accounts were passed.`;

describe("minutes", () => {
  const draft = read(minutes);

  test("are told by what stands at their head", () => {
    expect(draft.kind).toBe(DocumentKind.MINUTES);
    expect(draft.meeting?.heldOn?.date).toBe("2031-05-03");
    expect(draft.meeting?.body?.value).toBe("HARBOUR BOARD");
  });

  test("name the chair, those present, and who proposed and seconded", () => {
    expect(draft.presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["A. Ruiz", "Harbour Warden"]]);
    expect(draft.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value, kind])).toEqual([
      ["T. Marsh", "Head of Finance and Dues", "REPORT"],
      ["Olsen", "Councillor", "PROPOSAL"],
      ["Kallas", "Councillor", "SECONDING"],
    ]);
    expect(draft.attendees.map((one) => one.value)).toEqual(["Olsen", "Kallas", "O'Brien", "T. Marsh", "E. Vane"]);
  });

  test("keep what was said as points, and what was moved with who moved it", () => {
    const { points, speeches } = read(
      `${minutes.replace("It was agreed that the dues stay as they are.", "He stated that the dues stay as they are.")}\n\nIt was agreed to meet in June.`,
    );
    expect(points.map(({ verb, text }) => [verb.value, text.printed])).toEqual([["stated", "the dues stay as they are."]]);
    expect(speeches.filter((speech) => speech.about).map(({ kind, about }) => [kind, about?.value])).toEqual([["REPORT", "the dues"]]);
  });

  test("keep turns that are plainly marked, with their words", () => {
    const turns = read(
      "Minutes of the Harbour Board\n\nPRESENT: Ana Ruiz, Per Olsen\n\nIN THE CHAIR: Ana Ruiz\n\nCouncillor Olsen: The bar has moved.\n\nIt moves each year.\n\nCouncillor Kallas: Then we dredge.\n",
    );
    expect(
      turns.speeches.map((speech) => [speech.speaker?.value, speech.role?.value, speech.textSpan && turns.text.slice(...speech.textSpan)]),
    ).toEqual([
      ["Per Olsen", "Councillor", "The bar has moved.\n\nIt moves each year."],
      ["Kallas", "Councillor", "Then we dredge."],
    ]);
  });

  test("know one surname by the list, wherever in the name it stands", () => {
    const { speeches } = read(
      "Minutes of the Toll Board\n\nPresent: Councillor Wen Ya, Councillor Per Olsen\n\n1. Fog\nIt was moved by Councillor Wen, seconded by Councillor Olsen, that a bell be bought.\n",
    );
    expect(speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toEqual([
      ["Wen Ya", "PROPOSAL"],
      ["Per Olsen", "SECONDING"],
    ]);
  });

  test("take the chair and the members from one list", () => {
    const { presiders, attendees } = read(
      "Minutes of the Toll Board\n\nPresent: Councillor Ana Ruiz, Councillor Per Olsen (Chair), Councillor Li Na\nIn attendance: Edda Vane, town clerk\nApologies: Councillor Tom Marsh\n\n1. Fog\nThe Chair thanked the bell.",
    );
    expect(presiders.map(({ name, role }) => [name.value, role])).toEqual([["Per Olsen", null]]);
    expect(attendees.map((one) => one.value)).toEqual(["Ana Ruiz", "Per Olsen", "Li Na", "Edda Vane"]);
  });

  test("in Chinese have labels for when, where and who", () => {
    const draft = read(
      "渡口委员会会议纪要\n\n时间：2031年5月21日上午\n地点：钟楼\n主持人：何清（渡口委员会主席）\n出席：沈若兰、欧阳明\n列席：陈立（市档案局局长）\n缺席：周文\n\n一、雾钟\n会议同意修钟。",
    );
    expect(draft.publishedOn).toBeNull();
    expect(draft.meeting?.heldOn).toMatchObject({ date: "2031-05-21", halfDay: "MORNING", basis: "PRINTED" });
    expect([draft.meeting?.place?.value, draft.meeting?.body?.value]).toEqual(["钟楼", "渡口委员会"]);
    expect(draft.presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["何清", "渡口委员会主席"]]);
    expect(draft.attendees.map((one) => one.value)).toEqual(["沈若兰", "欧阳明", "陈立"]);
  });
});

describe("scanned minutes below a note of where they come from", () => {
  const draft = read(`Original file

Scanned page, text may contain errors.

MINUTES OF PROCEEDINGS AT MEETING OF THE
HARBOUR BOARD HELD IN THE CUSTOM HOUSE, ARDMOUTH, CO. KERN,
ON MONDAY, 3°" MAY, 2031, AT 10.00AM.

PRESENT IN THE CHAIR: Councillor A. Ruiz.

MEMBERS PRESENT:

Councillors Olsen and Kallas.

On the proposal of Councillor Olsen, seconded by Councillor Kallas it was agreed to dredge the bar.`);

  test("have their own heading as title, and the day that it prints", () => {
    expect(draft.title?.value).toMatch(/^MINUTES OF PROCEEDINGS/u);
    expect(draft.meeting?.heldOn?.date).toBe("2031-05-03");
    expect(draft.meeting?.body?.value).toBe("HARBOUR BOARD");
  });

  test("do not take the next act for an office", () => {
    expect(draft.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value, kind])).toEqual([
      ["Olsen", "Councillor", "PROPOSAL"],
      ["Kallas", "Councillor", "SECONDING"],
    ]);
  });
});

test("labels of links are no speakers", () => {
  const draft = read(`Minutes of the meeting of the Harbour Board

* Audio Recording: none was made
* GitHub Issue: number four hundred

Present: Ana Ruiz, Tomas Olsen`);
  expect(draft.speeches).toEqual([]);
});

test("a heading of minutes may be broken into several paragraphs", () => {
  const draft = read(`MINUTES

OF

PROCEEDINGS AT MEETING OF

THE HARBOUR

BOARD HELD IN THE CUSTOM HOUSE,

ON MONDAY, 3RD

MAY, 2031, AT 10 A.M.

PRESENT IN THE CHAIR:

Councillor A. Ruiz

Circulated, copy of the minutes of the meeting held on 4th April, 2031.`);
  expect(draft.meeting?.heldOn?.date).toBe("2031-05-03");
  expect(draft.meeting?.body?.value).toBe("HARBOUR BOARD");
  expect(draft.presiders.map((one) => one.name.value)).toEqual(["A. Ruiz"]);
});

test("sentences go on over printed lines and pages that stand apart", () => {
  const draft = read(`MINUTES OF PROCEEDINGS AT MEETING OF THE HARBOUR BOARD HELD IN THE

CUSTOM HOUSE, ON MONDAY, 3RD MAY, 2031, AT 6.30 P.M.

PRESENT IN THE CHAIR:

Councillor A. Ruiz, Warden.

MEMBERS PRESENT:

Councillors Olsen (J), Olsen (P), Kallas, O‟Brien, and all those who keep

the lights.

OFFICIALS IN ATTENDANCE:

Director, Dues and Tolls (Mr. T. Marsh), Director, Works and Dredging (Ms. E.

Vane), Town Clerk (Mr. L. Holt).

The Warden then invited the Director of Works and Dredging to present an overview of

the dredging of the bar for the year 2031.

The Director stated that the bar had moved by forty metres to the north since the

---
2

survey of the spring. The channel would be marked again before the winter and the

buoys moved to where the pilots had asked for them.

Councillor Kallas, on behalf of the pilots, raised queries in relation to the cost of it.

On the proposal of Councillor Olsen (J), seconded by Councillor O‟Brien, it was agreed that

the channel be dredged in accordance with Section 12 of the Harbours Act, 2015.`);
  expect(draft.meeting?.heldOn).toMatchObject({ date: "2031-05-03", halfDay: "EVENING" });
  expect(draft.presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["A. Ruiz", "Warden"]]);
  expect(draft.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value, kind])).toEqual([
    ["E. Vane", "Director, Works and Dredging", "REPORT"],
    ["Olsen (J)", "Councillor", "PROPOSAL"],
    ["O'Brien", "Councillor", "SECONDING"],
    ["Kallas", "Councillor", "REMARKS"],
  ]);
  const [point] = draft.points;
  expect(point?.text.value).toMatch(/^the bar had moved by forty metres to the north since the survey .* had asked for them\.$/u);
  expect(point?.text.printed).toBe(draft.text.slice(...(point?.text.span ?? [0, 0])));
  expect(draft.citedWorks).toMatchObject([
    { title: { value: "Harbours Act, 2015" }, locator: { printed: "Section 12" }, resolvedLocator: { section: 12 } },
  ]);
});

test("items of a company's minutes that begin with a name are remarks of somebody present", () => {
  const draft = read(`# Lantern Works Technical Committee (LWTC) Meeting 2031-05-03

## Present

* Ana Ruiz @ana (LWTC)
* Per Olsen @per (guest)

## Agenda

### Lamps

* Ana: the lamp is out again
  * Per thinks that it was the fog
`);
  expect(draft.kind).toBe(DocumentKind.MINUTES);
  expect([draft.meeting?.body?.value, draft.meeting?.heldOn?.date]).toEqual(["Lantern Works Technical Committee (LWTC)", "2031-05-03"]);
  expect(draft.attendees.map((one) => one.value)).toEqual(["Ana Ruiz", "Per Olsen"]);
  expect(draft.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value, kind])).toEqual([
    ["Ana Ruiz", "LWTC", "REMARKS"],
    ["Per Olsen", "guest", "REMARKS"],
  ]);
});

test("items name those present by short forms, handles, several at once and other scripts; what one will do is no speech", () => {
  const draft = read(`# Lantern Works core team meeting 2031-05-03

## Participants

* Franziska Olsen @lampist (TC)
* Скворцов Никита @nik (TC)
* Michael Ruiz (TC)
* Michael Zorn
* Ana Vane

## Minutes

* Lamps
  * Franzi: the lamp is out again
  * Michael Z, it was the fog
  * Nikita - agreed
  * Ana to open an issue
  * Voting Question: which lamp?
* lampist
  * wicks are short
`);
  expect(draft.meeting?.body?.value).toBe("Lantern Works core team");
  expect(draft.speeches.map(({ speaker, role }) => [speaker?.value, role?.value])).toEqual([
    ["Franziska Olsen", "TC"],
    ["Michael Zorn", undefined],
    ["Скворцов Никита", "TC"],
  ]);
});
