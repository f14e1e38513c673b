import { useQuery } from "@apollo/client/react";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { recordPath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import type { UploadedDocument, UploadReport } from "../../lib/upload.js";
import { Pill } from "../Pill.js";
import { Problem } from "../status/Problem.js";

const UPLOADED = graphql(`
  query Uploaded($id: ID!) {
    source(id: $id) {
      id
      title
      language
      kind
      meetings {
        id
      }
      speeches {
        id
      }
      studyText {
        id
      }
    }
  }
`);

/** More rows than this would ask the server more than a reader looks at; the counts still tell of all of them. */
const MOST_ROWS = 50;

/** How every document of an upload ended: problems first, since they want something done. */
export function UploadOutcome({ report }: { report: UploadReport }) {
  const problems = report.documents.filter(({ outcome }) => outcome === "PROBLEM");
  const others = report.documents.filter(({ outcome }) => outcome !== "PROBLEM");
  return (
    <section aria-labelledby="outcome" className="outcome">
      <h2 id="outcome">{report.problems === 0 ? t("Imported") : t("Imported, with problems")}</h2>
      <p role="status">
        {t("{stored} new, {updated} changed, {unchanged} as before, {problems} with problems; {seconds} s", {
          stored: report.stored,
          updated: report.updated,
          unchanged: report.unchanged,
          problems: report.problems,
          seconds: report.seconds.toFixed(1),
        })}
      </p>
      {report.ignored.length > 0 && (
        <p className="note note-warn">
          {t("Passed over, since Lectern does not read their format: {names}", { names: report.ignored.join(", ") })}
        </p>
      )}
      <ul className="record-list">
        {problems.map((document) => (
          <li key={keyOf(document)}>
            {document.problem && <Problem problem={{ ...document.problem, file: document.file, row: document.row }} />}
          </li>
        ))}
        {others.slice(0, MOST_ROWS).map((document) => (
          <li key={keyOf(document)}>
            <Uploaded document={document} />
          </li>
        ))}
      </ul>
      {others.length > MOST_ROWS && (
        <p className="quiet">{plural(others.length - MOST_ROWS, "and {count} document more", "and {count} documents more")}</p>
      )}
    </section>
  );
}

const OUTCOMES = { STORED: "New", UPDATED: "Changed", UNCHANGED: "As before" } as const;

function Uploaded({ document }: { document: UploadedDocument }) {
  const { data } = useQuery(UPLOADED, { variables: { id: document.sourceId ?? "" }, skip: document.sourceId === null });
  const source = data?.source;
  const path = source && pathOf(source);
  const title = source?.title ?? document.file;
  return (
    <>
      <h3 lang={source?.language}>{path ? <Link to={path}>{title}</Link> : title}</h3>
      <p className="fact-line">
        {document.outcome !== "PROBLEM" && (
          <Pill tone={document.outcome === "UNCHANGED" ? "plain" : "good"}>{t(OUTCOMES[document.outcome])}</Pill>
        )}
        <span>
          {document.file}
          {document.row !== null && `, ${t("row {number}", { number: document.row })}`}
        </span>
      </p>
    </>
  );
}

function pathOf(source: { meetings: { id: string }[]; speeches: { id: string }[]; studyText: { id: string } | null }): string | null {
  if (source.studyText) return recordPath("STUDY_TEXT", source.studyText.id);
  const [meeting] = source.meetings;
  if (meeting) return recordPath("MEETING", meeting.id);
  const [speech] = source.speeches;
  return speech ? recordPath("SPEECH", speech.id) : null;
}

function keyOf({ collection, file, row }: UploadedDocument): string {
  return `${collection}/${file}#${row}`;
}
