import "../../styles/record-tools.css";
import { useQuery } from "@apollo/client/react";
import type { CitedByWhomQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { formatCount } from "../../lib/numbers.js";
import { searchPath } from "../../lib/search-address.js";
import { YearChart } from "../YearChart.js";

const CITED_BY_WHOM = graphql(`
  query CitedByWhom($id: ID!) {
    studyText(id: $id) {
      id
      citationCounts {
        byYear {
          year
          count
        }
        bySpeaker(first: 8) {
          count
          person {
            id
            name
          }
        }
        byBody(first: 8) {
          count
          body {
            id
            name
          }
        }
      }
    }
  }
`);

/** When a study text is cited, by which speakers and at whose meetings; each leads to what cites it. */
export function CitedByWhom({ studyTextId }: { studyTextId: string }) {
  const { data } = useQuery(CITED_BY_WHOM, { variables: { id: studyTextId } });
  const counts = data?.studyText?.citationCounts ?? NONE;
  const years = counts.byYear.flatMap(({ year, count }) => (year === null ? [] : [{ year, count }]));
  const speakers = counts.bySpeaker.flatMap(({ person, count }) => (person ? [{ ...person, count }] : []));
  const bodies = counts.byBody.flatMap(({ body, count }) => (body ? [{ ...body, count }] : []));
  const to = (facet: "SPEAKER" | "BODY", id: string) => searchPath({ chosen: { CITED_WORK: [studyTextId], [facet]: [id] } });
  return (
    <details className="cited-by-whom">
      <summary>{t("Cited when and by whom")}</summary>
      {years.length > 0 && <YearChart counts={years} label={t("Citations by year")} />}
      <Names title={t("Speakers")} names={speakers} to={(id) => to("SPEAKER", id)} />
      <Names title={t("Bodies")} names={bodies} to={(id) => to("BODY", id)} />
    </details>
  );
}

type Counts = NonNullable<CitedByWhomQuery["studyText"]>["citationCounts"];

const NONE: Counts = { byYear: [], bySpeaker: [], byBody: [] };

interface NamesProps {
  title: string;
  names: ReadonlyArray<{ id: string; name: string; count: number }>;
  to: (id: string) => string;
}

function Names({ title, names, to }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <p>
      <span className="quiet">{title}</span>{" "}
      {names.map(({ id, name, count }) => (
        <Link key={id} to={to(id)}>
          {name} <span className="quiet">{formatCount(count)}</span>
        </Link>
      ))}
    </p>
  );
}
