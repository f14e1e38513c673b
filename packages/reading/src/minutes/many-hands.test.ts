import { DocumentKind } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { read } from "../notice/testing.js";

const speeches = (text: string) => read(text).speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value ?? null, kind]);
const attendees = (text: string) => read(text).attendees.map((one) => one.value);

describe("minutes of many hands", () => {
  test("a city: day and hour in a line of the head, a roll call in one line, ayes and nays", () => {
    const draft = read(`City of Alderbrook
City Council Regular Meeting Minutes
Tuesday, March 4, 2025, 7:00 p.m.

Mayor Denise Hartwell called the meeting to order at 7:02 p.m.

Roll call: Present: Council Members Luis Ortega, Priya Raman, Thomas Beck. Absent: Council Member Grace Okafor.

Council Member Raman moved to approve the minutes of February 18, 2025. Council Member Beck seconded. The motion carried 4-0.

Motion by Ortega, second by Raman, to adopt Ordinance 2025-07. Ayes: Ortega, Raman. Nays: Beck. Motion passed 2-1.`);
    expect(draft.kind).toBe(DocumentKind.MINUTES);
    expect(draft.meeting).toMatchObject({ body: { value: "City Council" }, heldOn: { date: "2025-03-04", halfDay: "EVENING" } });
    expect(draft.publishedOn).toBeNull();
    expect(draft.presiders[0]?.name.value).toBe("Denise Hartwell");
    expect(draft.attendees.map((one) => one.value)).toEqual(["Luis Ortega", "Priya Raman", "Thomas Beck"]);
    expect(draft.speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toEqual([
      ["Priya Raman", "PROPOSAL"],
      ["Thomas Beck", "SECONDING"],
      ["Luis Ortega", "PROPOSAL"],
      ["Priya Raman", "SECONDING"],
    ]);
    expect(draft.minutes?.motions.map(({ outcome, vote }) => [outcome, vote?.counts?.inFavour, vote?.counts?.against])).toEqual([
      ["CARRIED", 4, 0],
      ["CARRIED", 2, 1],
    ]);
  });

  test("a parish: initials without stops, a clerk in brackets, proposers without 'by'", () => {
    const text = `ST MARY'S PARISH COUNCIL

Minutes of the meeting of the Parish Council held in the Village Hall on Monday 12th June 2023 at 7.30pm

Present: Cllr J Marlow (Chairman), Cllr P Denby, Cllr R Ainsley
In attendance: Mrs H Forde (Clerk), District Cllr M Pryce

1. Minutes of the last meeting
The minutes were approved. Proposed Cllr Denby, seconded Cllr Ainsley.

2. Footpaths
The Clerk confirmed that the County Council had been informed.`;
    expect(attendees(text)).toEqual(["J Marlow", "P Denby", "R Ainsley", "H Forde", "M Pryce"]);
    expect(speeches(text)).toEqual([
      ["P Denby", "Cllr", "PROPOSAL"],
      ["R Ainsley", "Cllr", "SECONDING"],
      ["H Forde", "Clerk", "SPEECH"],
    ]);
  });

  test("a trust: those present line by line, and meant by their initials", () => {
    const text = `Riverside Trust
Minutes of the Board Meeting held on 30 November 2023

Chair: Dame Helen Ashby
Members in attendance:
Dr Marcus Oyelaran, Chief Executive
Mr Simon Tranter, Director of Finance

1 Report
MO presented his report.

2 Finance
ST reported a deficit of £3.2m. Dame Helen asked about agency spending.`;
    expect(attendees(text)).toEqual(["Marcus Oyelaran", "Simon Tranter"]);
    expect(speeches(text)).toEqual([
      ["Marcus Oyelaran", "Chief Executive", "REPORT"],
      ["Simon Tranter", "Director of Finance", "REPORT"],
      ["Helen Ashby", null, "PRESIDER_REMARKS"],
    ]);
  });

  test("a senate: the body above the minutes, offices with the chair in brackets, and no day of the next meeting", () => {
    const draft = read(`University of Northmoor
SENATE
Minutes of the 214th Meeting held on Wednesday, 21 February 2024 in the Founders' Room

PRESENT: Professor A. Lockwood (Vice-Chancellor, in the Chair), Professor B. Nakamura
IN ATTENDANCE: Dr G. Huang (Director of Library Services)

214.1 REPORT
The Vice-Chancellor reported that applications were higher.

214.2 DATE OF NEXT MEETING
Wednesday, 1 May 2024.`);
    expect(draft.meeting?.body?.value).toBe("SENATE");
    expect(draft.publishedOn).toBeNull();
    expect(draft.presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["A. Lockwood", "Vice-Chancellor"]]);
    expect(draft.speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toEqual([["A. Lockwood", "REPORT"]]);
  });

  test("officials whose label a scanner lost are known by their offices", () => {
    const text = `MINUTES OF THE MEETING OF THE HARBOUR BOARD HELD ON MONDAY, 3RD MAY, 2031

PRESENT IN THE CHAIR: Councillor A. Ruiz.

OFFICIA CE:

Town Clerk (Ms. E. Vane), Operations Manger, West Division (Mr. T. Marsh).

The Operations Manager stated that the pier was safe.`;
    expect(attendees(text)).toEqual(["E. Vane", "T. Marsh"]);
    expect(speeches(text)).toEqual([["T. Marsh", "Operations Manger, West Division", "SPEECH"]]);
  });
});

test("a list that a page broke within names and offices, with labels inside it", () => {
  const text = `**MINUTES OF MEETING OF THE HARBOUR COMMITTEE**

**HELD IN THE CUSTOM HOUSE, DOCKS**

**QUAY, ARDMOUTH ON TUESDAY 3rd MAY 2031 at 1.30 PM.**

**PRESENT:**

Cllr. John Marsh, Cllr. Per

Olsen, Cllr. Eva Kallas, Cllr.

Ana Ruiz.

Councillors: Tim Frost, Lori Weiss.

**IN ATTENDANCE:**

Ms. Grace Vane, Senior Executive Officer, Community Supports

Mr. Kevin O’ Dell, Works Co-ordinator

**Item 1**

Grace Vane stated that the hostels are full. Mr. O’ Dell responded to say that more will be built.`;
  expect(read(text).meeting?.heldOn?.date).toBe("2031-05-03");
  expect(attendees(text)).toEqual([
    "John Marsh",
    "Per Olsen",
    "Eva Kallas",
    "Ana Ruiz",
    "Tim Frost",
    "Lori Weiss",
    "Grace Vane",
    "Kevin O' Dell",
  ]);
  expect(speeches(text)).toEqual([
    ["Grace Vane", "Senior Executive Officer, Community Supports", "SPEECH"],
    ["Kevin O' Dell", "Works Co-ordinator", "SPEECH"],
  ]);
});

describe("names in minutes", () => {
  test("initials on the list stand for the name that the text prints whole, of the chair too", () => {
    const draft = read(`MINUTES OF THE HARBOUR COMMITTEE HELD ON MONDAY, 3RD MAY, 2031

IN THE CHAIR: Cllr. M. Olsen

PRESENT: Cllr. T. Vane, Ms. P. Lund (Archivist)

1. Archive (Ms. Petra Lund)

Ms. Lund gave a presentation. Cllr. Marit Olsen thanked her. The report was proposed by Cllr. Vane.
`);
    expect(draft.presiders.map(({ name }) => name.value)).toEqual(["Marit Olsen"]);
    expect(draft.speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toContainEqual(["Petra Lund", "REPORT"]);
    expect(draft.speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toContainEqual(["T. Vane", "PROPOSAL"]);
  });

  test("where everybody is asked in turn, who has nothing says nothing", () => {
    const head = "# Harbour Committee Meeting 2031-05-03\n\n## Present\n\n* Ana Ruiz (HC)\n* Tom Vane (Observer)\n\n## Standup\n\n";
    expect(speeches(`${head}* Ana Ruiz (HC): buoys are out\n* Tom Vane (Observer): nothing\n`)).toEqual([["Ana Ruiz", "HC", "REMARKS"]]);
  });

  test("a district: two holders of one office, councillors of a list by surname, a scanned list of what was clarified", () => {
    const draft = read(`MINUTES OF MEETING OF THE HARBOUR DISTRICT HELD ON MONDAY, 3RD MARCH, 2031, AT 3PM.

MEMBERS PRESENT:

Councillors Daly (Chairperson), Cmhlr. Ó Briain, Collins (M).

OFFICIALS IN ATTENDANCE:

Senior Engineer (Mr. P. Hall), Clerks (Messrs. S. Nash and J. Beck), Youth Worker (Ida Moor).

An apology was received from the Director of Environment and Water.

Motion submitted by Councillors Collins (M), Foley, and Sheahan (J).

Members raised concerns about the quay and the Senior Engineer clarified the following in
response to same:-

e The quay is sound.

¢ The crane is to be mended.

Members referred to the pilots and said the harbour was in their debt.

Ida Moor spoke to the Committee.`);
    expect(draft.presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["Daly", "Chairperson"]]);
    expect(draft.attendees.map((one) => one.value)).toEqual(
      expect.arrayContaining(["Ó Briain", "P. Hall", "S. Nash", "J. Beck", "Ida Moor"]),
    );
    expect(draft.minutes?.apologies).toEqual([]);
    expect(draft.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value ?? null, kind])).toEqual([
      ["Collins (M)", "Councillors", "PROPOSAL"],
      ["Foley", null, "PROPOSAL"],
      ["Sheahan (J)", null, "PROPOSAL"],
      ["Ida Moor", "Youth Worker", "SPEECH"],
      ["P. Hall", "Senior Engineer", "SPEECH"],
    ]);
    expect(draft.points.map(({ verb, text }) => [verb.value, text.value])).toEqual([
      ["clarified", expect.stringMatching(/^e The quay is sound\.[\s\S]*crane is to be mended\.$/u)],
      ["said", "the harbour was in their debt."],
    ]);
  });
});
