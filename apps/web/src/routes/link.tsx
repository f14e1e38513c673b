import { t } from "../i18n/language.js";
import "../styles/lists.css";
import "../styles/link.css";
import { useApolloClient } from "@apollo/client/react";
import { useRef, useState } from "react";
import { ErrorState } from "../components/ErrorState.js";
import { LinkedText } from "../components/link/LinkedText.js";
import { LinkForm, type TextToLink } from "../components/link/LinkForm.js";
import { PageTitle } from "../components/PageTitle.js";
import { Skeleton } from "../components/Skeleton.js";
import type { LinkPastedTextQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";

const LINK_TEXT = graphql(`
  query LinkPastedText($text: String!, $date: LocalDate, $language: String) {
    linkText(text: $text, date: $date, language: $language) {
      totalCount
      linkerVersion
      links(first: 300) {
        ...TextLink @unmask
      }
    }
  }
`);

type State =
  | { is: "open" }
  | { is: "linking" }
  | { is: "linked"; asked: TextToLink; found: LinkPastedTextQuery["linkText"]; number: number }
  | { is: "failed"; asked: TextToLink; error: unknown };

export function Component() {
  const client = useApolloClient();
  const [state, setState] = useState<State>({ is: "open" });
  const number = useRef(0);

  const link = async (asked: TextToLink) => {
    const mine = ++number.current;
    setState({ is: "linking" });
    try {
      // A text that is not to be kept is not kept by the page either.
      const { data } = await client.query({ query: LINK_TEXT, variables: asked, fetchPolicy: "no-cache" });
      if (mine === number.current && data) setState({ is: "linked", asked, found: data.linkText, number: mine });
    } catch (error) {
      if (mine === number.current) setState({ is: "failed", asked, error });
    }
  };

  return (
    <div className="link-page">
      <PageTitle title={t("Link a text")}>
        <p>
          {t(
            "Paste any text to see what it cites and quotes: the works and passages of this archive, with the shared words marked, and works that are cited and not held.",
          )}
        </p>
      </PageTitle>
      <LinkForm isBusy={state.is === "linking"} onLink={(asked) => void link(asked)} />
      {state.is === "linking" && <Skeleton lines={6} label={t("Linking the text")} />}
      {state.is === "failed" && <ErrorState error={state.error} onRetry={() => void link(state.asked)} />}
      {state.is === "linked" && <LinkedText key={state.number} asked={state.asked} found={state.found} />}
    </div>
  );
}
