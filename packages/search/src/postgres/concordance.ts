import { cursorWriter } from "../cursor.js";
import { markText } from "../highlight.js";
import type { Concordance, ConcordanceLine, DateSort, ExactRequest, SearchRequest } from "../search-index.js";
import { type AskedQuery, type FoundRecord, findRecords } from "./find.js";
import { Part } from "./index-record.js";
import type { Ask } from "./pool.js";
import { rowsOfClause, soughtIn, textToShow } from "./show.js";
import { Statement } from "./statement.js";
import type { KnownClause } from "./vocabulary.js";

/** Records whose places are looked up at once. */
const RECORDS_AT_ONCE = 500;

/** How far a line reaches to either side of its match, in UTF-16 code units. */
const REACH = 120;

interface PassageRow {
  record: number;
  ordinal: number;
  start: number;
  passageId: string | null;
  text: string;
}

/** The places of a search, record by record. */
export async function findLines(
  ask: Ask,
  request: ExactRequest & { sort: DateSort },
  asked: AskedQuery,
  limit: number,
): Promise<Concordance> {
  const { query, matching, size, long } = asked;
  const clauses = query.clauses.filter(({ isTelling, phrases }) => isTelling || phrases.length > 0);
  const lines: ConcordanceLine[] = [];
  let after: string | null = null;
  let total = 0;
  let isComplete = true;
  for (;;) {
    const paged: SearchRequest = { ...request, first: RECORDS_AT_ONCE, after, facets: [] };
    const found = await findRecords(ask, paged, query, matching, size, long);
    const records = found.page.slice(0, RECORDS_AT_ONCE);
    total = found.total;
    lines.push(...(await linesOf(ask, records, clauses, asked)));
    isComplete = lines.length <= limit;
    const last = records.at(-1);
    if (!isComplete || last === undefined || found.page.length <= RECORDS_AT_ONCE) break;
    after = cursorWriter(paged)(last);
  }
  return { total, matching: matching.all ? "ALL" : "MOST", lines: lines.slice(0, limit), isComplete };
}

async function linesOf(ask: Ask, records: FoundRecord[], clauses: KnownClause[], asked: AskedQuery): Promise<ConcordanceLine[]> {
  const passages = await passagesWithAny(ask, records, clauses, asked);
  const byRecord = Map.groupBy(passages, ({ record }) => record);
  const sought = soughtIn(clauses);
  const lines: ConcordanceLine[] = [];
  for (const record of records) {
    const seen = new Set<number>();
    for (const passage of byRecord.get(record.number) ?? []) {
      const { marks, text } = markText(await textToShow(ask, passage, sought), sought);
      for (const [start, end] of marks) {
        // A passage that was read on for a phrase may show a place of the next one: each place is one line.
        if (seen.has(passage.start + start)) continue;
        seen.add(passage.start + start);
        lines.push({ ...lineAt(text, start, end, passage.start), ...identityOf(record), passageId: passage.passageId });
      }
    }
  }
  return lines;
}

function identityOf({ recordId, kind, sourceId }: FoundRecord): Pick<ConcordanceLine, "recordId" | "kind" | "sourceId"> {
  return { recordId, kind, sourceId };
}

function lineAt(
  text: string,
  start: number,
  end: number,
  offset: number,
): Omit<ConcordanceLine, "recordId" | "kind" | "sourceId" | "passageId"> {
  return {
    start: offset + start,
    end: offset + end,
    left: text.slice(Math.max(0, start - REACH), start),
    match: text.slice(start, end),
    right: text.slice(end, end + REACH),
  };
}

/** Passages that hold any of the clauses, in the order of their texts. */
async function passagesWithAny(ask: Ask, records: FoundRecord[], clauses: KnownClause[], { long }: AskedQuery): Promise<PassageRow[]> {
  const statement = new Statement();
  const numbers = records.map(({ number }) => number);
  const those = `record = ANY (${statement.value(numbers, "int[]")})`;
  const rows = clauses.flatMap((clause) => rowsOfClause(statement, clause, those, long));
  if (numbers.length === 0 || rows.length === 0) return [];
  return await ask<PassageRow>(
    `SELECT record, ordinal, start, passage_id AS "passageId", text FROM search_passage
     WHERE ${those} AND part = ${Part.PASSAGE} AND (record, ordinal) IN (${rows.join(" UNION ")}) ORDER BY record, ordinal`,
    statement.values,
  );
}
