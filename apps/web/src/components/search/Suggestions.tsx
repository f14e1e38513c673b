import { useQuery } from "@apollo/client/react";
import { useEffect, useState } from "react";
import type { SuggestQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { recordPath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import { unfinishedWord } from "../../lib/unfinished-word.js";

const SUGGEST = graphql(`
  query Suggest($words: String!, $word: String!) {
    people(first: 3, name: $words) {
      edges {
        node {
          id
          name
        }
      }
    }
    bodies(first: 3, name: $words) {
      edges {
        node {
          id
          name
        }
      }
    }
    studyTexts(first: 2, title: $words) {
      edges {
        node {
          id
          title
          language
        }
      }
    }
    phrases(first: 2, contains: $words) {
      edges {
        node {
          id
          canonical
          language
        }
      }
    }
    suggestions(prefix: $word, first: 4)
  }
`);

interface Suggestion {
  kind: string;
  name: string;
  lang?: string;
  path: string;
}

/** How long after the last key suggestions are asked for, in milliseconds: results come first. */
const PAUSE = 180;

/** People, bodies, works and phrases that the typed words name, and how the last word could go on. */
export function Suggestions({ typed, onComplete }: { typed: string; onComplete: (text: string) => void }) {
  const settled = useSettled(typed);
  const words = settled.replace(/["“”()*＊]/g, "").trim();
  const answer = useQuery(SUGGEST, {
    variables: { words, word: unfinishedWord(settled) },
    skip: words.length < 2 && !/\p{Script=Han}/u.test(words),
    fetchPolicy: "cache-first",
  });
  const data = answer.data ?? answer.previousData;
  if (data === undefined) return null;
  const named = namedIn(data);
  const last = unfinishedWord(typed);
  const endings = data.suggestions.filter((word) => last !== "" && word !== last.toLowerCase() && word.startsWith(last.toLowerCase()));
  if (named.length + endings.length === 0) return null;
  return (
    <ul className="suggestions" aria-label={t("Suggestions")}>
      {endings.map((word) => (
        <li key={word}>
          <button type="button" onClick={() => onComplete(`${typed.slice(0, typed.length - last.length)}${word} `)}>
            {word}
          </button>
        </li>
      ))}
      {named.map(({ kind, name, lang, path }) => (
        <li key={path}>
          <Link to={path}>
            <span className="quiet">{kind}</span> <span lang={lang}>{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function namedIn({ people, bodies, studyTexts, phrases }: SuggestQuery): Suggestion[] {
  const at = (folder: string, id: string) => `/${folder}/${encodeURIComponent(id)}`;
  return [
    ...people.edges.map(({ node }) => ({ kind: t("Person"), name: node.name, path: at("people", node.id) })),
    ...bodies.edges.map(({ node }) => ({ kind: t("Body"), name: node.name, path: at("bodies", node.id) })),
    ...studyTexts.edges.map(({ node }) => ({
      kind: t("Study text"),
      name: node.title,
      lang: node.language,
      path: recordPath("STUDY_TEXT", node.id),
    })),
    ...phrases.edges.map(({ node }) => ({
      kind: t("Phrase"),
      name: node.canonical,
      lang: node.language,
      path: at("phrases", node.id),
    })),
  ];
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
