import { describe, expect, test } from "vitest";
import { read, who } from "./testing.js";

const points = (text: string) => read(text).points.map(({ verb, text: words }) => [verb.value, words.value]);

describe("points of English prose", () => {
  test("words said by way of another verb begin a point and end the one before", () => {
    expect(
      points(
        "Mayor Ana Ruiz opened the meeting by stating that the quay was sound. She said the cranes were old. She concluded by saying that both would last. She extended her thanks to the crews.",
      ),
    ).toEqual([
      ["opened the meeting by stating", "the quay was sound."],
      ["said", "the cranes were old."],
      ["concluded by saying", "both would last."],
    ]);
  });

  test("whoever is told stands between the verb and the words", () => {
    expect(
      points("Ms. Petra Lund told the committee the dredger is late. Mr. Tom Vane told Harbour News reporters the ice is thin."),
    ).toEqual([
      ["told", "the dredger is late."],
      ["told", "the ice is thin."],
    ]);
  });

  test("what participants agree is a point, what is expected within it is none", () => {
    expect(points("Participants agreed that the fees, which it was anticipated would rise, were fair.")).toEqual([
      ["agreed", "the fees, which it was anticipated would rise, were fair."],
    ]);
    expect(points("It was agreed that the item be taken first.")).toEqual([]);
  });

  test("an election that is declared is none", () => {
    expect(points("The Mayor, Ana Ruiz, declared Councillor Vane elected as Chair.")).toEqual([]);
  });

  test("who introduced something, with the office, stands before the words", () => {
    const draft = read(
      "According to the introduction from Petra Lund, deputy director of the Harbour Centre, during the past ten years, the number of boats has doubled.",
    );
    expect(who(draft).speeches).toEqual([["Petra Lund", "deputy director of the Harbour Centre", "SPEECH", null]]);
    expect(draft.points.map(({ text }) => text.value)).toEqual(["during the past ten years, the number of boats has doubled."]);
  });

  test("an office of any length stands before a name, and ends before the next clause behind one", () => {
    const roles = (text: string) => who(read(text)).speeches.map(([name, role]) => [name, role]);
    expect(roles("The Ardmouth Port Authority Fisheries and Economic Development Bureau director Petra Lund said that fees fall.")).toEqual(
      [["Petra Lund", "Ardmouth Port Authority Fisheries and Economic Development Bureau director"]],
    );
    expect(roles("As explained by Tom Vane, head of the Pilots' Office, one of the piers was closed.")).toEqual([
      ["Tom Vane", "head of the Pilots' Office"],
    ]);
  });

  test("a question is a remark", () => {
    const kinds = (text: string) => who(read(text)).speeches.map(([name, , kind]) => [name, kind]);
    expect(kinds("Ms. Petra Lund asked about the funding.")).toEqual([["Petra Lund", "REMARKS"]]);
    expect(kinds("Ms. Petra Lund asked about the funding. She said that boats are dear.")).toEqual([["Petra Lund", "SPEECH"]]);
  });
});
