import { expect, it } from "vitest";
import { readCiting, writeCiting } from "./citing.js";

it("keeps what is chosen in the address, and all else in it", () => {
  const citing = { speaker: "a", body: null, fromYear: 2019, toYear: null };
  const address = writeCiting(new URLSearchParams("passage=p&body=b"), citing);
  expect(address.toString()).toBe("passage=p&speaker=a&from=2019");
  expect(readCiting(address)).toEqual(citing);
});

it("takes no year for one that is none", () => {
  expect(readCiting(new URLSearchParams("from=20x9&to=")).fromYear).toBeNull();
});
