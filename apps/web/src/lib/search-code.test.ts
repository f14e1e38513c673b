import { execFileSync } from "node:child_process";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { DIALECTS, searchAsCode } from "./search-code.js";

const HARD = { query: `it's "to $HOME" \\ 海`, filter: { kind: ["SPEECH" as const], from: "2021-01-01" }, sort: "NEWEST" as const };
const ADDRESS = "http://localhost:4000/graphql";

describe("a search as code", () => {
  it("is GraphQL that parses", () => {
    expect(() => parse(searchAsCode("GraphQL", HARD, ADDRESS))).not.toThrow();
  });

  it("keeps quotes, backslashes and dollars through a shell", () => {
    const command = searchAsCode("curl", HARD, ADDRESS).replace(/^curl/, `printf '%s\\n'`);
    const printed = execFileSync("sh", ["-c", command], { encoding: "utf8" });
    const body = JSON.parse(printed.split("\n").find((line) => line.startsWith("{")) ?? "");
    expect(body.variables).toEqual({ query: HARD.query, filter: HARD.filter, sort: "NEWEST" });
  });

  it("names the API's address in every program", () => {
    for (const dialect of DIALECTS.filter((name) => name !== "GraphQL")) expect(searchAsCode(dialect, HARD, ADDRESS)).toContain(ADDRESS);
  });
});
