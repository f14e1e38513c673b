import type { CitedPassageFragment, CitedWorkFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { citedName } from "../../lib/cited-name.js";
import { passagePath, recordPath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";

graphql(`
  fragment CitedWork on StudyText {
    id
    title
    language
  }

  fragment CitedPassage on Passage {
    id
    locator
    text
  }
`);

interface Props {
  /** Null where it has been withdrawn since. */
  studyText: CitedWorkFragment | null;
  passage: CitedPassageFragment | null;
  /** What the place is called, where that is not the passage alone: as understood where none is held, or by a part that begins with it. */
  locator?: string | null;
}

/** A cited work or passage by its name, as a link to it. */
export function CitedWorkLink({ studyText, passage, locator }: Props) {
  if (!studyText) return t("A text that has been withdrawn since");
  return (
    <Link to={passage ? passagePath(studyText.id, passage.id) : recordPath("STUDY_TEXT", studyText.id)} lang={studyText.language}>
      {citedName(studyText.title, studyText.language, locator ?? passage?.locator)}
    </Link>
  );
}
