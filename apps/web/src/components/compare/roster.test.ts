import { expect, it } from "vitest";
import { type Attendee, compareRosters } from "./roster.js";

const at = (key: string, role: string | null = null, part: Attendee["part"] = "ATTENDED"): Attendee => ({ key, name: key, part, role });

const told = (before: Attendee[], after: Attendee[]) =>
  compareRosters(before, after).map((row) => `${row.key} ${row.before ?? "-"}>${row.after ?? "-"} ${row.changes.join(",")}`.trim());

it("says who came, who went and who stayed", () => {
  expect(told([at("a"), at("b")], [at("a"), at("c")])).toEqual(["a 1>1", "c ->2 CAME", "b 2>- WENT"]);
});

it("calls moved only those outside of the longest common order", () => {
  expect(told([at("a"), at("b"), at("c"), at("d")], [at("d"), at("a"), at("b"), at("c")])).toEqual([
    "d 4>1 MOVED",
    "a 1>2",
    "b 2>3",
    "c 3>4",
  ]);
});

it("takes the place of nobody's leaving for no move", () => {
  expect(told([at("a"), at("b"), at("c")], [at("b"), at("c")])).toEqual(["b 2>1", "c 3>2", "a 1>- WENT"]);
});

it("tells a new role and another part, and counts who is named twice once", () => {
  expect(told([at("a", "deputy"), at("a", null, "SPOKE")], [at("a", "director", "PRESIDED")])).toEqual(["a 1>1 ROLE,PART"]);
});
