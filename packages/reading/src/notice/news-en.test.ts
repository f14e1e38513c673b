import { DocumentKind, SpeechKind } from "@lectern/schema/kind";
import { expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string) => readDocument(new TextEncoder().encode(text), { fileName: "news.txt" });

test("takes words in quotation marks before their verb as a point, and ends where somebody else has the word", () => {
  const draft = read(`Harbour opens again
Ana Ruiz, director of the Harbour Board, spoke at the meeting in Ardmouth.
“We dredge the basin first. The quay comes later,” Ruiz said.
The Ministry of Ports estimated that the work may take a year.
`);
  expect(draft.points.map((point) => [point.verb.value, point.text.value])).toEqual([
    ["said", "We dredge the basin first. The quay comes later,"],
  ]);
});

test("reads a verb before whoever said it, and the occasion between a verb and its words", () => {
  const draft = read(`The basin is deep enough, said Ana Ruiz, director of the Harbour Board.
Per Olsen, head of the Pilots' Office, stressed at the spring conference on trade that no ship may wait.
`);
  expect(draft.speeches.map(({ speaker, role }) => [speaker?.value, role?.value])).toEqual([
    ["Ana Ruiz", "director of the Harbour Board"],
    ["Per Olsen", "head of the Pilots' Office"],
  ]);
  expect(draft.points.at(-1)?.text.value).toBe("no ship may wait.");
});

test("completes this morning and a day alone from the dateline", () => {
  const morning = read(
    "Message from Harbour Daily on December 10 (reporter: Ana Ruiz) The 13th Tea Fair was held in the Custom House this morning.\n",
  );
  expect(morning.meeting?.heldOn).toMatchObject({ date: null, partial: "--12-10", halfDay: "MORNING" });
  const alone = read(
    "ARDMOUTH, July 26 (Harbour News, by Ana Ruiz): The Press Office of the Harbour Board held a press conference on the 25th to report.\n",
  );
  expect(alone.meeting).toMatchObject({
    heldOn: { partial: "--07-25" },
    body: { value: "Press Office of the Harbour Board" },
  });
});

test("counts a quotation as a set phrase only where it is used as a formula", () => {
  const draft = read(`The Board held a meeting on 3 May 2031.
It adhered to the principle of “quay first, crane second, shed last” and the “two lanterns”.
Ana Ruiz, its director, called the storm the “worst night in the harbour” and sold “Ardmouth black tea”.
`);
  expect(draft.setPhrases.map(({ value }) => value)).toEqual(["quay first, crane second, shed last", "two lanterns"]);
});

test("thanks are remarks of one who says nothing else, and nothing of the chair", () => {
  const draft = read(`MINUTES OF PROCEEDINGS AT MEETING OF THE HARBOUR BOARD
OF ARDMOUTH-
SANDE HELD IN THE CUSTOM HOUSE ON THURSDAY, 8™ JANUARY, 2031, AT 4PM.

PRESENT IN THE CHAIR: Councillor E. Ryan.

MEMBERS PRESENT:
Councillors, Foley, O' Dell.

An apology for his inability to attend was received from Councillor Gray.

On taking the Chair, Councillor Foley thanked his proposer and said that he looked forward to the year.
Councillor O' Dell congratulated the pilots.
The Chair thanked everyone.
`);
  expect(draft.kind).toBe(DocumentKind.MINUTES);
  expect(draft.meeting).toMatchObject({
    body: { value: "HARBOUR BOARD OF ARDMOUTH-SANDE" },
    heldOn: { date: "2031-01-08", halfDay: "AFTERNOON" },
  });
  expect(draft.speeches.map(({ speaker, kind }) => [speaker?.value, kind])).toEqual([
    ["Foley", SpeechKind.SPEECH],
    ["O' Dell", SpeechKind.REMARKS],
  ]);
  expect(draft.attendees.map(({ value }) => value)).toEqual(["Foley", "O' Dell"]);
});

test("reads the day and the source of a page in one line, several who made speeches, and a guest by where they are from", () => {
  const draft = read(`Harbour Office Holds Study Session
2031-05-17 09:12 Source: Harbour Daily

On the 16th, the Harbour Office held a study meeting. Professor Per Olsen of Ardmouth University gave a lecture on tides.
Ana Ruiz and Eva Kallas made speeches.
`);
  expect(draft.publishedOn?.value).toBe("2031-05-17");
  expect(draft.meeting?.heldOn?.date).toBe("2031-05-16");
  expect(draft.speeches.map(({ speaker, role, kind }) => [speaker?.value, role?.value ?? null, kind])).toEqual([
    ["Per Olsen", "Professor", SpeechKind.LECTURE],
    ["Ana Ruiz", null, SpeechKind.SPEECH],
    ["Eva Kallas", null, SpeechKind.SPEECH],
  ]);
});

test("finds the body behind a place of dispatch and before a weekday", () =>
  expect(read("ARDMOUTH, Coast - The Ardmouth Harbour Board on Wednesday held a public hearing.").meeting?.body?.value).toBe(
    "Ardmouth Harbour Board",
  ));

test("knows who is meant by a name of one word, by a surname, and by a pronoun behind a sentence that tells no act", () => {
  const draft = read(`Shortage of paper
However, the director of the registry, Varga, promised that all births are recorded in the system.
Professor Eva Kallas Moor, dean of the school, read the figures.
According to her, the paper is late.
Varga then earnestly urged the public to wait. Kallas Moor said the ship is on its way.
The Chief Secretary for Harbours of Coast Special Region Ana Ruiz announced on Friday that the port is open.
The Coast Flood Prevention and Control Headquarters announced that the gates are closed.
`);
  expect(draft.speeches.map(({ speaker, role }) => [speaker?.value, role?.value ?? null])).toEqual([
    ["Eva Kallas Moor", "dean of the school"],
    ["Ana Ruiz", "Chief Secretary for Harbours of Coast Special Region"],
    ["Varga", "director of the registry"],
  ]);
  expect(draft.points.map(({ verb, text }) => [verb.value, text.value])).toEqual([
    ["promised", "all births are recorded in the system."],
    ["According to", "the paper is late."],
    ["urged", "the public to wait."],
    ["said", "the ship is on its way."],
    ["announced", "the port is open."],
  ]);
});

test("a quotation goes on to its closing mark and no further; who said it may stand behind it or before a verb of telling", () => {
  const draft = read(`The harbour summit ended
The summit was held by Varga, the governor of the coast, and came to a close.
Varga said, “We dredge the basin.
This is the reason why no ship may wait.
We will mend the quay.”
Thirty ships have left the harbour.
The pilots will be paid, according to Mayor Ana Ruiz.
The wait is far too long for them, she added.
Harbour Daily quoted Per Olsen, head of the Pilots' Office, saying he saw no storm.
Given this, noted keeper Eva Kallas mended the lamp.
`);
  expect(draft.points.map(({ verb, text }) => [verb.value, text.value])).toEqual([
    ["said", '"We dredge the basin. This is the reason why no ship may wait. We will mend the quay."'],
    ["according to", "The pilots will be paid"],
    ["added", "The wait is far too long for them"],
    ["saying", "he saw no storm."],
  ]);
  expect(draft.speeches.map(({ speaker, role }) => [speaker?.value, role?.value ?? null])).toEqual([
    ["Varga", "governor of the coast"],
    ["Ana Ruiz", "Mayor"],
    ["Per Olsen", "head of the Pilots' Office"],
  ]);
});
