import { describe, expect, test } from "vitest";
import { read, who } from "./testing.js";

const held = (text: string, hints = {}) => {
  const { date, end, halfDay, printed } = read(text, hints).meeting?.heldOn ?? {};
  return [date, end, halfDay, printed];
};

describe("notices of many hands", () => {
  test("a board that called to order, and who was in the chair, in every form", () => {
    const presider = (text: string) => who(read(text)).presiders;
    expect(presider("Mayor Denise Hartwell called the meeting to order. The accounts were heard.")).toEqual([["Denise Hartwell", "Mayor"]]);
    expect(presider("The meeting was called to order at 6:30 p.m. by President Maria Delgado.")).toEqual([["Maria Delgado", "President"]]);
    expect(presider("The conference was chaired by the union's president, Stuart Bell.")).toEqual([["Stuart Bell", "union's president"]]);
    expect(presider("The board met this week, the Chairman, Captain W. Rourke, presiding.")).toEqual([["W. Rourke", "Chairman"]]);
    expect(presider("The meeting was convened and presided over by Chairman Mr. Guo Liang.")).toEqual([["Guo Liang", "Chairman"]]);
    expect(presider("Attorney Ola Brekke was elected to chair the meeting.")).toEqual([["Ola Brekke", "Attorney"]]);
    expect(presider("The Bishop, the Rt Revd Fergal Dunne, presided.")).toEqual([["Fergal Dunne", "Bishop"]]);
  });

  test("a surname with a form of address is whoever the text names in full, before or after", () => {
    const draft = read(
      "The workshop opened on 3 May 2031.\n\nMr. Kamau said that lime would be cheaper. “The soil is tired,” said Achieng.\n\nMr Peter Kamau and Dr. Ruth Achieng attended.",
    );
    expect(who(draft).speeches.map(([name, , kind]) => [name, kind])).toEqual([
      ["Peter Kamau", "SPEECH"],
      ["Ruth Achieng", "SPEECH"],
    ]);
  });

  test("where somebody is from, between commas or in brackets, is no part of the name and no office", () => {
    expect(who(read("Ellen Vance, 14 Oak Lane, asked the council to mend the bridge.")).speeches).toEqual([
      ["Ellen Vance", null, "SPEECH", null],
    ]);
    expect(who(read("Mr Robert Stone (Carrick Union) seconded the proposal.")).speeches).toEqual([
      ["Robert Stone", null, "SECONDING", null],
    ]);
  });

  test("motions are made, put forward, and moved by name alone", () => {
    const kinds = (text: string) => who(read(text)).speeches.map(([name, , kind]) => [name, kind]);
    expect(kinds("Gina Lowell made a motion to accept the bid.")).toEqual([["Gina Lowell", "PROPOSAL"]]);
    expect(kinds("Upon motion duly made by Mr. Joseph Abiola and seconded by Ms. Tamara Wills, the plan was adopted.")).toEqual([
      ["Joseph Abiola", "PROPOSAL"],
      ["Tamara Wills", "SECONDING"],
    ]);
    expect(kinds("Shareholder Nils Myhre put forward a proposal to stop new wells.")).toEqual([["Nils Myhre", "PROPOSAL"]]);
  });

  test("what was briefed, described, conveyed and reviewed", () => {
    const kinds = (text: string) => who(read(text)).speeches.map(([name, , kind]) => [name, kind]);
    expect(kinds("Ana Ruiz, envoy for the coast, briefed the Council, saying that the port was open.")).toEqual([["Ana Ruiz", "REPORT"]]);
    expect(kinds("Environment Minister Zoltan Varga described the agreement as a turning point.")).toEqual([["Zoltan Varga", "SPEECH"]]);
    expect(kinds("Zhou Wei, head of the bureau, conveyed the spirit of the conference.")).toEqual([["Zhou Wei", "READING"]]);
    expect(kinds("Mr. Neil Sharpe reviewed the results for the fourth quarter.")).toEqual([["Neil Sharpe", "REPORT"]]);
  });

  test("points that went on to be said, that were put forward as requirements, and that encouraged", () => {
    const points = (text: string) => read(text).points.map(({ verb, text: said }) => [verb.value, said.value]);
    expect(points("Ana Ruiz said that the pier is safe. She went on to say that the lamps are new.")).toEqual([
      ["said", "the pier is safe."],
      ["went on to say", "the lamps are new."],
    ]);
    expect(points("Liu Jian, director of the bureau, put forward three requirements: First, learn. Second, act.")).toEqual([
      ["put forward three requirements", "First, learn. Second, act."],
    ]);
    expect(points("Ana Ruiz, harbourmaster, encouraged captains to report fog.")).toEqual([["encouraged", "captains to report fog."]]);
    expect(points("The chair, Ana Ruiz, declared the meeting open.")).toEqual([]);
  });
});

describe("days of many hands", () => {
  test("a day of the week is the last one before the news", () => {
    expect(held("LEEDS, 14 May 2024 – Delegates met in Leeds on Saturday for the annual conference of the Dockworkers' Union.")).toEqual([
      "2024-05-11",
      null,
      null,
      "Saturday",
    ]);
    expect(held("The Governor met with farmers on Friday to discuss drought.", { publishedOn: "2021-03-15" })[0]).toBe("2021-03-12");
    expect(held("Ministers met in Quay on Monday and Tuesday.", { publishedOn: "2031-05-09" }).slice(0, 2)).toEqual([
      "2031-05-05",
      "2031-05-06",
    ]);
  });

  test("a day of the week without anything to count from is none", () => {
    expect(held("The Governor met with farmers on Friday to discuss drought.")[0]).toBeUndefined();
  });

  test("yesterday is counted from the line that says who published it and when", () => {
    expect(
      held("Minister opens workshop\n\nMinistry of Works, 3 October 2023\n\nThe Minister yesterday opened a workshop on soil.")[0],
    ).toBe("2023-10-02");
  });

  test("a notice of meeting tells when it is to be held; a course runs over days", () => {
    expect(
      held(
        "NOTICE OF MEETING\n\nA meeting of the Zoning Board of Quay will be held on Thursday, August 8, 2024 at 7:00 PM in the Town Hall.",
      ),
    ).toEqual(["2024-08-08", null, "EVENING", "Thursday, August 8, 2024 at 7:00 PM"]);
    expect(held("From 4 to 6 November 2019, the Health Office conducted a training course for volunteers.").slice(0, 2)).toEqual([
      "2019-11-04",
      "2019-11-06",
    ]);
  });
});

test("who convened it, however the sentence is built", () => {
  const body = (text: string) => read(text).meeting?.body?.value;
  expect(body("The Cabinet, at its weekly meeting on Wednesday 6 September 2023, approved the plan.")).toBe("Cabinet");
  expect(body("The Diocesan Synod of Carrick was held on 19 October 2019.")).toBe("Diocesan Synod of Carrick");
  expect(body("The 8th meeting of the fifth Board of Directors of Harbin Foods Co., Ltd. was held on August 25, 2021.")).toBe(
    "Board of Directors of Harbin Foods Co., Ltd",
  );
  expect(body("The workshop was organised by the Ministry of Works in partnership with the Farmers Association.")).toBe(
    "Ministry of Works",
  );
  expect(body("Board President Tim Frost called the meeting to order.")).toBeUndefined();
});
