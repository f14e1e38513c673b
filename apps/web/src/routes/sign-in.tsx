import { t } from "../i18n/language.js";
import "../styles/lists.css";
import { useApolloClient } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import { PageTitle } from "../components/PageTitle.js";
import { explainError } from "../lib/errors.js";
import { Link, useSearchParams } from "../lib/navigation.js";
import { backFrom, signIn, signOut, useSignedIn } from "../lib/session.js";

export function Component() {
  const name = useSignedIn();
  const client = useApolloClient();
  const [address, , go] = useSearchParams();
  const back = backFrom(address);
  const leave = async () => {
    await client.clearStore();
    await signOut();
  };
  return (
    <div className="import">
      <PageTitle title={t("Sign in")}>
        <p>{t("Reading needs no key. With one you confirm, reject and correct what was read and linked, under its name.")}</p>
      </PageTitle>
      {name ? (
        <p>
          {t("You are signed in as {name}.", { name })}{" "}
          <button type="button" onClick={() => void leave()}>
            {t("Sign out")}
          </button>{" "}
          <Link to="/queue">{t("To the queue")}</Link>
        </p>
      ) : (
        <SignInForm onSignedIn={() => back !== null && go(back, { replace: true })} />
      )}
    </div>
  );
}

function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [key, setKey] = useState("");
  const [said, setSaid] = useState("");
  const client = useApolloClient();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSaid("");
    try {
      // What the page has kept was answered to somebody else.
      await client.clearStore();
      if (await signIn(key)) onSignedIn();
      else setSaid(t("This key is not known, or was revoked."));
    } catch (error) {
      setSaid(explainError(error).title);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <div className="field">
        <label htmlFor="sign-in-key">{t("Key")}</label>
        <input
          id="sign-in-key"
          type="password"
          value={key}
          placeholder="lectern_…"
          autoComplete="current-password"
          required
          aria-describedby="sign-in-help"
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <span id="sign-in-help" className="small">
          {t("It is kept in a cookie of this browser that no script can read, for thirty days or until you sign out.")}
        </span>
      </div>
      <p role="alert" className="note note-bad">
        {said}
      </p>
      <p>
        <button type="submit" className="button-primary">
          {t("Sign in")}
        </button>
      </p>
    </form>
  );
}
