import type { DateBasis } from "../../gql/graphql.js";
import { formatDate } from "../../lib/dates.js";

/** How a date came to be known, as a sentence; null where the source does not say. */
export function explainDateBasis(basis: DateBasis | null | undefined, publishedOn: string | null | undefined): string | null {
  const published = publishedOn ? `, ${formatDate(publishedOn)}` : "";
  switch (basis) {
    case "PRINTED":
      return "Printed in full in the text";
    case "YEAR_FROM_PUBLICATION":
      return `Year taken from the publication date${published}`;
    case "YEAR_AND_MONTH_FROM_PUBLICATION":
      return `Year and month taken from the publication date${published}`;
    case "YEAR_FROM_TITLE":
      return "Year taken from the title";
    case "YEAR_FROM_TEXT":
      return "Year taken from another date in the text";
    case "YEAR_FROM_DOCUMENT_NUMBER":
      return "Year taken from the number of the document";
    case "PUBLICATION_DAY":
      return `Taken to be the day of publication${published}`;
    case "METADATA":
      return "Given with the document, not printed in its text";
    default:
      return null;
  }
}
