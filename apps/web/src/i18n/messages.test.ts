import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { zh } from "./zh.js";

const SOURCES = join(import.meta.dirname, "..");
const entries = Object.entries(zh);

describe("the Chinese messages", () => {
  it("have the same holes for values as the English ones", () => {
    for (const [english, chinese] of entries) expect([english, holesOf(chinese)]).toEqual([english, holesOf(english)]);
  });

  it("leave no English word untranslated, but for names", () => {
    const named =
      /Lectern|GraphQL|Postgres|Meilisearch|collection\.yaml|SHA-256|admin\.key|CSV|JSONL|BibTeX|RIS|CSL-JSON|Atom|Ctrl|Enter|Escape|MB|API|OR|YYYY|lectern keys|HTTP|\.\w{2,5}\b|cookie|\{\w+\}/g;
    for (const [english, chinese] of entries) expect([english, chinese.replace(named, "").match(/[a-z]{3,}/gi)]).toEqual([english, null]);
  });

  it("are all said somewhere", () => {
    const said = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes("gql") && !file.endsWith("zh.ts"))
      .map((file) => readFileSync(join(SOURCES, file), "utf8"))
      .join("\n");
    expect(entries.map(([english]) => english).filter((english) => !said.includes(english))).toEqual([]);
  });
});

function holesOf(message: string): string[] {
  return [...message.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
}
