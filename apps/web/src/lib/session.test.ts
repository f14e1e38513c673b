import { expect, it } from "vitest";
import { backFrom, signInPath } from "./session.js";

const backOf = (path: string) => backFrom(new URL(path, "http://archive.test").searchParams);

it("leads back from signing in to where it was asked for, and never out of the archive", () => {
  expect(backOf(signInPath("/meetings/1?at=3-5#value-1.heldOn"))).toBe("/meetings/1?at=3-5#value-1.heldOn");
  expect(backOf(signInPath(null))).toBeNull();
  for (const elsewhere of ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)"])
    expect(backOf(signInPath(elsewhere))).toBeNull();
});
