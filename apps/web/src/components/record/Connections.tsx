import { useQuery } from "@apollo/client/react";
import type { ConnectionsQuery, FacetName } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { recordPath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import { formatCount } from "../../lib/numbers.js";
import { scriptTag } from "../../lib/script-tag.js";
import { KINDS, type Kind } from "../compare/kinds.js";
import { RecordPart } from "./Facts.js";

const CONNECTIONS = graphql(`
  query Connections($id: ID!, $filter: SearchFilter!) {
    node(id: $id) {
      __typename
      ... on Person {
        id
        metWith(first: 12) {
          ...Met @unmask
        }
      }
      ... on Body {
        id
        people(first: 12) {
          ...Met @unmask
        }
      }
    }
    search(query: "", filter: $filter, first: 1) {
      facets {
        name
        values {
          value
          label
          count
        }
      }
    }
  }
`);

/** Of a long list, so many: the others are found by a search. */
const MOST = 12;

/** What a person, body or phrase stands together with in the archive, each with the number of records or meetings. */
export function Connections({ kind, id }: { kind: Kind; id: string }) {
  const { data } = useQuery(CONNECTIONS, { variables: { id, filter: KINDS[kind].filter(id) } });
  if (!data) return null;
  const facet = (name: FacetName, pathOf: (value: string) => string | null) => valuesOf(data, name, id, pathOf);
  return (
    <>
      <Names
        heading={t("Works cited")}
        names={facet("CITED_WORK", (value) => (value.startsWith("wanted:") ? "/wanted" : recordPath("STUDY_TEXT", value)))}
      />
      {kind !== "phrases" && <Names heading={kind === "people" ? t("Met at meetings") : t("People at its meetings")} names={metIn(data)} />}
      {kind === "phrases" && <Names heading={t("Used in records with")} names={facet("SPEAKER", (value) => `/people/${value}`)} />}
      {kind !== "bodies" && <Names heading={t("At meetings of bodies")} names={facet("BODY", (value) => `/bodies/${value}`)} />}
      {kind !== "phrases" && <Names heading={t("Set phrases")} names={facet("PHRASE", (value) => `/phrases/${value}`)} />}
    </>
  );
}

interface Connection {
  id: string;
  name: string;
  path: string | null;
  count: number;
}

function Names({ heading, names }: { heading: string; names: readonly Connection[] }) {
  if (names.length === 0) return null;
  return (
    <RecordPart heading={heading}>
      <ul className="connections">
        {names.slice(0, MOST).map(({ id, name, path, count }) => (
          <li key={id}>
            <span lang={scriptTag(name)}>{path ? <Link to={path}>{name}</Link> : name}</span>{" "}
            <span className="quiet small">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </RecordPart>
  );
}

function valuesOf({ search }: ConnectionsQuery, name: FacetName, self: string, pathOf: (value: string) => string | null): Connection[] {
  const values = search.facets.find((facet) => facet.name === name)?.values ?? [];
  return values
    .filter(({ value }) => value !== self)
    .map(({ value, label, count }) => ({ id: value, name: label, path: pathOf(value), count }));
}

function metIn({ node }: ConnectionsQuery): Connection[] {
  const met = node?.__typename === "Person" ? node.metWith : node?.__typename === "Body" ? node.people : [];
  return met.flatMap(({ person, meetings }) =>
    person ? [{ id: person.id, name: person.name, path: `/people/${person.id}`, count: meetings }] : [],
  );
}
