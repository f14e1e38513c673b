import { expect, it } from "vitest";
import { isGenericTitle } from "./generic-titles.js";

it("tells kinds of documents from titles, in both scripts and whatever marks stand around them", () => {
  for (const title of ["决定", "《决定》", "決議", "The Resolution", "report", "纲要草案"])
    expect([title, isGenericTitle(title)]).toEqual([title, true]);
  for (const title of ["关于深化改革的决定", "诗", "湿地公约", "Report on Manufactures", "the", ""])
    expect([title, isGenericTitle(title)]).toEqual([title, false]);
});
