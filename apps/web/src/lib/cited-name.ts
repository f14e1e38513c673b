import type { RecordCitationFragment } from "../gql/graphql.js";
import { plural, t } from "../i18n/language.js";

type Place = NonNullable<RecordCitationFragment["place"]>;

/** A place of a work by the work's title, as its language writes that: "The Book of Soundings, Bread 2:2", 《问港集》第一卷. */
export function citedName(title: string, language: string, locator: string | null | undefined): string {
  if (!locator) return title;
  if (!/^zh\b/.test(language)) return `${title}, ${locator}`;
  return `${/^《.*》$/.test(title) ? title : `《${title}》`}${locator}`;
}

/** What a citation means of a work: one passage, a volume or chapter by its name, a range or list by its ends. */
export function placeName({ name, first, last }: Omit<Place, "count">): string {
  return name ?? t("{first} to {last}", { first, last });
}

/** How many passages that is, where it is more than one. */
export function placeSize({ count }: Pick<Place, "count">): string | null {
  return count > 1 ? plural(count, "{count} passage", "{count} passages") : null;
}
