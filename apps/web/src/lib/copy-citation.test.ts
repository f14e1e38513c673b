import { expect, it } from "vitest";
import { writeCitation } from "./copy-citation.js";

it("writes words with what is known of where they stand", () => {
  const url = "https://archive.example/texts/7?passage=3";
  expect(writeCitation({ words: " The tide\nis early. ", parts: ["Letters", "Volume 4", null, ""], url })).toBe(
    "“The tide is early.” (Letters, Volume 4). https://archive.example/texts/7?passage=3",
  );
  expect(writeCitation({ words: "", parts: ["Letters"], url })).toBe("Letters. https://archive.example/texts/7?passage=3");
});
