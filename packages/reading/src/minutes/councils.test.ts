import { DocumentKind } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { readDocument } from "../read-file.js";

describe("minutes of a senate", () => {
  const { kind, meeting, publishedOn, presiders, speeches } = readDocument(
    new TextEncoder().encode(
      [
        "Quay Senate Minutes",
        "October 14, 2031",
        "Custom House 210",
        "",
        "Members present: Adams, Bell, Diaz (chair), Frost",
        "Members absent: Grant",
        "Guests: Provost Helen Ito",
        "",
        "The meeting was called to order at 3:05 p.m. by Chair Diaz.",
        "",
        "Bell moved to approve the minutes of September 9; Frost seconded.",
        "",
        "Provost Ito reported that enrolment is up three percent.",
        "",
        "The meeting adjourned at 4:20 p.m.",
      ].join("\n"),
    ),
    { fileName: "senate.txt" },
  );

  test("are told by their title, with the day and the body that stand in their head", () => {
    expect(kind).toBe(DocumentKind.MINUTES);
    expect([meeting?.heldOn?.date, meeting?.body?.value, publishedOn]).toEqual(["2031-10-14", "Quay Senate", null]);
  });

  test("name the chair, who moved and seconded, and guests without their office in the name", () => {
    expect(presiders.map(({ name }) => name.value)).toEqual(["Diaz"]);
    expect(speeches.map(({ speaker, kind: what }) => [speaker?.value, what])).toEqual([
      ["Bell", "PROPOSAL"],
      ["Frost", "SECONDING"],
      ["Helen Ito", "REPORT"],
    ]);
  });
});

describe("minutes of a borough council", () => {
  const { presiders, speeches, attendees, points } = readDocument(
    new TextEncoder().encode(
      [
        "MINUTES of the Ordinary Meeting of the Borough Council of Castlemere held on Monday 12th March 2031 at 7.00 pm",
        "",
        "Present: Cllr. J. Whitcombe (Mayor, in the Chair), Cllrs. A. Patel and S. O'Brien.",
        "",
        "In attendance: Mr. P. Holloway, Town Clerk; Ms. F. Adeyemi, Director of Finance.",
        "",
        "1. The Director of Finance, Ms. Adeyemi, gave a presentation on roads.",
        "2. Mr. Holloway presented the annual accounts.",
        "3. MOVED Cllr Patel, SECONDED Cllr O'Brien that the report be noted. CARRIED.",
        "4. Cllrs Patel and O'Brien expressed concern that costs had risen.",
        "5. RESOLVED: That the tender be accepted.",
      ].join("\n"),
    ),
    { fileName: "minutes.txt" },
  );

  test("have the chair, with the office in the brackets that name it", () => {
    expect(presiders.map(({ name, role }) => [name.value, role?.value])).toEqual([["J. Whitcombe", "Mayor"]]);
    expect(attendees.map(({ value }) => value)).toContain("J. Whitcombe");
  });

  test("name their speakers in full, as the list of those present does", () =>
    expect(speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toEqual([
      ["F. Adeyemi", "REPORT"],
      ["P. Holloway", "REPORT"],
      ["A. Patel", "PROPOSAL"],
      ["S. O'Brien", "SECONDING"],
      ["A. Patel", "SPEECH"],
      ["S. O'Brien", "SPEECH"],
    ]));

  test("end a point at the next numbered line", () => expect(points.map(({ text }) => text.value)).toEqual(["costs had risen."]));
});
