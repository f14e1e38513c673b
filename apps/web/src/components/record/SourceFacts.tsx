import type { RecordSourceFragment } from "../../gql/graphql.js";
import { dateTimeAttribute, formatDate, formatMoment } from "../../lib/dates.js";
import { DOCUMENT_KIND_LABELS, languageName } from "../../lib/labels.js";
import { countOf } from "../../lib/numbers.js";
import { Fact, Facts } from "./Facts.js";
import { Value } from "./Value.js";

/** The dates of a source, each its own: when it was published, captured and corrected. */
export function SourceDates({ source }: { source: RecordSourceFragment }) {
  return (
    <>
      <DateFact name="Published" source={source} field="publishedOn" />
      <DateFact name="Captured" source={source} field="capturedOn" />
      <DateFact name="Corrected" source={source} field="correctedOn" />
    </>
  );
}

type DateField = "publishedOn" | "capturedOn" | "correctedOn";

function DateFact({ name, source, field }: { name: string; source: RecordSourceFragment; field: DateField }) {
  const date = source[field];
  if (!date) return null;
  return (
    <Fact name={name}>
      <Value recordId={source.id} field={field}>
        <time dateTime={dateTimeAttribute(date)}>{formatDate(date)}</time>
      </Value>
    </Fact>
  );
}

/** Where a source came from and what is kept of it. */
export function SourceFacts({ source }: { source: RecordSourceFragment }) {
  return (
    <Facts heading="Source">
      {source.title && (
        <Fact name="Title">
          <Value recordId={source.id} field="title" lang={source.language}>
            {source.title}
          </Value>
        </Fact>
      )}
      {source.publisher && (
        <Fact name="Publisher">
          <Value recordId={source.id} field="publisher">
            {source.publisher}
          </Value>
        </Fact>
      )}
      <Fact name="Collection">{source.collection.title ?? source.collection.name}</Fact>
      {source.url && (
        <Fact name="Address">
          <Address url={source.url} />
        </Fact>
      )}
      {source.place && <Fact name="Place in it">{source.place}</Fact>}
      <Fact name="Taken for">
        {DOCUMENT_KIND_LABELS[source.kind]} <small className="value-origin">{source.kindReason}</small>
      </Fact>
      <Fact name="Language">{languageName(source.language)}</Fact>
      {source.licence && <Fact name="Licence">{source.licence}</Fact>}
      <Fact name="Stored">
        <time dateTime={source.storedAt}>{formatMoment(source.storedAt)}</time>
      </Fact>
      <Fact name="Versions">
        <Versions source={source} />
      </Fact>
    </Facts>
  );
}

/** An address from a document is only followed where it is one of the web. */
function Address({ url }: { url: string }) {
  if (!/^https?:\/\//i.test(url)) return url;
  return (
    <a href={url} rel="noreferrer noopener external">
      {url}
    </a>
  );
}

function Versions({ source }: { source: RecordSourceFragment }) {
  return (
    <details>
      <summary>
        {countOf(source.versions.length, "version")}, the text beside is number {source.versionNumber}
      </summary>
      <ol className="versions">
        {source.versions.map(({ id, number, storedAt, mediaType, hash }) => (
          <li key={id}>
            {number}. stored <time dateTime={storedAt}>{formatMoment(storedAt)}</time>, {mediaType}, SHA-256{" "}
            <code title={hash}>{hash.slice(0, 12)}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}
