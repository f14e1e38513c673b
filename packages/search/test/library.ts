import { cutPassages } from "../src/cut-passages.js";
import { FACETS, type SearchRecord, type SearchRequest, type SourceRecords } from "../src/index.js";

/** A record with what a test does not say left empty; `text` is cut into passages as sources are. */
export function record(recordId: string, given: Partial<SearchRecord> & { text?: string } = {}): SearchRecord {
  const { text, ...rest } = given;
  return {
    recordId,
    kind: "SPEECH",
    sourceId: `source-${recordId}`,
    title: "",
    names: [],
    heldOn: null,
    bodyIds: [],
    speakerIds: [],
    citedWorks: [],
    phraseIds: [],
    language: "en",
    collection: "speeches",
    passages: text === undefined ? [] : passagesOf(text),
    ...rest,
  };
}

export function passagesOf(text: string): SearchRecord["passages"] {
  return cutPassages(text, [0, text.length]).map((piece, ordinal) => ({ ordinal, ...piece, passageId: null }));
}

export function sourcesOf(records: SearchRecord[]): SourceRecords[] {
  const sources = new Map<string, SearchRecord[]>();
  for (const one of records) sources.set(one.sourceId, [...(sources.get(one.sourceId) ?? []), one]);
  return [...sources].map(([sourceId, own]) => ({ sourceId, records: own }));
}

export function request(query: string, given: Partial<SearchRequest> = {}): SearchRequest {
  return { query, filters: {}, from: null, to: null, sort: "RELEVANCE", first: 20, after: null, facets: [], ...given };
}

export const ALL_FACETS = [...FACETS];

const HARBOUR = `Fellow citizens, the new harbour opens today. We built it together, and the storms did not stop us.

Cities grow where ships come in. Our children's children will count the masts, and they will know that this party of
masons, clerks and sailors kept its word. Peace is made of such work.`;

const BRIDGE = `The bridge commission met on the north bank. It was told that the old bridge cannot carry the market carts, and that
a new one "will stand for a hundred years". Mr. Ames asked who would pay. The commission adjourned.`;

const WINTER = `We gather in a hard winter. The river is frozen and the granaries are low; still the council has kept peace between the
quarters. I ask you for patience, and for bread for those who have none.`;

const DIGITAL =
  "会议指出，要坚持以人民为中心的发展思想，推动图书馆事业高质量发展。馆长强调，数字化工作要服务读者，不能只做样子。全市档案馆同步推进。";
const TRADITIONAL = "會議強調，要堅持以人民為中心的發展思想，保護古籍，傳承文脈。圖書館與檔案館應當合作。";
const HARBOUR_ZH = "港口建设座谈会召开。市长主持会议并讲话。他说，港口是城市的门户，发展港口就是发展城市。";

/** A small archive of a made-up city. */
export const LIBRARY: SearchRecord[] = [
  record("harbour", {
    title: "Speech at the opening of the new harbour",
    names: ["Edith Ames", "Port Authority"],
    heldOn: "2021-05-04",
    bodyIds: ["port"],
    speakerIds: ["ames"],
    citedWorks: ["charter"],
    text: HARBOUR,
  }),
  record("bridge", {
    kind: "MEETING",
    title: "Bridge commission meets on the north bank",
    names: ["Bridge Commission", "Tobias Ames"],
    heldOn: "2022-09-27",
    bodyIds: ["bridge"],
    citedWorks: ["wanted:the book of tolls"],
    collection: "notices",
    text: BRIDGE,
  }),
  record("winter", {
    title: "Address in a hard winter",
    names: ["Oda Lind"],
    heldOn: "2021-01-12",
    speakerIds: ["lind"],
    citedWorks: ["charter"],
    text: WINTER,
  }),
  record("undated", {
    title: "Remarks on peace",
    names: ["Oda Lind"],
    speakerIds: ["lind"],
    text: "Peace, said the ferryman, is a long crossing.",
  }),
  record("charter", {
    kind: "STUDY_TEXT",
    title: "Charter of the City",
    names: ["the City Charter"],
    collection: "texts",
    passages: [
      { ordinal: 0, start: 12, text: "The city belongs to those who live in it.", passageId: "article-1" },
      { ordinal: 1, start: 66, text: "The council keeps the peace and the bridges.", passageId: "article-2" },
      { ordinal: 2, start: 123, text: "No toll is taken at the harbour without the consent of the council.", passageId: "article-3" },
    ],
  }),
  record("digital", {
    kind: "MEETING",
    title: "市图书馆召开数字化工作座谈会",
    names: ["市图书馆", "林岚"],
    heldOn: "2023-05-22",
    bodyIds: ["library"],
    speakerIds: ["lin"],
    phraseIds: ["people-first"],
    language: "zh",
    collection: "notices",
    text: DIGITAL,
  }),
  record("ancient", {
    kind: "MEETING",
    title: "古籍保護工作會議",
    heldOn: "2023-05-22",
    bodyIds: ["library"],
    phraseIds: ["people-first"],
    language: "zh",
    collection: "notices",
    text: TRADITIONAL,
  }),
  record("port-zh", {
    kind: "MEETING",
    title: "港口建设座谈会",
    heldOn: "2024-02-01",
    bodyIds: ["port"],
    language: "zh",
    collection: "notices",
    text: HARBOUR_ZH,
  }),
];
