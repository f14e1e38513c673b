import { useState } from "react";
import { plural, t } from "../../i18n/language.js";
import { formatBytes } from "../../lib/numbers.js";

interface Props {
  files: File[];
  onChange: (files: File[]) => void;
  isDisabled: boolean;
}

/** Files to be imported: chosen, or dropped on the field. */
export function FileChoice({ files, onChange, isDisabled }: Props) {
  const [isOver, setOver] = useState(false);
  const add = (list: FileList | null) => onChange(withoutDoubles([...files, ...(list ?? [])]));
  return (
    <fieldset
      className="drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!isDisabled) add(event.dataTransfer.files);
      }}
    >
      <legend className="visually-hidden">{t("Files to import")}</legend>
      <label htmlFor="files">
        <strong>{t("Files")}</strong> <span className="quiet">{t("choose them, or drop them here")}</span>
      </label>
      <input
        id="files"
        type="file"
        multiple
        disabled={isDisabled}
        accept=".txt,.md,.html,.htm,.docx,.docm,.doc,.odt,.rtf,.epub,.pdf,.xml,.json,.jsonl,.csv,.tsv,.xlsx,.eml,.mbox,.zip,.yaml,.yml"
        onChange={(event) => {
          add(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      {files.length > 0 && (
        <>
          <p role="status">
            {plural(files.length, "{count} file", "{count} files")}, {formatBytes(files.reduce((sum, { size }) => sum + size, 0))}{" "}
            <button type="button" className="button-link" disabled={isDisabled} onClick={() => onChange([])}>
              {t("Choose others")}
            </button>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keys */}
          <ul className="chosen-files small quiet" tabIndex={0} aria-label={t("Chosen files")}>
            {files.map((file) => (
              <li key={file.name}>
                {file.name} ({formatBytes(file.size)})
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}

/** The server takes a file by its name: of two with the same name the later one counts. */
function withoutDoubles(files: File[]): File[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}
