import { CitationState, DecisionAction, type LinkTarget } from "@lectern/schema";
import type { CitationTargetState } from "./citation-decisions.js";
import type { Database } from "./data-source.js";
import type { LabelLine, LabelledSource, StandingDecision } from "./export-labels.js";

interface DecidedCitation {
  id: string;
  start: number;
  end: number;
  methods: string[];
  state: CitationState;
  studyTextId: string | null;
  title: string | null;
  passageIds: string[];
  passageStart: number | null;
  passageEnd: number | null;
  score: number;
  fidelity: string | null;
  reason: string;
}

/** The decided links of a source in the form of `lectern link`, each with the decision on it. A rejected one names what it is not. */
export async function linkLabels(
  database: Database,
  { id, text, date, language }: LabelledSource,
  decisions: StandingDecision[],
): Promise<LabelLine> {
  const citations = await readCitations(
    database,
    decisions.map(({ recordId }) => recordId),
  );
  const meant = decisions.map((decision) => whatIsMeant(decision, citations.get(decision.recordId)));
  const works = await readWorks(
    database,
    meant.flatMap((state) => state?.studyTextId ?? []),
  );
  const places = await readPlaces(
    database,
    meant.flatMap((state) => state?.passageIds ?? []),
  );
  const links = decisions.flatMap((decision, index) => {
    const citation = citations.get(decision.recordId);
    const state = meant[index];
    if (citation === undefined || state == null) return [];
    const { action, by, at, note } = decision;
    const isRejected = action === DecisionAction.REJECT;
    const work = state.studyTextId ?? citation.title ?? "";
    const whole: LinkTarget[] = state.studyTextId === null ? [] : [{ work, locator: null }];
    const targets = state.passageIds.flatMap((passage, place): LinkTarget[] => {
      const locator = places.get(passage);
      if (locator === undefined) return [];
      const { passageStart, passageEnd } = citation;
      const shared = place === 0 && !isRejected && passageStart !== null && passageEnd !== null ? { passageStart, passageEnd } : {};
      return [{ work, locator, passage, ...shared }];
    });
    return {
      start: citation.start,
      end: citation.end,
      methods: citation.methods,
      state: isRejected ? CitationState.REJECTED : citation.state,
      work,
      title: works.get(state.studyTextId ?? "") ?? citation.title,
      targets: targets.length > 0 ? targets : whole,
      candidates: [],
      score: citation.score,
      fidelity: citation.fidelity,
      reason: citation.reason,
      decision: { action, by, at, note },
    };
  });
  return { kind: "LINKS", id, text, date, language, links };
}

/** A rejection is about what stood there when it was made; anything else about what stands there now. */
function whatIsMeant(
  decision: StandingDecision,
  citation: DecidedCitation | undefined,
): Pick<CitationTargetState, "studyTextId" | "passageIds"> | null {
  if (decision.action === DecisionAction.REJECT) return decision.from as CitationTargetState | null;
  return citation ?? null;
}

async function readCitations(database: Database, ids: string[]): Promise<Map<string, DecidedCitation>> {
  const rows = await database.query<DecidedCitation>(
    `SELECT c.id, c.start_offset AS start, c.end_offset AS end, c.methods, c.state, c.study_text_id AS "studyTextId", c.title,
       c.passage_start AS "passageStart", c.passage_end AS "passageEnd", c.score, c.fidelity, c.reason,
       ARRAY(SELECT t.passage_id FROM citation_target t WHERE t.citation_id = c.id ORDER BY t.position) AS "passageIds"
     FROM citation c WHERE c.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function readWorks(database: Database, ids: string[]): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; title: string }>("SELECT id, title FROM study_text WHERE id = ANY($1::uuid[])", [ids]);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function readPlaces(database: Database, ids: string[]): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; locator: string }>("SELECT id, locator FROM passage WHERE id = ANY($1::uuid[])", [ids]);
  return new Map(rows.map(({ id, locator }) => [id, locator]));
}
