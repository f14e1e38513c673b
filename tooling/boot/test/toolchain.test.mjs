import { expect, it } from "vitest";
import { explain } from "../boot-error.mjs";
import { acceptsNode } from "../toolchain.mjs";

it.each(["18.20.8", "20.20.2", "22.22.0", "24.0.0", "24.10.1", "25.0.0", "25.9.3"])(
  "brings a Node of its own where the machine has %s",
  (version) => {
    expect(acceptsNode(version)).toBe(false);
  },
);

it.each(["24.11.0", "24.21.0", "26.0.0", "26.10.0", "27.1.0"])("uses the machine's Node %s", (version) => {
  expect(acceptsNode(version)).toBe(true);
});

it("explains no words that it does not know", () => {
  expect(explain("src/main.ts(3,1): error TS2322: Type 'string' is not assignable to type 'number'.")).toBeNull();
});
