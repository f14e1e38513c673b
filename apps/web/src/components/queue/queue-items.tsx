import type { ReactNode } from "react";
import type { EditorQueueQuery } from "../../gql/graphql.js";
import { explain, type Message, plural, t } from "../../i18n/language.js";
import { placeName } from "../../lib/cited-name.js";
import { fieldLabel, fieldOfSchema } from "../../lib/field-labels.js";
import { recordPath } from "../../lib/links.js";
import { formatShare } from "../../lib/numbers.js";
import { comparePath } from "../compare/kinds.js";
import type { Decisions } from "../decide/use-decisions.js";
import { MarkedText } from "../MarkedText.js";
import { CitedWorkLink } from "../record/CitedWorkLink.js";
import { citingRecord } from "../record/CitingRecord.js";
import { citationKey } from "../record/citation-key.js";
import { valueElementId, valueKey } from "../record/evidence.js";

/** Decides; gives how to take that back. */
export type Run = () => Promise<() => Promise<void>>;

export interface Act {
  /** The key that does it. */
  key: string;
  name: Message;
  run: Run;
}

/** One thing that waits for an editor. */
export interface QueueItem {
  id: string;
  kind: Message;
  body: ReactNode;
  /** The record, opened at the words; null where there is none. */
  path: string | null;
  acts: Act[];
  /** For a value that can be put right: what stands there, or what a reader proposed. */
  correct: { field: string; from: string; run: (value: string) => ReturnType<Run> } | null;
}

/** Everything that waits: what readers reported, links that could mean several, unsure values, and likely doubles. */
export function queueItems(data: EditorQueueQuery, decisions: Decisions): QueueItem[] {
  return [
    ...data.reports.edges.map(({ node }) => reportItem(node, decisions)),
    ...data.citations.edges.map(({ node }) => linkItem(node, decisions)),
    ...data.uncertainValues.edges.map(({ node }) => valueItem(node, decisions)),
    ...data.mergeSuggestions.flatMap((suggestion) => mergeItem(suggestion, decisions)),
  ];
}

type Report = EditorQueueQuery["reports"]["edges"][number]["node"];

function reportItem(report: Report, decisions: Decisions): QueueItem {
  const { id, recordId, proposal, note, times, record, evidence } = report;
  const field = report.field === null ? null : fieldOfSchema(report.field);
  const isLink = report.recordKind === "CITATION";
  // What is decided on deals with the report; taken back, the report waits again.
  const then = async (decide: Promise<string>) => {
    const decision = await decide;
    await decisions.closeReport(id);
    return async () => {
      await decisions.undo(decision);
      await decisions.reopenReport(id);
    };
  };
  const close = async () => {
    await decisions.closeReport(id);
    return () => decisions.reopenReport(id);
  };
  const about = recordOf(record);
  const key = isLink ? citationKey(recordId) : field === null ? null : valueKey(recordId, field);
  return {
    id,
    kind: isLink ? "Reported link" : "Reported value",
    path: about.path && (key === null ? about.path : `${about.path}#${valueElementId(key)}`),
    body: (
      <>
        <p>
          <strong>{about.title}</strong>
          {field && !isLink && `, ${fieldLabel(field)}`}
        </p>
        {evidence.map(({ id: one, value, sentence }) => (
          <ReadValue key={one} value={value} sentence={sentence} />
        ))}
        {record?.__typename === "Citation" && <ReportedLink link={record} />}
        {proposal && <p>{t("Proposed: {words}", { words: proposal })}</p>}
        {note && <p className="quiet">{note}</p>}
        {times > 1 && <p className="small quiet">{plural(times, "reported {count} time", "reported {count} times")}</p>}
      </>
    ),
    acts: [
      {
        key: "c",
        name: "It is right",
        run: () => then(isLink ? decisions.confirmLink(recordId) : decisions.confirmValue(recordId, field)),
      },
      { key: "r", name: "It is wrong", run: () => then(isLink ? decisions.rejectLink(recordId) : decisions.rejectValue(recordId, field)) },
      { key: "x", name: "Close the report", run: close },
    ],
    correct:
      isLink || field === null
        ? null
        : { field, from: proposal ?? "", run: (value) => then(decisions.correctValue(recordId, field, value)) },
  };
}

type Sentence = Uncertain["sentence"];

/** A value as it was read, in its sentence. */
function ReadValue({ value, sentence }: { value: string; sentence: Sentence }) {
  return (
    <>
      <p>{t("Read: {words}", { words: value })}</p>
      {sentence && (
        <p className="source-text">
          <MarkedText value={sentence} />
        </p>
      )}
    </>
  );
}

/** The words that cite, in their sentence, and what they are taken to mean. */
function ReportedLink({ link }: { link: Extract<Report["record"], { __typename: "Citation" }> }) {
  const { sentence, source, studyText, passage, place } = link;
  return (
    <>
      <p className="source-text" lang={source.language}>
        <MarkedText value={sentence} />
      </p>
      {studyText && (
        <p>
          <CitedWorkLink studyText={studyText} passage={passage} locator={place && placeName(place)} />
        </p>
      )}
    </>
  );
}

