import type { CitingSourceFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import type { Held } from "../../lib/dates.js";
import { type Place, recordPath } from "../../lib/links.js";

graphql(`
  fragment CitingSource on Source {
    id
    name
    language
    publishedOn
    publishedPrecision
    meeting {
      id
      title
      heldOn
      heldEnd
      heldPrecision
      heldHalfDay
      heldPartial
    }
    speeches {
      id
      title
      kind
      start
      end
      givenOn
      givenPrecision
    }
    studyText {
      id
      title
    }
  }
`);

export interface CitingRecord {
  title: string;
  /** Address of the record, at the words; null where the source has no record of its own. */
  path: string | null;
  when: Held;
}

/**
 * The record to open for some words of a source: the speech that holds them, else the meeting that the source tells of,
 * else the study text that it is.
 */
export function citingRecord(source: CitingSourceFragment, place: Place): CitingRecord {
  const { meeting, speeches, studyText } = source;
  const speech = speeches.find(({ start, end }) => start !== null && end !== null && start <= place.start && end >= place.end);
  const published = { heldOn: source.publishedOn, heldPrecision: source.publishedPrecision };
  if (meeting && (!speech || speeches.length > 1)) {
    return {
      title: meeting.title ?? (source.name || t("A meeting")),
      path: recordPath("MEETING", meeting.id, [place]),
      when: meeting.heldOn ? meeting : published,
    };
  }
  if (speech) {
    const when = speech.givenOn ? { heldOn: speech.givenOn, heldPrecision: speech.givenPrecision } : published;
    return { title: speech.title ?? (source.name || t("A speech")), path: recordPath("SPEECH", speech.id, [place]), when };
  }
  const title = studyText?.title ?? (source.name || t("A source"));
  return { title, path: studyText ? recordPath("STUDY_TEXT", studyText.id) : null, when: published };
}
