import "../../styles/record-tools.css";
import { t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { formatCount } from "../../lib/numbers.js";
import { searchPath } from "../../lib/search-address.js";
import { YearChart } from "../YearChart.js";
import { useCitationCounts } from "./citation-counts.js";

/** Speakers and bodies that are named here: the search has the others. */
const MOST = 8;

/** When a study text is cited, by which speakers and at whose meetings; each leads to what cites it. */
export function CitedByWhom({ studyTextId }: { studyTextId: string }) {
  const { years, speakers, bodies } = useCitationCounts(studyTextId);
  const to = (facet: "SPEAKER" | "BODY", id: string) => searchPath({ chosen: { CITED_WORK: [studyTextId], [facet]: [id] } });
  return (
    <details className="cited-by-whom">
      <summary>{t("Cited when and by whom")}</summary>
      {years.length > 0 && <YearChart counts={years} label={t("Citations by year")} />}
      <Names title={t("Speakers")} names={speakers.slice(0, MOST)} to={(id) => to("SPEAKER", id)} />
      <Names title={t("Bodies")} names={bodies.slice(0, MOST)} to={(id) => to("BODY", id)} />
    </details>
  );
}

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
