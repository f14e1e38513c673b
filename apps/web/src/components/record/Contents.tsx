import type { LocatorLevel } from "../../gql/graphql.js";
import { t } from "../../i18n/language.js";
import { levelLabel } from "../../lib/labels.js";
import { Link } from "../../lib/navigation.js";

export interface SectionOfText {
  id: string;
  level: LocatorLevel;
  number: string | null;
  heading: string | null;
  printed: string | null;
  children?: readonly SectionOfText[];
}

interface Props {
  sections: readonly SectionOfText[];
  /** The section whose passages are shown; null for the whole text. */
  chosen: string | null;
  lang: string;
}

/** The contents of a study text: each section shows its passages. */
export function Contents({ sections, chosen, lang }: Props) {
  return (
    <nav aria-label={t("Contents")} className="contents">
      <Link to="?" aria-current={chosen === null ? "true" : undefined}>
        {t("The whole text")}
      </Link>
      <SectionList sections={sections} chosen={chosen} lang={lang} />
    </nav>
  );
}

function SectionList({ sections, chosen, lang }: Props) {
  return (
    <ul lang={lang}>
      {sections.map((section) => (
        <li key={section.id}>
          <Entry section={section} chosen={chosen} lang={lang} />
        </li>
      ))}
    </ul>
  );
}

/** A section with sections in it folds; it stands open where it holds the chosen one. */
function Entry({ section, chosen, lang }: { section: SectionOfText; chosen: string | null; lang: string }) {
  const link = (
    <Link to={`?section=${encodeURIComponent(section.id)}`} aria-current={section.id === chosen ? "true" : undefined}>
      {sectionName(section)}
    </Link>
  );
  if (!section.children || section.children.length === 0) return link;
  return (
    <>
      {link}
      <details open={chosen !== null && holds(section, chosen)}>
        <summary aria-label={t("{count} in {section}", { count: section.children.length, section: sectionName(section) })}>
          {section.children.length}
        </summary>
        <SectionList sections={section.children} chosen={chosen} lang={lang} />
      </details>
    </>
  );
}

function holds(section: SectionOfText, id: string): boolean {
  return section.id === id || (section.children ?? []).some((child) => holds(child, id));
}

/** As printed: "CHAPTER I. GENERAL PROVISIONS", "第一章 总则". Where nothing is, by what is known: "Volume 4: Two lamps", "Genesis". */
export function sectionName({ level, number, heading, printed }: SectionOfText): string {
  if (printed) return printed;
  const name = number === null ? levelLabel(level) : t("{level} {number}", { level: levelLabel(level), number });
  if (heading === null) return number !== null && !/^\d+$/.test(number) ? number : name;
  const saysNumber =
    number === null || heading.includes(number) || /^第|[IVXLC\d]/.test(heading) || heading.toUpperCase().startsWith(level);
  return saysNumber ? heading : t("{name}: {heading}", { name, heading });
}

/** A section of these levels is one passage, whose locator says all that a heading would. */
const NARROW: ReadonlySet<LocatorLevel> = new Set(["ARTICLE", "PARAGRAPH", "ITEM", "PAGE", "VERSE"]);

/** Of each section of one passage, the section around it; of every other one, itself. By their ids. */
export function widerSections(sections: readonly SectionOfText[], around: string | null = null): Map<string, string> {
  const wider = new Map<string, string>();
  for (const section of sections) {
    const own = around !== null && NARROW.has(section.level) ? around : section.id;
    wider.set(section.id, own);
    for (const [id, outer] of widerSections(section.children ?? [], own)) wider.set(id, outer);
  }
  return wider;
}

/** Names of all sections by their ids, each with those around it: "Volume 4: Two lamps › Chapter 1". */
export function sectionPaths(sections: readonly SectionOfText[], above: readonly string[] = []): Map<string, string> {
  const paths = new Map<string, string>();
  for (const section of sections) {
    const names = [...above, sectionName(section)];
    paths.set(section.id, names.join(" › "));
    for (const [id, path] of sectionPaths(section.children ?? [], names)) paths.set(id, path);
  }
  return paths;
}