function recordOf(record: Report["record"]): { title: string; path: string | null } {
  switch (record?.__typename) {
    case "Meeting":
      return { title: record.title ?? t("A meeting"), path: recordPath("MEETING", record.id) };
    case "Speech":
      return { title: record.title ?? t("A speech"), path: recordPath("SPEECH", record.id) };
    case "Appearance":
    case "Point":
      return { title: record.meeting.title ?? t("A meeting"), path: recordPath("MEETING", record.meeting.id) };
    case "Citation": {
      const { path } = citingRecord(record.source, record);
      return { title: `“${record.printed}”`, path };
    }
    default:
      return { title: t("A record that has gone since"), path: null };
  }
}

/** A decision that is taken back by its id. */
const undoable = (decisions: Decisions, decide: () => Promise<string>): Run => {
  return async () => {
    const decision = await decide();
    return () => decisions.undo(decision).then(() => undefined);
  };
};

type Link = EditorQueueQuery["citations"]["edges"][number]["node"];

/** Candidates that have a key of their own. */
const MOST_CANDIDATES = 9;

function linkItem(link: Link, decisions: Decisions): QueueItem {
  const candidates = link.candidates.flatMap(({ studyText, passage, locator }) => (studyText ? [{ studyText, passage, locator }] : []));
  const chosen = candidates.slice(0, MOST_CANDIDATES);
  return {
    id: link.id,
    kind: "Link that could mean several",
    path: citingRecord(link.source, link).path,
    body: (
      <>
        <p className="source-text" lang={link.source.language}>
          <MarkedText value={link.sentence} />
        </p>
        <ol className="queue-candidates">
          {chosen.map((place) => (
            <li key={`${place.studyText.id} ${place.passage?.id}`}>
              <CitedWorkLink {...place} />
            </li>
          ))}
        </ol>
        <p className="small quiet">{explain(link.reason)}</p>
      </>
    ),
    acts: [
      ...chosen.map(({ studyText, passage }, place): Act => {
        const run = undoable(decisions, () => decisions.retargetLink(link.id, studyText.id, passage ? [passage.id] : []));
        return { key: String(place + 1), name: "This one is meant", run };
      }),
      { key: "r", name: "It is wrong", run: undoable(decisions, () => decisions.rejectLink(link.id)) },
    ],
    correct: null,
  };
}

type Uncertain = EditorQueueQuery["uncertainValues"]["edges"][number]["node"];

function valueItem(
  { id, recordId, field, value, method, confidence, start, end, sentence, source }: Uncertain,
  decisions: Decisions,
): QueueItem {
  return {
    id,
    kind: "Unsure value",
    path: citingRecord(source, { start: start ?? 0, end: end ?? 0 }).path,
    body: (
      <>
        <p>
          <span className="quiet">{fieldLabel(field)}</span> <strong lang={source.language}>{value}</strong>
        </p>
        {sentence && (
          <p className="source-text" lang={source.language}>
            <MarkedText value={sentence} />
          </p>
        )}
        <p className="small quiet">
          {t("Read by: {method}.", { method: explain(method) })} {t("Sure to {share}.", { share: formatShare(confidence) })}
        </p>
      </>
    ),
    acts: [
      { key: "c", name: "Confirm", run: undoable(decisions, () => decisions.confirmValue(recordId, field)) },
      { key: "r", name: "Reject", run: undoable(decisions, () => decisions.rejectValue(recordId, field)) },
    ],
    correct: { field, from: value, run: (right) => undoable(decisions, () => decisions.correctValue(recordId, field, right))() },
  };
}

function mergeItem({ from, into, shared }: EditorQueueQuery["mergeSuggestions"][number], decisions: Decisions): QueueItem[] {
  const [one, other] = [named(from), named(into)];
  if (one === null || other === null) return [];
  return [
    {
      id: `${one.id} ${other.id}`,
      kind: "Two names of one?",
      path: comparePath(one.kind, one.id, other.id),
      body: (
        <>
          <p>
            <strong>{one.name}</strong> <span className="quiet">{t("and")}</span> <strong>{other.name}</strong>
            {other.aliases.length > 0 && <span className="small quiet"> ({t("also {names}", { names: other.aliases.join(", ") })})</span>}
          </p>
          <p className="small quiet">{evidenceFor(one.kind, shared)}</p>
        </>
      ),
      acts: [
        { key: "m", name: "Merge the first into the second", run: undoable(decisions, () => decisions.merge(one.id, other.id)) },
        { key: "x", name: "They are two", run: undoable(decisions, () => decisions.keepApart(one.id, other.id)) },
      ],
      correct: null,
    },
  ];
}

/** What speaks for two names of one, besides the names. */
function evidenceFor(kind: "people" | "bodies", shared: EditorQueueQuery["mergeSuggestions"][number]["shared"]): string {
  const bodies = shared.flatMap((record) => (record.__typename === "Body" ? [record.name] : []));
  const collections = shared.flatMap((record) => (record.__typename === "Collection" ? [record.title ?? record.name] : []));
  if (bodies.length > 0) return t("Both at meetings of {names}, and never at one.", { names: bodies.join(", ") });
  if (collections.length > 0 && kind === "bodies") return t("Both in {names}.", { names: collections.join(", ") });
  if (collections.length > 0) return t("Both in {names}, and never at one meeting.", { names: collections.join(", ") });
  return t("Nothing but the names speaks for it.");
}

function named(record: EditorQueueQuery["mergeSuggestions"][number]["from"]) {
  if (record?.__typename === "Person") return { ...record, kind: "people" as const };
  return record?.__typename === "Body" ? { ...record, kind: "bodies" as const } : null;
}
