import { buildCatalogue, type Catalogue } from "./catalogue.js";
import type { CataloguePassage, CatalogueWork, CitationStyle } from "./kinds.js";

/** A small library of made-up works for the tests of this package: a handbook in volumes, a charter, laws, scripture. */
const works: CatalogueWork[] = [
  { work: "handbook", title: "The Keeper's Handbook: On the Tending of Lamps", aliases: ["Keeper's Handbook", "守灯手册"] },
  { work: "charter", title: "Charter of the Free Harbour", aliases: ["Charter"] },
  { work: "port-law", title: "中华人民共和国灯港法", aliases: [], version: "2001", publishedOn: "2001-05-01" },
  { work: "port-law", title: "中华人民共和国灯港法", aliases: [], version: "2019", publishedOn: "2019-05-01" },
  { work: "code", title: "Harbour Code", aliases: ["Harbour Official Code"] },
  { work: "psalter", title: "Harbour Psalter", aliases: [] },
  { work: "rules-a", title: "Rules of the Quay", aliases: [] },
  { work: "rules-b", title: "Rules of the Quay", aliases: [] },
];

const verses: Record<string, string> = {
  "John 3:16": "For the lamp was given unto the shore, that whosoever saileth by it should not founder but come safely home.",
  "John 3:17": "For it was not lit to shame the mariner, but that the mariner through it might find the narrow gate.",
  "John 3:18": "He that steereth by it is not lost; and he that covereth it hath lost himself already upon the stones.",
  "John 4:1": "Now when the keeper knew that the oil was spent, he went down unto the village before the third watch.",
  "1 John 4:8": "He that keepeth no watch knoweth not the harbour, for the harbour is watchfulness.",
  "1 Corinthians 13:4": "Patience mendeth the net and hurrieth not the tide; it vaunteth not its catch.",
  "Jude 1:1": "The keeper of the outer rock, unto all that labour upon the water, greeting.",
  "Jude 1:3": "Contend ye earnestly for the wick which was once delivered unto the keepers.",
  "Psalms 23:1": "The keeper is my pilot; I shall not drift among the shallows of the evening.",
  "Psalms 23:2": "He leadeth me by quiet channels, and maketh me to anchor in deep water.",
};

const lampArticles = [
  "",
  "守灯者当于日落之前点亮灯火，至日出而后熄之，不得擅离职守。",
  "凡入港之船，皆应减速缓行，鸣笛示警，并悬挂识别旗帜。",
  "港务人员应当如实记录每日进出船只之数目与吨位。",
];

function passages(): CataloguePassage[] {
  const list: CataloguePassage[] = [];
  for (let volume = 1; volume <= 4; volume++) {
    for (let chapter = 1; chapter <= 3; chapter++) {
      list.push({
        work: "handbook",
        passage: `h${volume}.${chapter}`,
        locator: `Volume ${volume}, Chapter ${chapter}`,
        levels: { volume, chapter },
        text: `${handbookOpening[volume] ?? ""} In the ${chapter === 1 ? "calm" : "rough"} season of year ${volume * 10 + chapter} the stores were counted twice.`,
      });
    }
  }
  for (let article = 1; article <= 4; article++) {
    for (let section = 1; section <= 3; section++) {
      list.push({ work: "charter", locator: `Article ${article}, Section ${section}`, levels: { article, section }, text: "" });
    }
  }
  for (const version of ["2001", "2019"]) {
    for (const [index, text] of lampArticles.entries()) {
      if (index > 0)
        list.push({
          work: "port-law",
          version,
          locator: `第${"零一二三"[index]}条`,
          text: version === "2019" && index === 2 ? `${text}夜间尤应谨慎驾驶。` : text,
        });
    }
  }
  for (const locator of ["1-101", "1-102", "1-204.23", "2-301", "2-302"]) list.push({ work: "code", locator: `§ ${locator}`, text: "" });
  for (const [locator, text] of Object.entries(verses)) list.push({ work: "psalter", locator, text });
  for (const work of ["rules-a", "rules-b"])
    list.push({ work, locator: "Section 1", text: "No rope shall lie across the quay after the evening bell has been rung twice." });
  return list;
}

const handbookOpening: Record<number, string> = {
  1: "A lamp that is trimmed at dusk will carry its keeper through the longest night of winter.",
  2: "Count the oil before the ships, and the ships before the crew, for crews can count themselves.",
  3: "No storm was ever weathered by a keeper who read the glass only after the wind had risen.",
  4: "Let the youngest hand learn the bell, and let the oldest hand teach it without a word of scorn.",
};

const styles: CitationStyle[] = [{ work: "code", before: ["§"], levels: [{ level: "section", values: "code" }] }];

export function testCatalogue(): Catalogue {
  return buildCatalogue(works, passages(), styles);
}

/** The passages of a catalogue, as they were given. */
export function textsOf({ passages, works }: Catalogue): { work: string; version: string | undefined; locator: string; text: string }[] {
  return Array.from({ length: passages.length }, (_, passage) => ({
    work: works[passages.work(passage)]?.work ?? "",
    version: works[passages.work(passage)]?.version,
    locator: passages.locator(passage),
    text: passages.text(passage),
  }));
}
