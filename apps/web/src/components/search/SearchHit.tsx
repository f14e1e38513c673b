import "../../styles/hits.css";
import { memo } from "react";
import type { SearchHitFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { dateTimeAttribute, formatDate, formatHeld } from "../../lib/dates.js";
import { fieldLabel, fieldOfSchema } from "../../lib/field-labels.js";
import { kindLabel } from "../../lib/labels.js";
import { type Place, recordPath } from "../../lib/links.js";
import { withoutTitle } from "../../lib/marks.js";
import { Link } from "../../lib/navigation.js";
import { MarkedText } from "../MarkedText.js";
import { HIT_LINK } from "./use-hit-keys.js";

graphql(`
  fragment SearchHit on SearchHit {
    kind
    title {
      text
      marks {
        start
        end
      }
    }
    snippet {
      text
      start
      marks {
        start
        end
      }
    }
    place {
      start
      end
    }
    passage {
      id
      locator
    }
    source {
      id
      name
      language
      publishedOn
      publishedPrecision
      collection {
        id
        name
        title
      }
      decisions {
        id
        recordId
        field
        action
        by
      }
    }
    record {
      __typename
      ... on Meeting {
        id
        madeName
        heldOn
        heldPrecision
        heldEnd
        heldHalfDay
        heldPartial
        body {
          id
          name
        }
      }
      ... on Speech {
        id
        madeName
        givenOn
        givenPrecision
        person {
          id
          name
        }
      }
      ... on StudyText {
        id
        author
        publishedOn
        publishedPrecision
      }
    }
  }
`);

/** What a link hands over: the search as it stands when the link is followed. */
const FROM_HERE = {
  get search(): string {
    return `/${window.location.search}`;
  },
};

interface Props {
  hit: SearchHitFragment;
  /** How many of its passages match, where that is known. */
  places?: number;
}

/** One hit: what it is, when and by whom, its title, and the words that were found. */
export const SearchHit = memo(function SearchHit({ hit, places = 0 }: Props) {
  const made = "madeName" in hit.record ? hit.record.madeName : null;
  const { date, by } = describe(hit.record);
  const { language, collection, publishedOn: published } = hit.source;
  const snippet = withoutTitle(hit.snippet, hit.title.text);
  return (
    <li className="hit">
      <p className="fact-line">
        <span className="hit-kind">{kindLabel(hit.kind)}</span>
        {date === null && published !== null && (
          <time dateTime={dateTimeAttribute(published, hit.source.publishedPrecision)}>
            {t("published {date}", { date: formatDate(published, hit.source.publishedPrecision) })}
          </time>
        )}
        {date && (date.attribute ? <time dateTime={date.attribute}>{date.text}</time> : <span>{date.text}</span>)}
        {/* A made name says by whom. */}
        {made === null ? by && <span>{by}</span> : <span>{t("without a title of its own")}</span>}
        {correctionsOf(hit).map((words) => (
          <span key={words} className="by-hand">
            {words}
          </span>
        ))}
      </p>
      <h2 className="hit-title" lang={language}>
        <Link to={pathTo(hit)} state={FROM_HERE} {...HIT_LINK}>
          {made ?? (hit.title.text === "" ? hit.source.name || t("Untitled") : <MarkedText value={hit.title} />)}
        </Link>
      </h2>
      {snippet.text !== "" && (
        <p className="hit-snippet source-text" lang={language}>
          <MarkedText value={snippet} />
        </p>
      )}
      <p className="fact-line">
        {hit.passage && <span>{hit.passage.locator}</span>}
        {places > 1 && <span>{plural(places, "{count} place", "{count} places")}</span>}
        <span>{collection.title ?? collection.name}</span>
      </p>
    </li>
  );
});

/** What stands here by a person's word and was read otherwise: "Held: corrected by Ada". */
function correctionsOf({ record, source }: SearchHitFragment): string[] {
  const words = source.decisions.flatMap(({ recordId, field, action, by }) =>
    recordId === record.id && field !== null && action === "CORRECT"
      ? [t("{field}: corrected by {name}", { field: fieldLabel(fieldOfSchema(field)), name: by })]
      : [],
  );
  return [...new Set(words)];
}

function describe(record: SearchHitFragment["record"]): { date: { text: string; attribute: string | null } | null; by: string | null } {
  switch (record.__typename) {
    case "Meeting": {
      const text = formatHeld(record);
      const attribute = record.heldOn ? dateTimeAttribute(record.heldOn, record.heldPrecision) : null;
      return { date: text === null ? null : { text, attribute }, by: record.body?.name ?? null };
    }
    case "Speech":
      return { date: day(record.givenOn, record.givenPrecision), by: record.person?.name ?? null };
    case "StudyText":
      return { date: day(record.publishedOn, record.publishedPrecision), by: record.author };
  }
}

function day(date: string | null, precision: Parameters<typeof formatDate>[1]) {
  return date === null ? null : { text: formatDate(date, precision), attribute: dateTimeAttribute(date, precision) };
}

/** The record, opened where the words stand closest together, with all of those in the snippet lit. */
function pathTo({ kind, record, snippet, place, passage }: SearchHitFragment): string {
  const marks = snippet.marks.map(({ start, end }) => ({ start: snippet.start + start, end: snippet.start + end }));
  const isBest = ({ start, end }: Place) => place !== null && start < place.end && end > place.start;
  const at = [...marks.filter(isBest), ...marks.filter((mark) => !isBest(mark))];
  const path = recordPath(kind, record.id, at);
  if (kind !== "STUDY_TEXT" || passage === null) return path;
  return `${path}${at.length === 0 ? "?" : "&"}passage=${encodeURIComponent(passage.id)}`;
}
