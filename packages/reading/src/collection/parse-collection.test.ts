import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { belongsTo } from "./belongs-to.js";
import { parseCollection } from "./parse-collection.js";

function problemsOf(yaml: string): string[] {
  const parsed = parseCollection(yaml, "collection.yaml");
  return "problems" in parsed ? parsed.problems.map((one) => one.message) : [];
}

describe("parseCollection", () => {
  test("reads every example of docs/collections.md", () => {
    const guide = readFileSync(new URL("../../../../docs/collections.md", import.meta.url), "utf8");
    const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] as string);
    expect(examples.length).toBeGreaterThanOrEqual(11);
    for (const example of examples) expect(problemsOf(example)).toEqual([]);
  });

  test("names line and field of an unknown field", () => {
    expect(problemsOf("name: a\npublishr: X\n")).toEqual(['collection.yaml, line 2: the field "publishr" is not known']);
  });

  test("names line and field of an unknown field deep inside", () => {
    const [message] = problemsOf("name: a\nfields:\n  title: { column: t }\n  heldOn:\n    colum: d\n");
    expect(message).toContain("line 5");
    expect(message).toContain("fields.heldOn.colum");
  });

  test("names an unknown field beside a known source", () => {
    expect(problemsOf("name: a\nfields:\n  title: { column: t, patern: x }\n")).toEqual([
      'collection.yaml, line 3: the field "fields.title.patern" is not known',
    ]);
  });

  test("says once that a source is misspelt, and what sources there are", () => {
    expect(problemsOf("name: a\nfields:\n  heldOn: { filName: x }\n  title: {}\n")).toEqual([
      'collection.yaml, line 3: the field "fields.heldOn.filName" is not known; a source is a column, fileName, frontMatter, heading, line, meta or value',
      'collection.yaml, line 4: "fields.title" names no source; a source is a column, fileName, frontMatter, heading, line, meta or value',
    ]);
  });

  test("says how large a number may be", () => {
    expect(problemsOf("name: a\nfields:\n  title: { heading: 7 }\n  theme: { heading: 0 }\n")).toEqual([
      'collection.yaml, line 3: "fields.title.heading" must be at most 6',
      'collection.yaml, line 4: "fields.theme.heading" must be at least 1',
    ]);
  });

  test("says its faults in the order of their lines", () => {
    const problems = problemsOf("publishr: X\nname: a b\nfields:\n  title: { column: t, patern: x }\nkind: news\n");
    expect(problems.map((one) => Number(/line (\d+)/.exec(one)?.[1]))).toEqual([1, 2, 4, 5]);
  });

  test("says all faults at once", () => {
    const problems = problemsOf("name: a b\nkind: news\ninclude: []\nstudyText:\n  divide: { by: words }\n");
    expect(problems.some((one) => one.includes("line 1") && one.includes('"name"'))).toBe(true);
    expect(problems.some((one) => one.includes("line 2") && one.includes("must be one of notices"))).toBe(true);
    expect(problems.some((one) => one.includes("line 3") && one.includes('"include"'))).toBe(true);
    expect(problems.some((one) => one.includes("line 5") && one.includes("divide"))).toBe(true);
  });

  test("says that a pattern cannot be used, and where", () => {
    const [message] = problemsOf("name: a\nfields:\n  id: { fileName: '(' }\n");
    expect(message).toMatch(/line 3: .*not a pattern/);
  });

  test("says where the YAML itself breaks", () => {
    const [message] = problemsOf("name: a\nfields: {title\n");
    expect(message).toMatch(/collection\.yaml, line \d+: /);
  });

  test("says that a name is missing, and that an empty file has no settings", () => {
    expect(problemsOf("kind: notices\n")).toEqual(['collection.yaml, line 1: "name" is missing']);
    expect(problemsOf("")).toEqual(["collection.yaml: there are no settings in it"]);
  });

  test("keeps its settings as plain JSON", () => {
    const parsed = parseCollection("name: a\nfields:\n  id: { column: 7 }\n", "c.yaml");
    if ("problems" in parsed) throw new Error("must parse");
    expect(JSON.parse(JSON.stringify(parsed.settings))).toEqual(parsed.settings);
    expect(parsed.settings.fields.id).toEqual([{ column: "7" }]);
  });
});

describe("belongsTo", () => {
  const of = (include: string[], exclude: string[] = []) => ({ include, exclude });

  test("matches a pattern without a slash in any folder", () => {
    expect(belongsTo(of(["*.txt"]), "a/b/c.txt")).toBe(true);
    expect(belongsTo(of(["*.txt"]), "a/b/c.txt.bak")).toBe(false);
  });

  test("matches folders, stars, choices and classes", () => {
    expect(belongsTo(of(["news/**/*.{html,md}"]), "news/2031/05/x.md")).toBe(true);
    expect(belongsTo(of(["news/**/*.{html,md}"]), "news/x.html")).toBe(true);
    expect(belongsTo(of(["news/*.md"]), "news/2031/x.md")).toBe(false);
    expect(belongsTo(of(["[12]*_?.txt"]), "1850_a.txt")).toBe(true);
    expect(belongsTo(of(["a+(b).txt"]), "a+(b).txt")).toBe(true);
  });

  test("lets exclude win, and takes a folder for all that is in it", () => {
    expect(belongsTo(of(["**/*.md"], ["drafts/"]), "drafts/a/b.md")).toBe(false);
    expect(belongsTo(of(["**/*.md"], ["drafts/"]), "kept/b.md")).toBe(true);
  });

  test("without include takes the formats that are read, but no hidden files and not itself", () => {
    expect(belongsTo(of([]), "a.csv")).toBe(true);
    expect(belongsTo(of([]), "a.png")).toBe(false);
    expect(belongsTo(of([]), ".git/a.txt")).toBe(false);
    expect(belongsTo(of([]), "collection.yaml")).toBe(false);
  });
});
