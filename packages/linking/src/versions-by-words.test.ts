import { expect, test } from "vitest";
import { buildCatalogue } from "./catalogue.js";
import { linkText } from "./link-text.js";

const texts = { "2001": "守灯者当于日落之前点亮灯火，至日出而后熄之。", "2019": "凡入港之船，皆应减速缓行，鸣笛示警。" };
const works = Object.keys(texts).map((version) => ({
  work: "law",
  title: "灯港管理法",
  aliases: [],
  version,
  publishedOn: `${version}-05-01`,
}));
const catalogue = buildCatalogue(
  works,
  Object.entries(texts).map(([version, text]) => ({ work: "law", version, locator: "第二条", text })),
);

function versionOf(text: string, date?: string) {
  const [link] = linkText({ text, ...(date ? { date } : {}) }, catalogue);
  return { version: link?.targets[0]?.version, reason: link?.reason };
}

test("puts an undated citation to the version whose words stand beside it", () => {
  const found = versionOf("根据《灯港管理法》第二条的规定，守灯的人应当于日落之前点亮灯火。");
  expect(found.version).toBe("2001");
  expect(found.reason).toContain("the words beside it are those of the version of 2001");
});

test("keeps to the newest version where no words tell, and to the date of a text that has one", () => {
  expect(versionOf("根据《灯港管理法》第二条的规定，应当照办。").version).toBe("2019");
  expect(versionOf("根据《灯港管理法》第二条的规定，船舶入港应当缓行。", "2020-01-01").version).toBe("2019");
});
