import { Appearance, Body, Collection, Meeting, Person, Point, Source, Speech, StudyText } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { hydrate, selectList } from "./rows.js";
import { inSnapshot, type Transaction } from "./transaction.js";
import type { SearchSource } from "./types.js";
import { isId } from "./uuid.js";

/**
 * All that a search index needs of these sources, as of one moment. A source that is withdrawn or purged has no entry: the
 * index drops what it has of it. One statement for each table, however many sources.
 */
export function readSearchSources(database: Database, sourceIds: readonly string[]): Promise<SearchSource[]> {
  return inSnapshot(database, "reading sources for the search index", async (snapshot) => {
    const read = reader(snapshot, sourceIds.filter(isId));
    const sources = await read<Source>("source s", "s.id", selectList(database, Source, "s"));
    const collections = await read<Collection & { forSource: string }>(
      "source s JOIN collection c ON c.id = s.collection_id",
      "s.id",
      `s.id AS "forSource", ${selectList(database, Collection, "c")}`,
    );
    const meetings = await read<Meeting>("meeting m", "m.source_id", selectList(database, Meeting, "m"), "m.id");
    const bodies = await read<Body>(
      "meeting m JOIN body b ON b.id = m.body_id",
      "m.source_id",
      `DISTINCT ${selectList(database, Body, "b")}`,
    );
    const appearances = await read<Appearance>(
      "meeting m JOIN appearance a ON a.meeting_id = m.id AND NOT a.is_rejected",
      "m.source_id",
      selectList(database, Appearance, "a"),
      "a.position",
    );
    const points = await read<Point>(
      "meeting m JOIN point p ON p.meeting_id = m.id AND NOT p.is_rejected",
      "m.source_id",
      selectList(database, Point, "p"),
      "p.position",
    );
    const speeches = await read<Speech>(
      "source s JOIN speech p ON p.source_id = s.id AND NOT p.is_rejected",
      "p.source_id",
      selectList(database, Speech, "p"),
      "p.position",
    );
    const people = await readPeople(
      database,
      snapshot,
      [...appearances, ...speeches].flatMap((row) => row.personId ?? []),
    );
    const studyTexts = await read<StudyText>("study_text t", "t.source_id", selectList(database, StudyText, "t"));
    const passages = await read<PassageRow>(
      "study_text t JOIN passage p ON p.study_text_id = t.id",
      "t.source_id",
      PASSAGE_COLUMNS,
      "p.study_text_id, p.position",
    );
    const citations = await read<CitationRow>(
      "citation c LEFT JOIN study_text t ON t.id = c.study_text_id",
      "c.source_id",
      CITATION_COLUMNS,
      "c.start_offset",
    );
    const phrases = await read<PhraseRow>(
      "phrase_occurrence o JOIN set_phrase f ON f.id = o.phrase_id",
      "o.source_id",
      PHRASE_COLUMNS,
      "o.start_offset",
    );

    const person = byId(people.map((row) => hydrate(Person, row)));
    const body = byId(bodies.map((row) => hydrate(Body, row)));
    const collection = new Map(collections.map(({ forSource, ...row }) => [forSource, hydrate(Collection, row)]));
    const appearancesOf = Map.groupBy(appearances, (row) => row.meetingId);
    const pointsOf = Map.groupBy(points, (row) => row.meetingId);
    const meetingsOf = Map.groupBy(meetings, (row) => row.sourceId);
    const speechesOf = Map.groupBy(speeches, (row) => row.sourceId);
    const passagesOf = Map.groupBy(passages, (row) => row.studyTextId);
    const studyTextOf = new Map(studyTexts.map((row) => [row.sourceId, row]));
    const citationsOf = Map.groupBy(citations, (row) => row.sourceId);
    const phrasesOf = Map.groupBy(phrases, (row) => row.sourceId);

    return sources.map((row): SearchSource => {
      const study = studyTextOf.get(row.id);
      const cited = citationsOf.get(row.id) ?? [];
      return {
        source: hydrate(Source, row),
        collection: collection.get(row.id) as Collection,
        meetings: (meetingsOf.get(row.id) ?? []).map((meeting) =>
          Object.assign(hydrate(Meeting, meeting), {
            body: body.get(meeting.bodyId ?? "") ?? null,
            appearances: (appearancesOf.get(meeting.id) ?? []).map((appearance) =>
              Object.assign(hydrate(Appearance, appearance), { person: person.get(appearance.personId ?? "") ?? null }),
            ),
            points: (pointsOf.get(meeting.id) ?? []).map((point) => hydrate(Point, point)),
          }),
        ),
        speeches: (speechesOf.get(row.id) ?? []).map((speech) =>
          Object.assign(hydrate(Speech, speech), { person: person.get(speech.personId ?? "") ?? null }),
        ),
        studyText:
          study === undefined
            ? null
            : Object.assign(hydrate(StudyText, study), {
                passages: (passagesOf.get(study.id) ?? []).map(({ studyTextId: _, ...passage }) => passage),
              }),
        citations: cited.map(({ sourceId: _, workTitle: __, ...citation }) => citation),
        citedTitles: [
          ...new Map(
            cited.flatMap((citation) =>
              citation.studyTextId === null || citation.workTitle === null ? [] : [[citation.studyTextId, citation.workTitle] as const],
            ),
          ),
        ].map(([studyTextId, title]) => ({ studyTextId, title })),
        phrases: (phrasesOf.get(row.id) ?? []).map(({ sourceId: _, ...phrase }) => phrase),
      };
    });
  });
}

type PassageRow = { studyTextId: string; id: string; locator: string; text: string; start: number };
const PASSAGE_COLUMNS = `p.study_text_id AS "studyTextId", p.id, p.locator, p.text, p.start_offset AS start`;

type CitationRow = SearchSource["citations"][number] & { sourceId: string; workTitle: string | null };
const CITATION_COLUMNS = `c.id, c.source_id AS "sourceId", c.speech_id AS "speechId", c.meeting_id AS "meetingId", c.study_text_id AS "studyTextId", c.state,
  c.title, c.title_key AS "titleKey", c.start_offset AS start, c.end_offset AS "end", t.title AS "workTitle"`;

type PhraseRow = SearchSource["phrases"][number] & { sourceId: string };
const PHRASE_COLUMNS = `o.source_id AS "sourceId", o.phrase_id AS "phraseId", f.canonical, o.start_offset AS start, o.end_offset AS "end"`;

/** Reads what belongs to the sources asked for that are on show. */
function reader(snapshot: Transaction, sourceIds: string[]) {
  return async <Row extends object>(from: string, sourceId: string, columns: string, order?: string): Promise<Row[]> => {
    const { rows } = await snapshot.query<Row>(
      `SELECT ${columns} FROM ${from} WHERE ${sourceId} = ANY($1::uuid[]) AND ${sourceId} IN (SELECT id FROM source WHERE id = ANY($1::uuid[]) AND shown)${order === undefined ? "" : ` ORDER BY ${order}`}`,
      [sourceIds],
    );
    return rows;
  };
}

async function readPeople(database: Database, snapshot: Transaction, ids: string[]): Promise<object[]> {
  return (
    await snapshot.query<object>(`SELECT ${selectList(database, Person, "p")} FROM person p WHERE p.id = ANY($1::uuid[])`, [
      [...new Set(ids)],
    ])
  ).rows;
}

function byId<T extends { id: string }>(records: T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
