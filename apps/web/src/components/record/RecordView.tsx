import { t } from "../../i18n/language.js";
import "../../styles/record.css";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { RecordCitationFragment, RecordSourceFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { type CitedWords, selectedWithin } from "../../lib/copy-citation.js";
import { formatDate } from "../../lib/dates.js";
import { readPlaces } from "../../lib/links.js";
import { useSearchParams } from "../../lib/navigation.js";
import { findInRows, rowAt } from "../../lib/text-rows.js";
import { CopyWithCitation } from "../CopyWithCitation.js";
import { FindInText } from "../rows/FindInText.js";
import { FoundWords, FoundWordsContext } from "../rows/found-words.js";
import type { RowsHandle } from "../rows/Rows.js";
import { citationName } from "./CitationList.js";
import { citationKey } from "./citation-key.js";
import { paragraphsOf, type Span } from "./cut-text.js";
import { DecisionIndex } from "./decided.js";
import { EvidenceIndex, keyOfElement, valueKey } from "./evidence.js";
import type { LooseValue } from "./LooseValues.js";
import { Outline, type OutlineEntry } from "./Outline.js";
import { phraseKey } from "./PhraseList.js";
import { Pointing, PointingContext } from "./pointing.js";
import { SeenBefore, type SeenSentence, seenKey, seenName, useSeenBefore } from "./SeenBefore.js";
import { SourceText } from "./SourceText.js";
import { goToValue, TEXT_PANE } from "./show-words.js";
import { SourceContext } from "./source-context.js";

graphql(`
  fragment RecordSource on Source {
    id
    title
    name
    text
    language
    kind
    kindReason
    publisher
    licence
    url
    place
    hash
    mediaType
    publishedOn
    publishedPrecision
    capturedOn
    correctedOn
    storedAt
    versionNumber
    collection {
      id
      name
      title
      isSample
    }
    versions {
      id
      number
      storedAt
      hash
      mediaType
    }
    blocks {
      kind
      level
      start
      end
    }
    evidence {
      id
      recordId
      field
      value
      printed
      start
      end
      method
      confidence
      isSuggestion
    }
    decisions {
      id
      recordId
      field
      action
      to
      by
    }
    phraseOccurrences {
      id
      start
      end
      printed
      phrase {
        id
        canonical
        language
      }
    }
  }
`);

/** A value that the record's page shows, and what its words in the text are called. */
export interface ShownValue {
  recordId: string;
  field: string;
  name: string;
}

interface Props {
  source: RecordSourceFragment;
  values: readonly ShownValue[];
  citations: readonly RecordCitationFragment[];
  phrases: RecordSourceFragment["phraseOccurrences"];
  /** What is shown besides the record's fields. */
  loose?: readonly LooseValue[];
  /** The part of the source's text that is the record's own; null for all of it. */
  own?: { start: number; end: number } | null;
  /** What the text's outline names besides its headings: points made, speeches held. */
  outline?: readonly OutlineEntry[];
  /** The record's values. */
  children: ReactNode;
}

/** A record beside the text it was read from, each pointing at the other. */
export function RecordView({ source, values, citations, phrases, loose = NONE, outline = NO_ENTRIES, own = null, children }: Props) {
  const [pointing] = useState(() => new Pointing());
  const [parameters] = useSearchParams();
  const at = parameters.get("at");
  const places = useMemo(() => readPlaces(at), [at]);
  const evidence = useMemo(() => new EvidenceIndex(source.evidence), [source.evidence]);
  const decided = useMemo(() => new DecisionIndex(source.decisions), [source.decisions]);
  const context = useMemo(
    () => ({ text: source.text, language: source.language, evidence, decided }),
    [source.text, source.language, evidence, decided],
  );
  const seen = useSeenBefore(source.id);
  const words = useMemo(
    () => [...wordsOfValues(values, evidence), ...wordsOfLoose(loose), ...wordsOfLinks(citations, phrases), ...wordsOfSeen(seen)],
    [values, evidence, citations, phrases, loose, seen],
  );
  useEffect(() => openNamed(pointing), [pointing]);
  const paragraphs = useMemo(() => paragraphsOf(source.text, source.blocks), [source.text, source.blocks]);
  const entries = useMemo(() => withHeadings(outline, source), [outline, source]);
  const rows = useRef<RowsHandle>(null);
  const [found] = useState(() => new FoundWords());
  const names = useMemo(() => new Map(words.map(({ key, name }) => [key, name])), [words]);
  return (
    <PointingContext value={pointing}>
      <SourceContext value={context}>
        <div className="record">
          <div className="record-values">
            {children}
            <SeenBefore seen={seen} text={source.text} lang={source.language} />
          </div>
          <FoundWordsContext value={found}>
            <section className="record-source" aria-labelledby="record-source-heading">
              <div className="record-source-head">
                <h2 id="record-source-heading">{t("Text of the source")}</h2>
                <CopyWithCitation find={() => citedWords(source)} />
                <FindInText find={(looked) => findInRows(source.text, paragraphs, looked)} reveal={(row) => rows.current?.reveal(row)} />
              </div>
              <Outline entries={entries} lang={source.language} onGo={(start) => rows.current?.reveal(rowAt(paragraphs, start), "start")} />
              <SourceText
                text={source.text}
                language={source.language}
                paragraphs={paragraphs}
                spans={words}
                names={names}
                places={places}
                own={own}
                rows={rows}
              />
            </section>
          </FoundWordsContext>
        </div>
      </SourceContext>
    </PointingContext>
  );
}

/** Opens the value that the address names behind its #, once the page stands, and goes to it. */
function openNamed(pointing: Pointing): (() => void) | undefined {
  const key = keyOfElement(decodeURIComponent(window.location.hash.slice(1)));
  if (key === null) return undefined;
  pointing.setOpen(key, true);
  const frame = requestAnimationFrame(() => goToValue(key));
  return () => cancelAnimationFrame(frame);
}

/** What is selected of the text, with the address of these words; the record as a whole where nothing is. */
function citedWords(source: RecordSourceFragment): CitedWords {
  const words = selectedWithin(document.getElementById(TEXT_PANE));
  const start = words === "" ? -1 : source.text.indexOf(words);
  const at = start < 0 ? "" : `?at=${start}-${start + words.length}`;
  const heading = document.querySelector("main h1")?.textContent;
  return {
    words,
    parts: [heading, source.publisher, source.publishedOn && formatDate(source.publishedOn, source.publishedPrecision)],
    url: window.location.origin + window.location.pathname + at,
  };
}

const NONE: readonly LooseValue[] = [];
const NO_ENTRIES: readonly OutlineEntry[] = [];

/** The headings of the text among what else its outline names, in its order. */
function withHeadings(entries: readonly OutlineEntry[], { text, blocks }: RecordSourceFragment): OutlineEntry[] {
  const headings = blocks.filter(({ kind }) => kind === "heading");
  return [...headings.map(({ start, end }) => ({ start, lead: null, words: text.slice(start, end) })), ...entries].sort(
    (a, b) => a.start - b.start,
  );
}

interface NamedSpan extends Span {
  name: string;
}

function wordsOfValues(values: readonly ShownValue[], evidence: EvidenceIndex): NamedSpan[] {
  return values.flatMap(({ recordId, field, name }) =>
    evidence.of(recordId, field).flatMap(({ start, end }) => {
      if (typeof start !== "number" || typeof end !== "number") return [];
      return [{ key: valueKey(recordId, field), name, start, end }];
    }),
  );
}

function wordsOfLoose(loose: readonly LooseValue[]): NamedSpan[] {
  return loose.flatMap(({ key, name, evidence }) =>
    evidence.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ key, name, start, end }])),
  );
}

function wordsOfSeen(seen: readonly SeenSentence[]): NamedSpan[] {
  return seen.map((sentence) => ({ key: seenKey(sentence), name: seenName(sentence), start: sentence.start, end: sentence.end }));
}

function wordsOfLinks(citations: readonly RecordCitationFragment[], phrases: RecordSourceFragment["phraseOccurrences"]): NamedSpan[] {
  return [
    ...citations.map((citation) => ({
      key: citationKey(citation.id),
      name: t("Cites {work}", { work: citationName(citation) }),
      start: citation.start,
      end: citation.end,
    })),
    ...phrases.map(({ phrase, start, end }) => ({
      key: phraseKey(phrase.id),
      name: t("Set phrase: {phrase}", { phrase: phrase.canonical }),
      start,
      end,
    })),
  ];
}
