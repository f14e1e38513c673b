import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readRows, readScripture } from "../linking/files.js";

/** One text of the development corpora with what its file, its name or its row says of it. */
export interface SearchText {
  /** `COLLECTION/NAME`, stable as long as the corpora are: what known-item queries point to. */
  id: string;
  collection: string;
  title: string;
  language: "en" | "zh";
  speaker: string | null;
  body: string | null;
  /** ISO day; the first of the year where only that is known. */
  heldOn: string | null;
  /** Of a study text, its verses, in order; `text` is empty then. */
  verses: { locator: string; text: string }[];
  text: string;
}

/** All texts below a folder that holds `corpora` and `linking`. Throws where one of the collections is missing. */
export function searchTexts(data: string): SearchText[] {
  const corpora = join(data, "corpora");
  const texts = [
    ...addresses(corpora),
    ...inaugurals(corpora),
    ...generalDebate(corpora),
    ...sermons(corpora),
    ...committeeMinutes(corpora),
    ...meetingNotes(corpora),
    ...notices(corpora),
    ...reports(corpora),
    ...provincialReports(corpora),
    ...scripture(data),
  ];
  const missing = COLLECTIONS.filter((name) => !texts.some(({ collection }) => collection === name));
  if (missing.length > 0) throw new Error(`${data} has no texts for ${missing.join(", ")}; it is to hold the folders corpora and linking`);
  return texts.filter(({ text, verses }) => text.trim().length > 100 || verses.length > 0);
}

const COLLECTIONS = ["sotu", "inaugural", "un", "sermons", "fomc", "tsc", "notices", "reports", "provinces", "kjv"];

const NOTHING_KNOWN = { speaker: null, body: null, heldOn: null, verses: [] };

function addresses(corpora: string): SearchText[] {
  return files(corpora, "us-presidents-founding/sotu/*.txt").flatMap(({ name, text }) => {
    const [, year, person = ""] = /^(\d{4})_(.+)_[a-z]+$/.exec(name) ?? [];
    if (year === undefined) return [];
    const speaker = person.split("_").map(capital).join(" ");
    return {
      ...NOTHING_KNOWN,
      ...idOf("sotu", name),
      title: `State of the Union Address ${year}`,
      language: "en",
      speaker,
      body: "Congress of the United States",
      heldOn: `${year}-01-01`,
      text,
    };
  });
}

function inaugurals(corpora: string): SearchText[] {
  return files(corpora, "us-presidents-founding/inaugural/*.txt").map(({ name, text }) => {
    const [speaker = "", year = ""] = name.split("-");
    return {
      ...NOTHING_KNOWN,
      ...idOf("inaugural", name),
      title: `Inaugural Address ${year}`,
      language: "en",
      speaker,
      heldOn: `${year}-03-04`,
      text,
    };
  });
}

/** Countries of which the corpus has every year. */
const COUNTRIES: Record<string, string> = {
  CHN: "China",
  USA: "United States of America",
  GBR: "United Kingdom",
  RUS: "Soviet Union, Russian Federation",
  IRL: "Ireland",
  VAT: "Holy See",
};

function generalDebate(corpora: string): SearchText[] {
  return files(corpora, "un-general-debate/**/*.txt").flatMap(({ name, text }) => {
    const [, country = "", session, year] = /^([A-Z]{2,4})_(\d+)_(\d{4})$/.exec(name) ?? [];
    if (session === undefined || year === undefined) return [];
    const speaker = COUNTRIES[country] ?? country;
    return {
      ...NOTHING_KNOWN,
      ...idOf("un", name),
      title: `General Debate ${year}, session ${Number(session)}: ${speaker}`,
      language: "en",
      speaker,
      body: "United Nations General Assembly",
      heldOn: `${year}-09-20`,
      text,
    };
  });
}

