import type { DateBasis, DatePrecision } from "../../gql/graphql.js";
import { t } from "../../i18n/language.js";
import { formatDate } from "../../lib/dates.js";

interface Published {
  publishedOn: string | null;
  publishedPrecision: DatePrecision | null;
}

/** How a date came to be known, as a sentence; null where the source does not say. */
export function explainDateBasis(basis: DateBasis | null | undefined, published: Published): string | null {
  const day = published.publishedOn ? formatDate(published.publishedOn, published.publishedPrecision) : null;
  switch (basis) {
    case "PRINTED":
      return t("Printed in full in the text");
    case "YEAR_FROM_PUBLICATION":
      return withDay(t("Year taken from the publication date"), day);
    case "YEAR_AND_MONTH_FROM_PUBLICATION":
      return withDay(t("Year and month taken from the publication date"), day);
    case "YEAR_FROM_TITLE":
      return t("Year taken from the title");
    case "YEAR_FROM_TEXT":
      return t("Year taken from another date in the text");
    case "YEAR_FROM_DOCUMENT_NUMBER":
      return t("Year taken from the number of the document");
    case "PUBLICATION_DAY":
      return withDay(t("Taken to be the day of publication"), day);
    case "METADATA":
      return t("Given with the document, not printed in its text");
    default:
      return null;
  }
}

function withDay(basis: string, day: string | null): string {
  return day === null ? basis : t("{basis}, {day}", { basis, day });
}
