import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseGold } from "./gold.js";
import { bytesOfNotice } from "./labelled-notice.js";

const LABELS = fileURLToPath(new URL("../labels/notices.json", import.meta.url));
const CORPORA = fileURLToPath(new URL("../../../../shared/corpora", import.meta.url));
const documents = parseGold(readFileSync(LABELS, "utf8"), LABELS);

test("each label is of one half, and names its place and people once", () => {
  expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
  for (const { id, half, place, presiders, speakers, alternatives } of documents) {
    expect(place && half, id).toBeDefined();
    for (const [people, others] of [[presiders, alternatives?.presiders] as const, [speakers, alternatives?.speakers] as const])
      for (const other of others ?? [])
        if (other.for)
          expect(
            people.map(({ name }) => name),
            id,
          ).toContain(other.for);
  }
});

test("each label's text holds what the label points at", (context) => {
  context.skip(!existsSync(CORPORA), "the texts are in ../shared/corpora, which is not there");
  for (const label of documents) {
    const text = new TextDecoder().decode(bytesOfNotice(CORPORA, label));
    for (const { start, end } of [...(label.points ?? []), ...label.pointsOptional]) {
      expect(start, label.id).toBeLessThan(end);
      expect(text.slice(start, end).trim(), label.id).toHaveLength(end - start);
    }
    const bare = (value: string) => value.replaceAll(/[\s*]/g, "");
    for (const { name } of [...label.presiders, ...label.speakers]) expect(bare(text), label.id).toContain(bare(name));
  }
});
