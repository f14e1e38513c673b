import { DocumentKind } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { readDocument } from "./read-file.js";

const read = (text: string) => readDocument(new TextEncoder().encode(text), { fileName: "s.txt" });
const body = "Fellow members of the guild,\n\nWe have come far this year, and I thank you for it. ".concat(
  "Our lamps burn as they never burnt before. ".repeat(30),
);

describe("a speech without a collection", () => {
  test("takes title, speaker, role and day from the lines above it", () => {
    const draft = read(`The Lamps of the Outer Isles\n\nBy Ana Ruiz, Warden of the Guild\n\n4 May 2031\n\n${body}`);
    expect(draft.kind).toBe(DocumentKind.SPEECH);
    expect(draft.title?.value).toBe("The Lamps of the Outer Isles");
    expect(draft.speeches).toMatchObject([
      {
        speaker: { value: "Ana Ruiz" },
        role: { value: "Warden of the Guild" },
        givenOn: { date: "2031-05-04", precision: "DAY" },
        kind: "SPEECH",
      },
    ]);
    const span = draft.speeches[0]?.textSpan;
    expect(span && draft.text.slice(...span).startsWith("Fellow members")).toBe(true);
  });

  test("names nobody where nobody is named", () => {
    expect(read(body).speeches).toMatchObject([{ speaker: null, role: null, kind: "SPEECH" }]);
  });

  test("is read in Chinese, too", () => {
    const draft = read(
      `在灯塔守护人大会上的讲话\n\n沈若兰\n\n（2031年5月4日）\n\n同志们：\n\n${"我们今年走过了很长的路，我感谢大家。".repeat(60)}`,
    );
    expect(draft.kind).toBe(DocumentKind.SPEECH);
    expect(draft.title?.value).toBe("在灯塔守护人大会上的讲话");
    expect(draft.speeches).toMatchObject([{ speaker: { value: "沈若兰" }, givenOn: { date: "2031-05-04" } }]);
  });
});
