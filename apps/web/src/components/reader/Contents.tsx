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
  /** Position of the first passage in it; null where it has none. */
  firstPosition: number | null;
  children?: readonly SectionOfText[];
}

interface Props {
  sections: readonly SectionOfText[];
  /** The section that the address names; null where it names none. */
  chosen: string | null;
  lang: string;
}

/** The contents of a study text: each section leads to its first passage. */
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

/**
 * The headings of a text by the position of the passage that each stands before, with those around it: "Volume 4: Two lamps
 * › Chapter 1". Where several begin at one passage, the narrowest says it.
 */
export function headingsByPosition(sections: readonly SectionOfText[], above: readonly string[] = []): Map<number, string> {
  const headings = new Map<number, string>();
  for (const section of sections) {
    if (section.firstPosition === null || NARROW.has(section.level)) continue;
    const names = [...above, sectionName(section)];
    headings.set(section.firstPosition, names.join(" › "));
    for (const [position, heading] of headingsByPosition(section.children ?? [], names)) headings.set(position, heading);
  }
  return headings;
}
