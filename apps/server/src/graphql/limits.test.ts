import { buildSchema, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { measure } from "./limits.js";

const schema = buildSchema(`
  type Query { meeting: Meeting, meetings(first: Int! = 20): MeetingConnection! }
  type MeetingConnection { edges: [MeetingEdge!]! }
  type MeetingEdge { node: Meeting! }
  type Meeting { id: ID!, source: Source, points: [Point!]! }
  type Point { id: ID! }
  type Source { meeting: Meeting }
`);

function size(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  return measure(schema, document, document.definitions[0] as OperationDefinitionNode, variables);
}

describe("measure", () => {
  it("counts fields within fields as depth", () => {
    expect(size("{ meeting { source { meeting { id } } } }").depth).toBe(4);
  });

  it("multiplies what is within a page by the size of the page", () => {
    // meetings, 7 edges, each with a node and an id
    expect(size("{ meetings(first: 7) { edges { node { id } } } }").cost).toBe(1 + 7 * (1 + (1 + 1)));
  });

  it("takes the size of a page from a variable, and from its default", () => {
    const query = "query Q($n: Int! = 3) { meetings(first: $n) { edges { node { id } } } }";
    expect(size(query).cost).toBe(1 + 3 * 3);
    expect(size(query, { n: 50 }).cost).toBe(1 + 50 * 3);
  });

  it("takes a list without a page size for five entries", () => {
    expect(size("{ meeting { points { id } } }").cost).toBe(1 + (1 + 5));
  });

  it("looks into fragments", () => {
    expect(size("{ meeting { ...M } } fragment M on Meeting { source { meeting { id } } }").depth).toBe(4);
  });

  it("gives up on fragments that multiply each other, quickly", () => {
    const bomb = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Meeting { source { meeting { ...F${i + 1} } } a: source { meeting { ...F${i + 1} } } }`,
    );
    const startedAt = Date.now();
    expect(size(`{ meeting { ...F0 } } ${bomb.join(" ")} fragment F40 on Meeting { id }`).cost).toBe(Number.POSITIVE_INFINITY);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });
});
