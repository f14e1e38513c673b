import type { Locator } from "@lectern/schema";
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "The place of a work that a citation means: one passage, or several." })
export class CitedPlace {
  @Field(() => String, {
    nullable: true,
    description: "What it is called, as its passages are: Bread 5:2, Volume 2, 第一卷. Null for a range or list, which goes by its ends.",
  })
  name!: string | null;

  @Field(() => String, { description: "Locator of its first passage." })
  first!: string;

  @Field(() => String, { description: "Locator of its last passage." })
  last!: string;

  @Field(() => Int, { description: "How many passages it has." })
  count!: number;
}

/** What a volume or chapter that is cited as a whole is called, by what its first and its last passage have in common. */
export function nameOfPlace(place: Omit<CitedPlace, "name">, locator: Locator | null): string | null {
  if (place.count === 1) return place.first;
  const isOneUnit = locator !== null && Object.values(locator).every((value) => !Array.isArray(value));
  return isOneUnit ? commonName(place.first, place.last) : null;
}

const LEVEL = /^\s?(title|subtitle|volume|book|part|subpart|chapter|subchapter|section|article|paragraph|item|page|verse)$/i;

/** "Volume 2" of "Volume 2, Chapter 1, paragraph 1" and "Volume 2, Chapter 4, paragraph 5": whole parts only. */
export function commonName(first: string, last: string): string | null {
  const parts = (locator: string) => locator.split(/(?=[,:;.\s])/u);
  const others = parts(last);
  const all = parts(first);
  const differs = all.findIndex((part, at) => part !== others[at]);
  const shared = all.slice(0, differs < 0 ? all.length : differs);
  // "Volume 2, Chapter" of "Chapter 1" and "Chapter 4": what only names the level of what differs is no part of the name.
  if (LEVEL.test(shared.at(-1) ?? "")) shared.pop();
  return shared.join("").replace(/[,:;.\s]+$/u, "") || null;
}
