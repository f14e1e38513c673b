import { describe, expect, it } from "vitest";
import {
  filterOf,
  firstDay,
  isNothing,
  isReversed,
  lastDay,
  readSearch,
  searchPath,
  withDatesSwapped,
  withoutEach,
  writeSearch,
} from "./search-address.js";

describe("the address of a search", () => {
  it("says every state and reads it back", () => {
    const address =
      "q=peace+%22two+words%22&kind=SPEECH&kind=MEETING&body=7&work=wanted%3Aharbour+law&from=2021&to=2022-02&sort=newest&view=lines&lines=left&bars=share";
    expect(writeSearch(readSearch(new URLSearchParams(address))).toString()).toBe(address);
  });

  it("leaves out what it does not understand", () => {
    const search = readSearch(new URLSearchParams("q=x&kind=NOVEL&sort=loudest&colour=red"));
    expect(writeSearch(search).toString()).toBe("q=x");
  });

  it("is empty for nothing", () => {
    expect(isNothing(readSearch(new URLSearchParams("q=++")))).toBe(true);
    expect(searchPath({})).toBe("/");
    expect(searchPath({ query: "tide", chosen: { YEAR: ["2022"] } })).toBe("/?q=tide&year=2022");
  });

  it("turns years and months into whole ranges", () => {
    expect(firstDay("2021")).toBe("2021-01-01");
    expect(lastDay("2021")).toBe("2021-12-31");
    expect(lastDay("2024-02")).toBe("2024-02-29");
    expect(lastDay("0064-02")).toBe("0064-02-29");
    expect(firstDay("2021-5-3")).toBe("2021-05-03");
  });

  it("narrows nothing by a date that is not one", () => {
    for (const typed of ["", "202", "2021-13", "2021-02-30", "May"]) expect([firstDay(typed), lastDay(typed)]).toEqual([null, null]);
    expect(filterOf(readSearch(new URLSearchParams("q=x&from=soon")))).toBeNull();
  });

  it("tells dates that leave no day, and names the search without each of its filters", () => {
    const search = readSearch(new URLSearchParams("q=x&kind=SPEECH&not-body=7&from=2019&to=2005"));
    expect([isReversed(search), isReversed(withDatesSwapped(search)), isReversed({ from: "2019", to: "2019" })]).toEqual([
      true,
      false,
      false,
    ]);
    expect(withoutEach(search).map(({ title, without }) => [title, writeSearch(without).toString()])).toEqual([
      ["Kind", "q=x&not-body=7&from=2019&to=2005"],
      ["Body", "q=x&kind=SPEECH&from=2019&to=2005"],
      ["Held", "q=x&kind=SPEECH&not-body=7"],
    ]);
  });

  it("hands facets to the API under its own names", () => {
    const search = readSearch(new URLSearchParams("work=1&work=2&to=2020"));
    expect(filterOf(search)).toEqual({ citedWork: ["1", "2"], to: "2020-12-31" });
  });
});
