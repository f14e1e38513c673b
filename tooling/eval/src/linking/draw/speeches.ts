import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { TextToLink } from "@lectern/linking";
import { readRows } from "../files.js";

/** Texts of one kind. An id is the path of a file below the folder, with the id of the row in a file of rows. */
export interface Collection {
  name: string;
  ids: string[];
  /** Reads a text, by one of the ids. */
  read: (id: string) => TextToLink;
}

/** The corpora whose texts may cite something: `folder` holds `corpora` and `linking`. Sorted, so that a seed means the same everywhere. */
export function readCollections(folder: string): Collection[] {
  return [
    files(folder, "inaugurals", "corpora/us-presidents-founding/inaugural/*.txt", "en"),
    files(folder, "State of the Union", "corpora/us-presidents-founding/sotu/*.txt", "en"),
    files(folder, "United Nations", "corpora/un-general-debate/*/*.txt", "en"),
    files(folder, "sermons", "corpora/church-spurgeon-kjv/sermons/*/*.md", "en"),
    rows(folder, "devotions", "linking/spurgeon-keyverse-kjv/spurgeon.jsonl", "en"),
    files(folder, "minutes of a bank", "corpora/fomc/{minutes,speech-text}/*.txt", "en"),
    files(folder, "minutes of councils", "corpora/councils/**/*.md", "en"),
    rows(folder, "broadcasts", "corpora/zh-notices/xwlb-meetings.jsonl", "zh"),
    rows(folder, "local notices", "corpora/zh-notices/local-cms.jsonl", "zh"),
    rows(folder, "reports of congresses", "corpora/zh-reports/cpc_congress_reports.jsonl", "zh"),
    rows(folder, "reports of governments", "corpora/zh-reports/government_work_reports.jsonl", "zh"),
    files(folder, "reports of provinces", "corpora/zh-reports/provincial-2026/2026_*.csv", "zh"),
    rows(folder, "answers on law", "linking/lawbench-zh/items.jsonl", "zh"),
  ];
}

function files(folder: string, name: string, pattern: string, language: string): Collection {
  return {
    name,
    ids: globSync(pattern, { cwd: folder }).sort(),
    read: (id) => ({ text: readFileSync(join(folder, id), "utf8").replace(/^\ufeff/, ""), date: yearIn(basename(id)), language }),
  };
}

interface Row {
  id?: string;
  title?: string;
  date?: string;
  text?: string;
  content?: string;
  quote?: string;
  body?: string;
}

function rows(folder: string, name: string, path: string, language: string): Collection {
  const all = readRows<Row>(join(folder, path));
  const byId = new Map(all.map((row) => [`${path}#${row.id ?? row.title ?? ""}`, row]));
  return {
    name,
    ids: [...byId.keys()].sort(),
    read: (id) => {
      const row = byId.get(id) as Row;
      const text = row.text ?? row.content ?? `“${row.quote ?? ""}”\n\n${row.body ?? ""}`;
      return { text, date: row.date ?? yearIn(row.title ?? ""), language };
    },
  };
}

function yearIn(name: string): string | null {
  return /(?:^|\D)(1[789]\d\d|20\d\d)(?=\D|$)/.exec(name)?.[1] ?? null;
}
