import { expect, it } from "vitest";
import { splitName } from "./names.js";

const cut = (names: string[]) => names.map((name) => [name, splitName(name)?.family ?? null]);

it("finds the family name, first or last, particles included", () => {
  const families = {
    "Verity Holm": "Holm",
    "Ludwig van Beethoven": "van Beethoven",
    "Holm, Verity": "Holm",
    "Mr. J. R. O’Brien": "O’Brien",
    "Wen Yuge": "Wen",
    "Shen Tingchao": "Shen",
    "Moon Jae-in": "Moon",
    "Jean-Claude Juncker": "Juncker",
    "Ma Rainey": "Rainey",
    沈听潮: "沈",
    欧阳修: "欧阳",
    卡尔·马克思: "马克思",
  };
  expect(cut(Object.keys(families))).toEqual(Object.entries(families));
  expect(splitName("Wen  Yuge")).toEqual({ family: "Wen", given: "Yuge" });
});

it("leaves what is no name of one person as it is printed", () => {
  const others = [
    "Municipal Harbour Bureau",
    "City of Ternhaven",
    "collected on the four quays",
    "A. Lake and B. Sea",
    "Plato",
    "The Speaker",
    "市港务局",
    "第七届港口大会",
    "Room 3",
    "Martin King, Jr.",
  ];
  expect(cut(others)).toEqual(others.map((name) => [name, null]));
});
