import { useQuery } from "@apollo/client/react";
import type { SeenBeforeQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { formatDate } from "../../lib/dates.js";
import { Link } from "../../lib/navigation.js";
import { shorten } from "../../lib/shorten.js";
import { citingRecord } from "./CitingRecord.js";
import { RecordPart } from "./Facts.js";
import { PointingButton } from "./Value.js";

const SEEN_BEFORE = graphql(`
  query SeenBefore($id: ID!) {
    source(id: $id) {
      id
      seenBefore {
        start
        end
        firstDay
        firstStart
        firstEnd
        first {
          ...CitingSource @unmask
        }
      }
    }
  }
`);

export type SeenSentence = NonNullable<SeenBeforeQuery["source"]>["seenBefore"][number];

const NONE: readonly SeenSentence[] = [];

/** What keys of seen sentences begin with: their words are greyed. */
export const SEEN = "seen.";

/** The sentences of a source that stood in an earlier one; asked for beside the record, which does not wait for them. */
export function useSeenBefore(sourceId: string): readonly SeenSentence[] {
  const { data } = useQuery(SEEN_BEFORE, { variables: { id: sourceId } });
  return data?.source?.seenBefore ?? NONE;
}

export function seenKey({ start }: SeenSentence): string {
  return `${SEEN}${start}`;
}

/** What seen words are called, for their description. */
export function seenName({ firstDay }: SeenSentence): string {
  return t("Seen before, first on {day}", { day: formatDate(firstDay, "DAY") });
}

interface Props {
  seen: readonly SeenSentence[];
  text: string;
  lang: string;
}

/** Each sentence that is not new, with its first appearance. */
export function SeenBefore({ seen, text, lang }: Props) {
  if (seen.length === 0) return null;
  return (
    <RecordPart heading={plural(seen.length, "{count} sentence is not new", "{count} sentences are not new")}>
      <p className="small quiet">{t("They stood in earlier sources, and are grey in the text; what is not grey is new.")}</p>
      <ol className="citations">
        {seen.map((sentence) => (
          <li key={sentence.start}>
            <PointingButton valueKey={seenKey(sentence)} className="value" lang={lang}>
              {shorten(text.slice(sentence.start, sentence.end))}
            </PointingButton>
            <First sentence={sentence} />
          </li>
        ))}
      </ol>
    </RecordPart>
  );
}

function First({ sentence: { first, firstDay, firstStart, firstEnd } }: { sentence: SeenSentence }) {
  const { title, path } = citingRecord(first, { start: firstStart, end: firstEnd });
  return (
    <span className="role">
      {formatDate(firstDay, "DAY")}{" "}
      {path ? (
        <Link to={path} lang={first.language}>
          {title}
        </Link>
      ) : (
        title
      )}
    </span>
  );
}