function sermons(corpora: string): SearchText[] {
  return files(corpora, "church-spurgeon-kjv/sermons/**/*.md").map(({ name, text }) => ({
    ...NOTHING_KNOWN,
    ...idOf("sermons", name),
    title: heading(text) ?? name,
    language: "en",
    speaker: "C. H. Spurgeon",
    text,
  }));
}

function committeeMinutes(corpora: string): SearchText[] {
  return files(corpora, "fomc/minutes/*.txt").map(({ name, text }) => {
    const day = `${name.slice(0, 4)}-${name.slice(4, 6)}-${name.slice(6, 8)}`;
    return {
      ...NOTHING_KNOWN,
      ...idOf("fomc", name),
      title: `Minutes of the Federal Open Market Committee ${day}`,
      language: "en",
      body: "Federal Open Market Committee",
      heldOn: day,
      text,
    };
  });
}

function meetingNotes(corpora: string): SearchText[] {
  return files(corpora, "nodejs-tsc/meetings/*.md").map(({ name, text }) => ({
    ...NOTHING_KNOWN,
    ...idOf("tsc", name),
    title: heading(text) ?? name,
    language: "en",
    body: "Technical Steering Committee",
    heldOn: /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? null,
    text,
  }));
}

function notices(corpora: string): SearchText[] {
  const rows = readRows<{ id: string; date: string; title: string; text: string }>(join(corpora, "zh-notices/xwlb-meetings.jsonl"));
  return rows.map(({ id, date, title, text }) => ({
    ...NOTHING_KNOWN,
    ...idOf("notices", id),
    title,
    language: "zh",
    heldOn: date,
    text,
  }));
}

function reports(corpora: string): SearchText[] {
  return ["government_work_reports", "cpc_congress_reports"].flatMap((file) =>
    readRows<{ title: string; content: string }>(join(corpora, `zh-reports/${file}.jsonl`)).flatMap(({ title, content }, i) =>
      // Some rows are lists of links, no reports.
      content.length < 3_000
        ? []
        : {
            ...NOTHING_KNOWN,
            ...idOf("reports", `${file}-${i}`),
            title,
            language: "zh" as const,
            heldOn: /\d{4}/.test(title) ? `${/\d{4}/.exec(title)?.[0]}-03-05` : null,
            text: content,
          },
    ),
  );
}

function provincialReports(corpora: string): SearchText[] {
  return files(corpora, "zh-reports/provincial-2026/2*.csv").map(({ name, text }) => {
    const [year = "", province = ""] = name.split("_");
    return {
      ...NOTHING_KNOWN,
      ...idOf("provinces", name),
      title: `${province}${year}年政府工作报告`,
      language: "zh",
      body: `${province}人民政府`,
      heldOn: `${year}-01-20`,
      // The last field of the only row, in quotation marks.
      text: /"((?:[^"]|"")*)"\s*$/.exec(text)?.[1]?.replaceAll('""', '"') ?? text,
    };
  });
}

function scripture(data: string): SearchText[] {
  const books = Map.groupBy(readScripture(join(data, "linking")), ({ locator }) => locator.replace(/ \d+:\d+$/, ""));
  return [...books].map(([book, verses]) => ({
    ...NOTHING_KNOWN,
    ...idOf("kjv", book),
    title: `${book} (King James Version)`,
    language: "en",
    verses: verses.map(({ locator, text }) => ({ locator, text })),
    text: "",
  }));
}

function idOf(collection: string, name: string): { id: string; collection: string } {
  return { id: `${collection}/${name}`, collection };
}

function files(folder: string, pattern: string): { name: string; text: string }[] {
  return globSync(pattern, { cwd: folder })
    .sort()
    .map((path) => ({ name: basename(path).replace(/\.\w+$/, ""), text: readFileSync(join(folder, path), "utf8").replace(/^\ufeff/, "") }));
}

function heading(text: string): string | null {
  return /^# (.+)$/m.exec(text)?.[1] ?? null;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
