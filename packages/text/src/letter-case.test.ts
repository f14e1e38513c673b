import { expect, test } from "vitest";
import { readableCase } from "./letter-case.js";

test.each([
  ["HARBOUR BOARD OF THE CITY OF TROMSVIK", "Harbour Board of the City of Tromsvik"],
  ["THE PILOTS' AND MEN'S COMMITTEE", "The Pilots' and Men's Committee"],
  ["UN HARBOUR COUNCIL", "UN Harbour Council"],
  ["SEAN O'BRIEN", "Sean O'Brien"],
  ["J. R. VAN DER MEER", "J. R. van der Meer"],
  ["YELLEN-RUIZ", "Yellen-Ruiz"],
  ["Harbour Board", "Harbour Board"],
  ["FOMC", "FOMC"],
  ["市水务局", "市水务局"],
])("%s", (printed, readable) => expect(readableCase(printed)).toBe(readable));
