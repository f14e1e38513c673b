import { expect, it } from "vitest";
import type { RecordCitationFragment } from "../gql/graphql.js";
import { known, people, quotationsIn } from "./structured-data.js";

it("says what is known, each person once", () => {
  const data = known({ "@type": "Event", location: null, performer: people(["Ada", undefined, "Ada"]), about: [] });
  expect(data).toEqual({ "@type": "Event", performer: [{ "@type": "Person", name: "Ada" }] });
});

it("calls a quotation one, and a citation by title alone not", () => {
  const studyText = { id: "1", title: "The Book of Soundings", language: "en" };
  const place = { name: "Bread 2:2", first: "Bread 2:2", last: "Bread 2:2", count: 1 };
  const citation = { methods: ["QUOTATION"], state: "RESOLVED", printed: "Sound twice", studyText, place };
  const citations = [citation, { ...citation, methods: ["CITATION"] }, { ...citation, state: "REJECTED" }] as RecordCitationFragment[];
  expect(quotationsIn(citations)).toEqual([
    { "@type": "Quotation", text: "Sound twice", isBasedOn: { "@type": "CreativeWork", name: "The Book of Soundings, Bread 2:2" } },
  ]);
});
