import { t } from "../../i18n/language.js";
import { formatCount, formatShare } from "../../lib/numbers.js";
import { type Bar, shareOf } from "../../lib/timeline.js";

/** The figures of the bars for a screen reader. */
export function TimelineTable({ bars }: { bars: readonly Bar[] }) {
  return (
    <table className="visually-hidden">
      <caption>{t("Results over time")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Year")}</th>
          <th scope="col">{t("Records")}</th>
          <th scope="col">{t("Share of all")}</th>
        </tr>
      </thead>
      <tbody>
        {bars
          .filter(({ all }) => all > 0)
          .map((bar) => (
            <tr key={bar.from}>
              <th scope="row">{bar.period}</th>
              <td>{formatCount(bar.count)}</td>
              <td>{formatShare(shareOf(bar))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
