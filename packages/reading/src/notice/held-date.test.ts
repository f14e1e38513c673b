import { describe, expect, test } from "vitest";
import { read } from "./testing.js";

describe("the date a meeting was held", () => {
  const heldOf = (text: string, publishedOn?: string) => {
    const held = read(text, { publishedOn }).meeting?.heldOn;
    return held && [held.date ?? held.partial, held.end, held.basis];
  };

  test("stands as printed where the year is printed", () =>
    expect(heldOf("On 27–29 September 2031, the Quay Board held a meeting.")).toEqual(["2031-09-27", "2031-09-29", "PRINTED"]));
  test("takes the year of the publication, or the one before where that day is still to come", () => {
    expect(heldOf("On March 4 the Quay Board held a meeting.", "2031-03-06")).toEqual(["2031-03-04", null, "YEAR_FROM_PUBLICATION"]);
    expect(heldOf("On December 30 the Quay Board held a meeting.", "2031-01-02")).toEqual(["2030-12-30", null, "YEAR_FROM_PUBLICATION"]);
  });
  test("takes year and month of the publication for a day alone", () => {
    expect(heldOf("滨海市档案局24日召开会议。", "2031-03-26")).toEqual(["2031-03-24", null, "YEAR_AND_MONTH_FROM_PUBLICATION"]);
    expect(heldOf("滨海市档案局30日召开会议。", "2031-01-02")).toEqual(["2030-12-30", null, "YEAR_AND_MONTH_FROM_PUBLICATION"]);
  });
  test("takes the year from the title, a document number or an anniversary", () => {
    expect(heldOf("滨海市2031年档案工作会议召开\n\n3月4日，滨海市档案局召开会议。会议由沈若兰主持。")).toEqual([
      "2031-03-04",
      null,
      "YEAR_FROM_TITLE",
    ]);
    expect(heldOf("3月4日，滨海市档案局召开会议，学习滨档发〔2031〕15号文件。")).toEqual(["2031-03-04", null, "YEAR_FROM_DOCUMENT_NUMBER"]);
    expect(heldOf("10月1日，滨海市档案局召开新中国成立80周年座谈会。")).toEqual(["2029-10-01", null, "YEAR_FROM_TEXT"]);
  });
  test("stays without a year where nothing gives one", () => {
    expect(heldOf("On June 3 the Quay Board held a meeting.")).toEqual(["--06-03", null, "PRINTED"]);
  });
  test("is not invented", () => {
    expect(heldOf("近日，滨海市档案局召开会议。", "2031-03-06")).toBeNull();
    expect(heldOf("Today the Quay Board held a meeting.")).toBeNull();
    expect(heldOf("The Quay Board held a meeting. It will meet again by 4 May 2031.", "2031-03-06")).toBeNull();
  });
  test("is not the day of another meeting, of the report, or of a plan", () => {
    expect(heldOf("The meeting scheduled for 3 May was held on 10 May 2031 by the Quay Board.")).toEqual(["2031-05-10", null, "PRINTED"]);
    expect(heldOf("Report of Ardmouth News on May 9: on the morning of May 8, the Quay Board held a meeting.", "2031-05-09")).toEqual([
      "2031-05-08",
      null,
      "YEAR_FROM_PUBLICATION",
    ]);
  });
  test("stands apart from the days of capture and of correction", () => {
    const draft = read(
      "Quay Board meets\n\nPublished: 6 March 2031. Corrected on 9 March 2031. Captured on 1 April 2031.\n\nOn March 4 the Quay Board held a meeting.",
    );
    expect([draft.publishedOn?.value, draft.correctedOn?.value, draft.capturedOn?.value, draft.meeting?.heldOn?.date]).toEqual([
      "2031-03-06",
      "2031-03-09",
      "2031-04-01",
      "2031-03-04",
    ]);
  });

  test("a meeting that was put off was held on the later day", () => {
    const held = read("The safety meeting of the Toll Board, which had been called for May 3rd, was held on the morning of May 9th.", {
      publishedOn: "2031-05-12",
    }).meeting?.heldOn;
    expect([held?.date, held?.halfDay]).toEqual(["2031-05-09", "MORNING"]);
  });
});
