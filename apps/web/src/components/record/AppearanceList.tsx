import type { AppearancePart, RecordAppearanceFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { partLabel } from "../../lib/labels.js";
import { Link } from "../../lib/navigation.js";
import { Fact } from "./Facts.js";
import { useDecisionOn } from "./source-context.js";
import { Value } from "./Value.js";

graphql(`
  fragment RecordAppearance on Appearance {
    id
    part
    role
    groupName
    person {
      id
      name
    }
  }
`);

const ORDER: AppearancePart[] = ["PRESIDED", "SPOKE", "ATTENDED"];

/** Who presided, spoke and attended, with their roles as printed. */
export function AppearanceList({ appearances, lang }: { appearances: readonly RecordAppearanceFragment[]; lang: string }) {
  return (
    <dl className="facts">
      {ORDER.map((part) => {
        const those = appearances.filter((appearance) => appearance.part === part);
        if (those.length === 0) return null;
        return (
          <Fact key={part} name={partLabel(part)}>
            <ul className="appearances">
              {those.map((appearance) => (
                <AppearanceEntry key={appearance.id} appearance={appearance} lang={lang} />
              ))}
            </ul>
          </Fact>
        );
      })}
    </dl>
  );
}

function AppearanceEntry({ appearance: { id, person, groupName, role }, lang }: { appearance: RecordAppearanceFragment; lang: string }) {
  const isPersonDecided = useDecisionOn(id, "person") !== null;
  const isRoleDecided = useDecisionOn(id, "role") !== null;
  return (
    <li>
      {person || isPersonDecided ? (
        <Value recordId={id} field="person" lang={lang} beside={person && <PersonLink person={person} />}>
          {person?.name}
        </Value>
      ) : (
        <Value recordId={id} field="groupName" lang={lang}>
          {groupName ?? t("Somebody who is not named")}
        </Value>
      )}
      {(role || isRoleDecided) && (
        <span className="role">
          <Value recordId={id} field="role" lang={lang}>
            {role}
          </Value>
        </span>
      )}
    </li>
  );
}

/** A person's name is a value that shows its words, so the way to the person's page is a link beside it. */
export function PersonLink({ person }: { person: { id: string; name: string } }) {
  return (
    <Link className="page-link" to={`/people/${encodeURIComponent(person.id)}`} aria-label={t("Page of {name}", { name: person.name })}>
      →
    </Link>
  );
}
