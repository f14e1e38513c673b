import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { t } from "../../i18n/language.js";
import { explainError } from "../../lib/errors.js";
import { download } from "../../lib/export/download.js";
import { fetchRecords, MOST_RECORDS } from "../../lib/export/fetch-records.js";
import type { ExportFormat } from "../../lib/export/record.js";
import { FORMATS } from "../../lib/export/records.js";
import { formatCount } from "../../lib/numbers.js";
import type { SearchVariables } from "../../lib/search-code.js";

/** All results of a search as a file, made in the browser from what the API answers. */
export function SearchExport({ search, total }: { search: SearchVariables; total: number }) {
  const client = useApolloClient();
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  const save = async (format: ExportFormat) => {
    setBusy(true);
    try {
      const records = await fetchRecords(client, search, (count) => setSaid(t("{shown} of {total}", { shown: count, total })));
      const { file, type, write } = FORMATS[format];
      download(file, type, write(records));
      setSaid(t("{count} records in {file}", { count: records.length, file }));
    } catch (error) {
      setSaid(explainError(error).title);
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className="search-code">
      <summary>{t("Export these results")}</summary>
      <div className="search-code-bar">
        {(Object.keys(FORMATS) as ExportFormat[]).map((format) => (
          <button key={format} type="button" aria-disabled={isBusy} onClick={() => !isBusy && void save(format)}>
            {format}
          </button>
        ))}
        <span role="status" className="quiet">
          {said}
        </span>
      </div>
      {total > MOST_RECORDS && (
        <p className="small quiet">{t("The first {count} in the order shown.", { count: formatCount(MOST_RECORDS) })}</p>
      )}
    </details>
  );
}
