import type { ReactNode } from "react";
import type { EditorQueueQuery } from "../../gql/graphql.js";
import { explain, type Message, plural, t } from "../../i18n/language.js";
import { fieldLabel, fieldOfSchema } from "../../lib/field-labels.js";
import { recordPath } from "../../lib/links.js";
import { formatShare } from "../../lib/numbers.js";
import { comparePath } from "../compare/kinds.js";
import type { Decisions } from "../decide/use-decisions.js";
import { MarkedText } from "../MarkedText.js";
import { CitedWorkLink } from "../record/CitedWorkLink.js";
import { citingRecord } from "../record/CitingRecord.js";

export interface Act {
  /** The key that does it. */
  key: string;
  name: Message;
  /** Gives the id of the decision; null where there is none to take back. */
  run: () => Promise<string | null>;
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
  correct: { from: string; run: (value: string) => Promise<string | null> } | null;
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
  const { id, recordId, proposal, note, times, record } = report;
  const field = report.field === null ? null : fieldOfSchema(report.field);
  const isLink = report.recordKind === "CITATION";
  const then = async (decide: Promise<string>) => {
    const decision = await decide;
    await decisions.closeReport(id);
    return decision;
  };
  const about = recordOf(record);
  return {
    id,
    kind: isLink ? "Reported link" : "Reported value",
    path: about.path,
    body: (
      <>
        <p>
          <strong>{about.title}</strong>
          {field && !isLink && `, ${fieldLabel(field)}`}
        </p>
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
      { key: "x", name: "Close the report", run: () => decisions.closeReport(id).then(() => null) },
    ],
    correct:
      isLink || field === null ? null : { from: proposal ?? "", run: (value) => then(decisions.correctValue(recordId, field, value)) },
  };
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
        const run = () => decisions.retargetLink(link.id, studyText.id, passage ? [passage.id] : []);
        return { key: String(place + 1), name: "This one is meant", run };
      }),
      { key: "r", name: "It is wrong", run: () => decisions.rejectLink(link.id) },
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
      { key: "c", name: "Confirm", run: () => decisions.confirmValue(recordId, field) },
      { key: "r", name: "Reject", run: () => decisions.rejectValue(recordId, field) },
    ],
    correct: { from: value, run: (right) => decisions.correctValue(recordId, field, right) },
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
        { key: "m", name: "Merge the first into the second", run: () => decisions.merge(one.id, other.id) },
        { key: "x", name: "They are two", run: () => decisions.keepApart(one.id, other.id) },
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
