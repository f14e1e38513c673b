import { plural, t } from "../i18n/language.js";
import "../styles/lists.css";
import { useApolloClient } from "@apollo/client/react";
import { useEffect, useRef, useState } from "react";
import { FileChoice } from "../components/import/FileChoice.js";
import { UploadOutcome } from "../components/import/UploadOutcome.js";
import { PageTitle } from "../components/PageTitle.js";
import { SignInLink } from "../components/SignInLink.js";
import { keepKey, readKey } from "../lib/key.js";
import { useSignedIn } from "../lib/session.js";
import { UploadRefused, type UploadReport, uploadFiles } from "../lib/upload.js";

type State =
  | { is: "open" }
  | { is: "sending"; share: number }
  | { is: "done"; report: UploadReport }
  | { is: "refused"; message: string; code: string | null };

export function Component() {
  const client = useApolloClient();
  const [files, setFiles] = useState<File[]>([]);
  const name = useSignedIn();
  const [typed, setKey] = useState(() => readKey() ?? "");
  // Who is signed in has given the key: the server knows it by its cookie.
  const key = name ? null : typed.trim();
  const [collection, setCollection] = useState("");
  const [state, setState] = useState<State>({ is: "open" });
  const isSending = state.is === "sending";
  const canSend = files.length > 0 && key !== "" && !isSending;

  const send = async () => {
    if (!canSend) return;
    if (key !== null) keepKey(key);
    setState({ is: "sending", share: 0 });
    try {
      const report = await uploadFiles({
        files,
        collection: collection.trim(),
        key,
        onSent: (share) => setState({ is: "sending", share }),
      });
      setState({ is: "done", report });
      setFiles([]);
      // Whatever the page has kept may have changed.
      await client.clearStore();
    } catch (error) {
      if (!(error instanceof UploadRefused)) throw error;
      setState({ is: "refused", message: error.message, code: error.code });
    }
  };

  return (
    <div className="import">
      <PageTitle title={t("Import")}>
        <p>
          {t(
            "Texts, each a document (.txt .md .html .docx .doc .odt .rtf .epub .pdf .xml), tables and lists with one in every row (.json .jsonl .csv .tsv .xlsx), mail and archives of files (.eml .mbox .zip). A collection.yaml among them says how they are read; without one, Lectern looks for itself and says what it took them for.",
          )}
        </p>
      </PageTitle>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <FileChoice files={files} onChange={setFiles} isDisabled={isSending} />
        <div className="field">
          <label htmlFor="collection">{t("Collection")}</label>
          <input
            id="collection"
            value={collection}
            placeholder="uploads"
            autoComplete="off"
            onChange={(event) => setCollection(event.currentTarget.value)}
          />
          <span className="small">
            {t("Documents of one collection belong together. The same file again is the same source, or a new version of it.")}
          </span>
        </div>
        {name && <p>{t("Imported with the key {name}, with which you are signed in.", { name })}</p>}
        {name === null && <KeyField value={typed} onChange={setKey} />}
        <p>
          <button type="submit" className="button-primary" disabled={!canSend}>
            {files.length === 0 ? t("Import") : plural(files.length, "Import {count} file", "Import {count} files")}
          </button>
        </p>
      </form>
      <Progress state={state} />
    </div>
  );
}

function KeyField({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  return (
    <div className="field">
      <label htmlFor="key">{t("Key")}</label>
      <input
        id="key"
        type="password"
        value={value}
        placeholder="lectern_…"
        autoComplete="off"
        required
        aria-describedby="key-help"
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => keepKey(value.trim() || null)}
      />
      <span id="key-help" className="small">
        {t(
          "Writing needs a key. The first one lies in the data folder (admin.key); lectern keys makes others. It is kept until this tab is closed.",
        )}{" "}
        <SignInLink>{t("Sign in")}</SignInLink>
      </span>
    </div>
  );
}

function Progress({ state }: { state: State }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.is === "done" || state.is === "refused") end.current?.focus();
  }, [state.is]);
  if (state.is === "open") return null;
  if (state.is === "sending") return <Sending share={state.share} />;
  return (
    <div ref={end} tabIndex={-1} className="import-end">
      {state.is === "done" ? <UploadOutcome report={state.report} /> : <Refused message={state.message} code={state.code} />}
    </div>
  );
}

/** How much was sent is known; how long reading takes is not. */
function Sending({ share }: { share: number }) {
  const isSent = share >= 1;
  return (
    <div className="field">
      <label htmlFor="sent">{isSent ? t("Reading, linking, storing…") : t("Sending…")}</label>
      {isSent ? <progress id="sent" /> : <progress id="sent" value={share} />}
      <span role="status" className="visually-hidden">
        {isSent ? t("The files were sent and are being read") : t("Sending the files")}
      </span>
    </div>
  );
}

function Refused({ message, code }: { message: string; code: string | null }) {
  return (
    <section className="state state-error" role="alert">
      <h2>{t("Nothing was imported")}</h2>
      <p>{message}</p>
      {code && (
        <p className="state-code">
          {t("Code")} <code>{code}</code>
        </p>
      )}
    </section>
  );
}
