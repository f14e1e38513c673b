import { plural, t } from "../i18n/language.js";
import "../styles/lists.css";
import "../styles/record-tools.css";
import "../styles/queue.css";
import { useQuery } from "@apollo/client/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useDecisions } from "../components/decide/use-decisions.js";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { type Outcome, QueueEntry } from "../components/queue/QueueEntry.js";
import { type QueueItem, queueItems, type Run } from "../components/queue/queue-items.js";
import { focusNextWaiting, pressInQueue } from "../components/queue/queue-keys.js";
import { SignInLink } from "../components/SignInLink.js";
import { Skeleton } from "../components/Skeleton.js";
import type { EditorQueueQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import type { Message } from "../i18n/language.js";
import { explainError } from "../lib/errors.js";
import { useSignedIn } from "../lib/session.js";

const EDITOR_QUEUE = graphql(`
  query EditorQueue {
    reports(first: 30) {
      totalCount
      edges {
        cursor
        node {
          id
          recordKind
          recordId
          field
          proposal
          note
          times
          record {
            __typename
            ...ReportedRecord @unmask
          }
          evidence {
            id
            value
            sentence {
              ...QueueSentence @unmask
            }
          }
        }
      }
    }
    citations(first: 30, filter: { state: [AMBIGUOUS] }) {
      totalCount
      edges {
        cursor
        node {
          id
          start
          end
          printed
          reason
          sentence {
            ...QueueSentence @unmask
          }
          candidates {
            locator
            studyText {
              ...CitedWork @unmask
            }
            passage {
              ...CitedPassage @unmask
            }
          }
          source {
            ...CitingSource @unmask
          }
        }
      }
    }
    uncertainValues(first: 40) {
      totalCount
      edges {
        cursor
        node {
          id
          recordId
          field
          value
          method
          confidence
          start
          end
          sentence {
            ...QueueSentence @unmask
          }
          source {
            ...CitingSource @unmask
          }
        }
      }
    }
    mergeSuggestions(first: 30) {
      kind
      from {
        ...MergeCandidate @unmask
      }
      into {
        ...MergeCandidate @unmask
      }
      shared {
        __typename
        ... on Body {
          id
          name
        }
        ... on Collection {
          id
          name
          title
        }
      }
    }
  }

  fragment QueueSentence on MarkedText {
    text
    marks {
      start
      end
    }
  }

  fragment MergeCandidate on Node {
    __typename
    ... on Person {
      id
      name
      aliases
    }
    ... on Body {
      id
      name
      aliases
    }
  }

  fragment ReportedRecord on Node {
    ... on Meeting {
      id
      title
    }
    ... on Speech {
      id
      title
    }
    ... on Appearance {
      id
      role
      meeting {
        id
        title
      }
    }
    ... on Point {
      id
      verb
      meeting {
        id
        title
      }
    }
    ... on Citation {
      id
      start
      end
      printed
      sentence {
        ...QueueSentence @unmask
      }
      place {
        name
        first
        last
      }
      studyText {
        ...CitedWork @unmask
      }
      passage {
        ...CitedPassage @unmask
      }
      source {
        ...CitingSource @unmask
      }
    }
  }
`);

export function Component() {
  const name = useSignedIn();
  return (
    <>
      <PageTitle title={t("Queue")}>
        <p>{t("What waits for an editor: reports, links that could mean several, unsure values, and likely doubles.")}</p>
      </PageTitle>
      {name === undefined && <Skeleton lines={4} label={t("Loading")} />}
      {name === null && (
        <p>
          <SignInLink>{t("Sign in to decide")}</SignInLink>
        </p>
      )}
      {name && <Queue />}
    </>
  );
}

function Queue() {
  // What is decided stays in the list, to be taken back: it is asked for once, and anew by who opens the page anew.
  const { data, error, refetch } = useQuery(EDITOR_QUEUE, { fetchPolicy: "no-cache" });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Loading")} />;
  const waiting = data.reports.totalCount + data.citations.totalCount + data.uncertainValues.totalCount + data.mergeSuggestions.length;
  return <Entries data={data} waiting={waiting} onMore={() => void refetch()} />;
}

function Entries({ data, waiting, onMore }: { data: EditorQueueQuery; waiting: number; onMore: () => void }) {
  const decisions = useDecisions();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [fault, setFault] = useState("");
  const items = useMemo(() => queueItems(data, decisions), [data, decisions]);
  useEffect(() => {
    document.addEventListener("keydown", pressInQueue);
    return () => document.removeEventListener("keydown", pressInQueue);
  }, []);

  const underWay = useRef(new Set<string>());
  const act = async (item: QueueItem, name: Message, run: Run) => {
    if (underWay.current.has(item.id)) return false;
    underWay.current.add(item.id);
    try {
      const undo = await run();
      setFault("");
      setOutcomes((known) => new Map(known).set(item.id, { said: t("Done: {act}", { act: t(name).replace("…", "") }), undo }));
      requestAnimationFrame(() => focusNextWaiting(item.id));
      return true;
    } catch (error) {
      setFault(explainError(error).advice);
      return false;
    } finally {
      underWay.current.delete(item.id);
    }
  };
  const undo = async (item: QueueItem) => {
    try {
      await outcomes.get(item.id)?.undo();
      setOutcomes((known) => new Map([...known].filter(([id]) => id !== item.id)));
    } catch (error) {
      setFault(explainError(error).advice);
    }
  };
  if (items.length === 0) return <EmptyState title={t("Nothing waits")} />;
  return (
    <>
      <p role="status">
        {plural(waiting - outcomes.size, "{count} thing waits", "{count} things wait")}{" "}
        <span className="quiet small">
          <kbd>j</kbd> <kbd>k</kbd> {t("through the queue; the other keys stand on the buttons")}
        </span>
      </p>
      <p role="alert" className="note note-bad">
        {fault}
      </p>
      <ol className="queue">
        {items.map((item) => (
          <QueueEntry
            key={item.id}
            item={item}
            outcome={outcomes.get(item.id)}
            onAct={(name, run) => act(item, name, run)}
            onUndo={() => void undo(item)}
          />
        ))}
      </ol>
      {outcomes.size > 0 && (
        <p>
          <button
            type="button"
            onClick={() => {
              setOutcomes(new Map());
              onMore();
            }}
          >
            {t("Take what is done from the list, and show more")}
          </button>
        </p>
      )}
    </>
  );
}
