import { afterEach, expect } from "vitest";
import { leavePages } from "./harness.js";

afterEach(async () => {
  expect(await leavePages()).toEqual([]);
});
