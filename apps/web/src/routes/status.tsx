import { useQuery } from "@apollo/client/react";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { Pill } from "../components/Pill.js";
import { Skeleton } from "../components/Skeleton.js";
import { Problems } from "../components/status/Problems.js";
import { Runs } from "../components/status/Runs.js";
import type { StatusQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { type Message, plural, t } from "../i18n/language.js";
import { formatMoment } from "../lib/dates.js";
import { documentKindLabel, languageName } from "../lib/labels.js";
import { Link } from "../lib/navigation.js";
import { formatCount } from "../lib/numbers.js";
import { searchPath } from "../lib/search-address.js";
import "../styles/lists.css";

const STATUS = graphql(`
  query Status {
    archive {
      name
      isSample
      engine
      copy {
        waiting
        building {
          sent
          of
        }
      }
      waiting
      indexedUpTo
      lastImportAt
      readerVersion
      linkerVersion
      counts {
        sources
        meetings
        speeches
        studyTexts
        passages
        citations
        people
        bodies
        phrases
        wantedWorks
        openProblems
      }
    }
    collections {
      id
      name
      title
      kind
      language
      publisher
      licence
      isSample
      withdrawnAt
    }
  }
`);

/** How often the page asks anew while it is open, in milliseconds. */
const EVERY = 5_000;

export function Component() {
  const { data, error, refetch } = useQuery(STATUS, { fetchPolicy: "cache-and-network", pollInterval: EVERY });
  return (
    <>
      <PageTitle title={t("Status")}>
        <p>{t("What the archive holds, how its imports went, and what could not be read.")}</p>
      </PageTitle>
      {data === undefined && error ? <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} /> : null}
      {data === undefined && !error ? <Skeleton lines={8} label={t("Loading the status")} /> : null}
      {data && (
        <div className="status">
          {error && <p className="note note-warn">{t("The archive does not answer just now. This is what it said last.")}</p>}
          <Engine archive={data.archive} />
          <Counts counts={data.archive.counts} />
          <Problems every={EVERY} />
          <Runs every={EVERY} />
          <Collections collections={data.collections} />
        </div>
      )}
    </>
  );
}

const ENGINES: Record<StatusQuery["archive"]["engine"], string> = { POSTGRES: "Postgres", MEILISEARCH: "Meilisearch" };

function Engine({ archive }: { archive: StatusQuery["archive"] }) {
  return (
    <section aria-labelledby="status-archive">
      <h2 id="status-archive">
        {archive.name} {archive.isSample && <Pill>{t("Sample")}</Pill>}
      </h2>
      <dl className="pairs">
        <div>
          <dt>{t("Search")}</dt>
          <dd>
            {ENGINES[archive.engine]}{" "}
            {archive.waiting === 0 ? (
              <Pill tone="good">{t("Up to date")}</Pill>
            ) : (
              <Pill tone="warn">{plural(archive.waiting, "{count} source waiting", "{count} sources waiting")}</Pill>
            )}
          </dd>
        </div>
        {archive.copy && (
          <div>
            <dt>{t("Copy in Meilisearch")}</dt>
            <dd>
              {archive.copy.building
                ? t("being built: {sent} of {of} sources sent", {
                    sent: formatCount(archive.copy.building.sent),
                    of: formatCount(archive.copy.building.of),
                  })
                : plural(archive.copy.waiting, "{count} source waiting", "{count} sources waiting")}
            </dd>
          </div>
        )}
        {archive.indexedUpTo && (
          <div>
            <dt>{t("Finds everything stored until")}</dt>
            <dd>{formatMoment(archive.indexedUpTo)}</dd>
          </div>
        )}
        <div>
          <dt>{t("Last import")}</dt>
          <dd>{archive.lastImportAt ? formatMoment(archive.lastImportAt) : t("none yet")}</dd>
        </div>
        <div>
          <dt>{t("Reader, linker")}</dt>
          <dd>
            {archive.readerVersion}, {archive.linkerVersion} · <Link to="/accuracy">{t("Accuracy")}</Link>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Counts({ counts }: { counts: StatusQuery["archive"]["counts"] }) {
  const rows: [Message, number][] = [
    ["Sources", counts.sources],
    ["Meetings", counts.meetings],
    ["Speeches", counts.speeches],
    ["Study texts", counts.studyTexts],
    ["Passages", counts.passages],
    ["Citations", counts.citations],
    ["Wanted works", counts.wantedWorks],
    ["People", counts.people],
    ["Bodies", counts.bodies],
    ["Set phrases", counts.phrases],
  ];
  return (
    <section aria-labelledby="status-counts">
      <h2 id="status-counts">{t("Holdings")}</h2>
      <dl className="pairs">
        {rows.map(([name, count]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Collections({ collections }: { collections: StatusQuery["collections"] }) {
  return (
    <section aria-labelledby="status-collections">
      <h2 id="status-collections">{t("Collections")}</h2>
      {collections.length === 0 && <p className="quiet">{t("None yet.")}</p>}
      <ul className="record-list">
        {collections.map((collection) => (
          <li key={collection.id}>
            <h3>
              {collection.withdrawnAt ? (
                (collection.title ?? collection.name)
              ) : (
                <Link to={searchPath({ chosen: { COLLECTION: [collection.name] } })}>{collection.title ?? collection.name}</Link>
              )}{" "}
              {collection.isSample && <Pill>{t("Sample")}</Pill>} {collection.withdrawnAt && <Pill tone="warn">{t("Withdrawn")}</Pill>}
            </h3>
            <p className="fact-line">
              <span>
                <code>{collection.name}</code>
              </span>
              {collection.kind && <span>{documentKindLabel(collection.kind)}</span>}
              {collection.language && <span>{languageName(collection.language)}</span>}
              {collection.publisher && <span>{collection.publisher}</span>}
              {collection.licence && <span>{collection.licence}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
