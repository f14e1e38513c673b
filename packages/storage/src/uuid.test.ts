import { expect, it } from "vitest";
import { isId, newId } from "./uuid.js";

it("makes ids of version 7 that sort by time and are never the same", () => {
  const ids = Array.from({ length: 1_000 }, () => newId());
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.every((id) => isId(id) && id[14] === "7" && "89ab".includes(id[19] ?? ""))).toBe(true);
  expect(newId(Date.UTC(2031, 0)) < newId(Date.UTC(2032, 0))).toBe(true);
});

it("knows what is no id", () => {
  expect([isId(""), isId("The Harbour Letters"), isId(`${newId()}x`)]).toEqual([false, false, false]);
});
