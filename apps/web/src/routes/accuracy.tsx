import "../styles/lists.css";
import { useQuery } from "@apollo/client/react";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { Pill } from "../components/Pill.js";
import { Skeleton } from "../components/Skeleton.js";
import type { AccuracyQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { t } from "../i18n/language.js";
import { formatDate, formatMoment } from "../lib/dates.js";
import { methodLabel } from "../lib/labels.js";
import { formatCount } from "../lib/numbers.js";

const ACCURACY = graphql(`
  query Accuracy {
    accuracy {
      evaluations {
        id
        set
        engine
        isOfPresent
        isShipped
        storedAt
        measures {
          name
          precision
          recall
          f1
          tp
          fp
          fn
        }
      }
      decided {
        methods
        links
        confirmed
        rejected
        corrected
      }
    }
  }
`);

type Evaluation = AccuracyQuery["accuracy"]["evaluations"][number];
type Decided = AccuracyQuery["accuracy"]["decided"][number];

export function Component() {
  const { data, error, refetch } = useQuery(ACCURACY, { fetchPolicy: "cache-and-network" });
  return (
    <>
      <PageTitle title={t("Accuracy")}>
        <p>
          {t("How far the links and values of this archive can be relied on: as measured on labelled texts, and as people found it here.")}
        </p>
      </PageTitle>
      {data === undefined && error ? <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} /> : null}
      {data === undefined && !error ? <Skeleton lines={8} label={t("Loading the figures")} /> : null}
      {data && (
        <div className="status">
          <DecidedLinks decided={data.accuracy.decided} />
          <Evaluations evaluations={data.accuracy.evaluations} />
        </div>
      )}
    </>
  );
}

function DecidedLinks({ decided }: { decided: readonly Decided[] }) {
  return (
    <section aria-labelledby="accuracy-decided">
      <h2 id="accuracy-decided">{t("What people said of the links here")}</h2>
      {decided.length === 0 && <p className="quiet">{t("There are no links yet.")}</p>}
      {decided.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page is scrolled with the keys
        <section className="table-scroll" aria-label={t("Table of decisions on links")} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("Kind of link")}</th>
                {[t("Links"), t("Looked at"), t("Confirmed"), t("Rejected"), t("Put right")].map((name) => (
                  <th key={name} scope="col" className="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {decided.map((kind) => (
                <DecidedRow key={kind.methods.join()} kind={kind} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="small quiet">
        {t("Shares are of the links that somebody looked at. People look at doubtful links first, so these are no estimate for all.")}
      </p>
    </section>
  );
}

function DecidedRow({ kind: { methods, links, confirmed, rejected, corrected } }: { kind: Decided }) {
  const looked = confirmed + rejected + corrected;
  const withShare = (count: number) => (looked === 0 ? formatCount(count) : `${formatCount(count)} (${percent(count / looked)})`);
  return (
    <tr>
      <th scope="row">{methods.map(methodLabel).join(" + ")}</th>
      <td className="number">{formatCount(links)}</td>
      <td className="number">{formatCount(looked)}</td>
      <td className="number">{withShare(confirmed)}</td>
      <td className="number">{withShare(rejected)}</td>
      <td className="number">{withShare(corrected)}</td>
    </tr>
  );
}

function Evaluations({ evaluations }: { evaluations: readonly Evaluation[] }) {
  return (
    <section aria-labelledby="accuracy-measured">
      <h2 id="accuracy-measured">{t("Measured on labelled texts")}</h2>
      {evaluations.length === 0 && (
        <EmptyState title={t("No figures were brought here")}>
          <p>{t("Whoever keeps the archive runs the evaluation on labelled sets and brings its figures:")}</p>
          <p>
            <code>npm run --silent eval -- linking --set dc --data FOLDER --json | npm run lectern -- accuracy import -</code>
          </p>
        </EmptyState>
      )}
      {evaluations.some(({ isOfPresent }) => !isOfPresent) && (
        <p className="quiet">
          {t(
            "Figures of an earlier version were measured before the last change to reading or linking: they hold for that version, and what was changed since is not in them.",
          )}
        </p>
      )}
      {evaluations.map((evaluation) => (
        <EvaluationOfSet key={evaluation.id} evaluation={evaluation} />
      ))}
    </section>
  );
}

function EvaluationOfSet({ evaluation: { set, engine, isOfPresent, isShipped, storedAt, measures } }: { evaluation: Evaluation }) {
  return (
    <div className="accuracy-set">
      <h3>
        {set} {!isOfPresent && <Pill>{t("of an earlier version")}</Pill>}
      </h3>
      <p className="small quiet">
        {isShipped
          ? t("version {engine}, measured where Lectern is made, {day}", { engine, day: formatDate(storedAt.slice(0, 10), "DAY") })
          : t("version {engine}, brought here {moment}", { engine, moment: formatMoment(storedAt) })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page is scrolled with the keys */}
      <section className="table-scroll" aria-label={t("Figures of the set {set}", { set })} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("Measure")}</th>
              {[t("Precision"), t("Recall"), "F1", t("Right"), t("Wrong"), t("Missed")].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measures.map(({ name, precision, recall, f1, tp, fp, fn }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{percent(precision)}</td>
                <td className="number">{percent(recall)}</td>
                <td className="number">{percent(f1)}</td>
                <td className="number">{formatCount(tp)}</td>
                <td className="number">{formatCount(fp)}</td>
                <td className="number">{formatCount(fn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** 0.9871 as 98.7 %: 99.95 is not yet 100. */
function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)}\u202f%`;
}
