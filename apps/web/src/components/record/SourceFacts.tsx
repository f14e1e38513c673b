import type { RecordSourceFragment } from "../../gql/graphql.js";
import { explain, plural, t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { dateTimeAttribute, formatDate, formatMoment } from "../../lib/dates.js";
import { documentKindLabel, languageName } from "../../lib/labels.js";
import { Fact, Facts, ValueFact } from "./Facts.js";

/** The dates of a source, each its own: when it was published, captured and corrected. */
export function SourceDates({ source }: { source: RecordSourceFragment }) {
  return (
    <>
      <DateFact name={t("Published")} source={source} field="publishedOn" />
      <DateFact name={t("Captured")} source={source} field="capturedOn" />
      <DateFact name={t("Corrected")} source={source} field="correctedOn" />
    </>
  );
}

type DateField = "publishedOn" | "capturedOn" | "correctedOn";

function DateFact({ name, source, field }: { name: string; source: RecordSourceFragment; field: DateField }) {
  const date = source[field];
  const precision = field === "publishedOn" ? source.publishedPrecision : "DAY";
  return (
    <ValueFact name={name} recordId={source.id} field={field}>
      {date && <time dateTime={dateTimeAttribute(date, precision)}>{formatDate(date, precision)}</time>}
    </ValueFact>
  );
}

/** Where a source came from and what is kept of it. */
export function SourceFacts({ source }: { source: RecordSourceFragment }) {
  return (
    <Facts heading={t("Source")}>
      <ValueFact name={t("Title")} recordId={source.id} field="title" lang={source.language}>
        {source.title}
      </ValueFact>
      <ValueFact name={t("Publisher")} recordId={source.id} field="publisher">
        {source.publisher}
      </ValueFact>
      <Fact name={t("Collection")}>{source.collection.title ?? source.collection.name}</Fact>
      {source.url && (
        <Fact name={t("Address")}>
          <Address url={source.url} />
        </Fact>
      )}
      {source.place && <Fact name={t("Place in it")}>{source.place}</Fact>}
      <Fact name={t("Taken for")}>
        {documentKindLabel(source.kind)} <small className="value-origin">{explain(source.kindReason)}</small>
      </Fact>
      <Fact name={t("Language")}>{languageName(source.language)}</Fact>
      {source.licence && <Fact name={t("Licence")}>{source.licence}</Fact>}
      <Fact name={t("Stored")}>
        <time dateTime={source.storedAt}>{formatMoment(source.storedAt)}</time>
      </Fact>
      <Fact name={t("Versions")}>
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
        {plural(
          source.versions.length,
          "{count} version, the text beside is number {number}",
          "{count} versions, the text beside is number {number}",
          {
            number: source.versionNumber,
          },
        )}
      </summary>
      <ol className="versions">
        {source.versions.map(({ id, number, storedAt, mediaType, hash }) => (
          <li key={id}>
            <Say
              message="{number}. stored {moment}, {type}, SHA-256 {hash}"
              number={number}
              moment={<time dateTime={storedAt}>{formatMoment(storedAt)}</time>}
              type={mediaType}
              hash={<code title={hash}>{hash.slice(0, 12)}</code>}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}
