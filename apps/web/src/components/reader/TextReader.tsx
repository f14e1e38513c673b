import "../../styles/passages.css";
import { useApolloClient, useQuery } from "@apollo/client/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { useSearchParams } from "../../lib/navigation.js";
import { EmptyState } from "../EmptyState.js";
import { ErrorState } from "../ErrorState.js";
import { FindInText } from "../rows/FindInText.js";
import { type FoundPlace, FoundWords, FoundWordsContext } from "../rows/found-words.js";
import { type RowsHandle, WindowRows } from "../rows/Rows.js";
import { CitedFilter } from "./CitedFilter.js";
import { Contents, headingsByPosition, type SectionOfText } from "./Contents.js";
import { type Cited, readCiting, UNCITED } from "./citing.js";
import { goToPassage, positionByKey } from "./go-to-passage.js";
import { HeatStrip } from "./HeatStrip.js";
import { PassageEntry } from "./PassageEntry.js";
import { usePassages } from "./use-passages.js";

const CITED_PASSAGES = graphql(`
  query CitedPassages($id: ID!, $speaker: ID, $body: ID, $fromYear: Int, $toYear: Int) {
    citedPassages(studyText: $id, speaker: $speaker, body: $body, fromYear: $fromYear, toYear: $toYear) {
      position
      count
      itself
    }
  }
`);

const FIND = graphql(`
  query FindInStudyText($id: ID!, $words: String!) {
    findInStudyText(studyText: $id, words: $words) {
      position
      count
    }
  }
`);

interface Props {
  text: {
    id: string;
    title: string;
    language: string;
    passageCount: number;
    citationCount: number;
    sections: readonly SectionOfText[];
  };
  /** The passage that the address points at. */
  meant: { id: string; position: number } | null;
}

/** Height of a passage before it is measured, in pixels. */
const ESTIMATE = 120;

/** A study text to be read: contents, passages shaded by how often they are cited, and a find box over all of it. */
export function TextReader({ text, meant }: Props) {
  const client = useApolloClient();
  const [address] = useSearchParams();
  const section = address.get("section");
  const citing = useMemo(() => readCiting(address), [address]);
  const cited = useCited(text.id, citing, text.citationCount > 0);
  const headings = useMemo(() => headingsByPosition(text.sections), [text.sections]);
  const passages = usePassages(text.id);
  const rows = useRef<RowsHandle>(null);
  const [found] = useState(() => new FoundWords());
  const [isWide] = useState(() => window.matchMedia("(min-width: 56rem)").matches);
  const start = meant?.position ?? positionOf(text.sections, section);

  useEffect(() => {
    if (start === null) return;
    // After the layout has put a new page to its top.
    const frame = requestAnimationFrame(() => void goToPassage(rows.current, start, meant === null ? "start" : "center"));
    return () => cancelAnimationFrame(frame);
  }, [start, meant]);
  useEffect(() => {
    const goOn = (event: KeyboardEvent) => {
      const position = positionByKey(event, rows.current, text.passageCount);
      if (position !== null) void goToPassage(rows.current, position);
    };
    document.addEventListener("keydown", goOn);
    return () => document.removeEventListener("keydown", goOn);
  }, [text.passageCount]);

  const find = async (words: string): Promise<FoundPlace[]> => {
    const { data } = await client.query({ query: FIND, variables: { id: text.id, words } });
    return (data?.findInStudyText ?? []).flatMap(({ position, count }) =>
      Array.from({ length: count }, (_, nth) => ({ row: position, nth })),
    );
  };
  return (
    <FoundWordsContext value={found}>
      {text.citationCount > 0 && <CitedFilter studyTextId={text.id} citing={citing} cited={cited} />}
      <div className={text.sections.length > 0 ? "text-columns" : undefined}>
        {text.sections.length > 0 && (
          <details className="contents-fold" open={isWide}>
            <summary>{t("Contents")}</summary>
            <Contents sections={text.sections} chosen={section} lang={text.language} />
          </details>
        )}
        <section id="passages" aria-label={t("Passages")}>
          <div className="passage-tools">
            {text.citationCount > 0 && (
              <HeatStrip cited={cited} total={text.passageCount} onGo={(position) => void goToPassage(rows.current, position)} />
            )}
            <FindInText find={find} reveal={(row) => rows.current?.reveal(row)} />
          </div>
          {passages.error !== null && <ErrorState error={passages.error} onRetry={passages.retry} />}
          {text.passageCount === 0 && <EmptyState title={t("There are no passages here")} />}
          <div className="passages">
            <WindowRows count={text.passageCount} estimate={ESTIMATE} handle={rows} onSight={passages.want}>
              {(position, measure) => {
                const passage = passages.at(position);
                // Another element than the one that kept its place: nothing that stands there is pushed away by its true height.
                const name = passage === undefined ? `place of ${position}` : position;
                return (
                  <div key={name} ref={measure} data-index={position} className="passage-row">
                    {headings.has(position) && <h2 lang={text.language}>{headings.get(position)}</h2>}
                    {passage === undefined ? (
                      <div className="passage is-coming" aria-hidden="true" />
                    ) : (
                      <PassageEntry
                        key={`${passage.id} ${passage.id === meant?.id}`}
                        passage={passage}
                        text={text}
                        cited={cited.get(position) ?? UNCITED}
                        citing={citing}
                        isMeant={passage.id === meant?.id}
                      />
                    )}
                  </div>
                );
              }}
            </WindowRows>
          </div>
        </section>
      </div>
    </FoundWordsContext>
  );
}

const NOTHING: ReadonlyMap<number, Cited> = new Map();

/** How each passage is cited by those who are chosen, by its position. While another choice is on its way the last one stays. */
function useCited(id: string, citing: ReturnType<typeof readCiting>, isCited: boolean): ReadonlyMap<number, Cited> {
  const answer = useQuery(CITED_PASSAGES, { variables: { id, ...citing }, skip: !isCited });
  const passages = (answer.data ?? answer.previousData)?.citedPassages;
  return useMemo(
    () => (passages ? new Map(passages.map(({ position, count, itself }) => [position, { itself, around: count - itself }])) : NOTHING),
    [passages],
  );
}

function positionOf(sections: readonly SectionOfText[], id: string | null): number | null {
  for (const section of sections) {
    if (section.id === id) return section.firstPosition;
    const within = positionOf(section.children ?? [], id);
    if (within !== null) return within;
  }
  return null;
}
