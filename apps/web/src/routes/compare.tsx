import { t } from "../i18n/language.js";
import "../styles/lists.css";
import "../styles/record.css";
import "../styles/record-lists.css";
import "../styles/compare.css";
import { useQuery } from "@apollo/client/react";
import { KINDS, type Kind } from "../components/compare/kinds.js";
import { useMostFrequent } from "../components/compare/likely.js";
import { type Choice, NameChoice } from "../components/compare/NameChoice.js";
import { type Counted, PairedCounts } from "../components/compare/PairedCounts.js";
import { PairedYears } from "../components/compare/PairedYears.js";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { RecordMissing } from "../components/record/RecordPage.js";
import { Skeleton } from "../components/Skeleton.js";
import type { CompareQuery, FacetName } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { recordPath } from "../lib/links.js";
import { Link, useSearchParams } from "../lib/navigation.js";
import { formatCount } from "../lib/numbers.js";

const COMPARE = graphql(`
  query Compare($one: ID!, $other: ID!, $ofOne: SearchFilter!, $ofOther: SearchFilter!) {
    one: node(id: $one) {
      ...ComparedRecord @unmask
    }
    other: node(id: $other) {
      ...ComparedRecord @unmask
    }
    inOne: search(query: "", filter: $ofOne, first: 1) {
      ...ComparedRecords @unmask
    }
    inOther: search(query: "", filter: $ofOther, first: 1) {
      ...ComparedRecords @unmask
    }
  }

  fragment ComparedRecord on Node {
    __typename
    ... on Person {
      id
      name
      metWith(first: 100) {
        ...Met @unmask
      }
    }
    ... on Body {
      id
      name
      people(first: 100) {
        ...Met @unmask
      }
    }
    ... on SetPhrase {
      id
      canonical
    }
  }

  fragment Met on Encounter {
    meetings
    person {
      id
      name
    }
  }

  fragment ComparedRecords on SearchResult {
    total
    timeline {
      period
      count
    }
    facets {
      name
      values {
        value
        label
        count
      }
    }
  }
`);

export function Component() {
  const [address, setAddress] = useSearchParams();
  const kind = kindOf(address.get("of"));
  const [one, other] = [address.get("one") ?? "", address.get("other") ?? ""];
  if (kind === null || one === "") return <RecordMissing title={t("There is nothing to compare at this address")} />;
  return (
    <div className="record-lists compare">
      <PageTitle title={t("Compare")}>
        <p>{t("Two side by side: their records over time, what they share, and what only one of them has.")}</p>
      </PageTitle>
      <OtherChoice kind={kind} one={one} onChoose={({ id }) => setAddress({ of: kind, one, other: id })} />
      {other !== "" && <Comparison key={`${one} ${other}`} kind={kind} one={one} other={other} />}
    </div>
  );
}

function OtherChoice({ kind, one, onChoose }: { kind: Kind; one: string; onChoose: (choice: Choice) => void }) {
  return <NameChoice kind={kind} without={one} likely={useMostFrequent(kind)} label={t(KINDS[kind].choose)} onChoose={onChoose} />;
}

function kindOf(word: string | null): Kind | null {
  return word !== null && Object.hasOwn(KINDS, word) ? (word as Kind) : null;
}

function Comparison({ kind, one, other }: { kind: Kind; one: string; other: string }) {
  const { filter } = KINDS[kind];
  const { data, error, refetch } = useQuery(COMPARE, { variables: { one, other, ofOne: filter(one), ofOther: filter(other) } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Loading the comparison")} />;
  if (!data.one || !data.other) return <RecordMissing title={t("One of them is not in the archive")} />;
  const names = [nameOf(data.one), nameOf(data.other)] as const;
  const facet = (name: FacetName, heading: string, pathOf: (value: string) => string | null) => (
    <PairedCounts
      heading={heading}
      one={valuesOf(data.inOne, name, pathOf, one)}
      other={valuesOf(data.inOther, name, pathOf, other)}
      names={names}
    />
  );
  return (
    <>
      <ul className="compared-names">
        <Name kind={kind} id={one} name={names[0]} total={data.inOne.total} className="of-one" />
        <Name kind={kind} id={other} name={names[1]} total={data.inOther.total} className="of-other" />
      </ul>
      <PairedYears one={yearsOf(data.inOne)} other={yearsOf(data.inOther)} names={names} />
      {facet("CITED_WORK", t("Works cited"), (value) => (value.startsWith("wanted:") ? null : recordPath("STUDY_TEXT", value)))}
      {kind === "phrases" ? (
        facet("SPEAKER", t("Used in records with"), (id) => `/people/${encodeURIComponent(id)}`)
      ) : (
        <PairedCounts
          heading={kind === "people" ? t("Met at meetings") : t("People at its meetings")}
          one={metBy(data.one)}
          other={metBy(data.other)}
          names={names}
        />
      )}
      {kind !== "bodies" && facet("BODY", t("At meetings of bodies"), (id) => `/bodies/${encodeURIComponent(id)}`)}
      {facet("PHRASE", t("Set phrases"), (id) => `/phrases/${encodeURIComponent(id)}`)}
    </>
  );
}

function Name({ kind, id, name, total, className }: { kind: Kind; id: string; name: string; total: number; className: string }) {
  return (
    <li className={className}>
      <Link to={`/${kind}/${encodeURIComponent(id)}`}>{name}</Link>{" "}
      <span className="quiet small">{t("in {count} records", { count: formatCount(total) })}</span>
    </li>
  );
}

type Record = NonNullable<CompareQuery["one"]>;
type Records = CompareQuery["inOne"];

function nameOf(record: Record): string {
  if (record.__typename === "Person" || record.__typename === "Body") return record.name;
  return record.__typename === "SetPhrase" ? `“${record.canonical}”` : "";
}

function metBy(record: Record): Counted[] {
  const met = record.__typename === "Person" ? record.metWith : record.__typename === "Body" ? record.people : [];
  return met.flatMap(({ person, meetings }) =>
    person ? [{ key: person.id, name: person.name, path: `/people/${encodeURIComponent(person.id)}`, count: meetings }] : [],
  );
}

function yearsOf({ timeline }: Records): Map<number, number> {
  return new Map(timeline.map(({ period, count }) => [Number(period), count]));
}

/** Of the values of a facet, all but the one that was asked for. */
function valuesOf({ facets }: Records, name: FacetName, pathOf: (value: string) => string | null, self: string): Counted[] {
  const values = facets.find((facet) => facet.name === name)?.values ?? [];
  return values
    .filter(({ value }) => value !== self)
    .map(({ value, label, count }) => ({ key: value, name: label, path: pathOf(value), count }));
}
