import { Meeting, Passage, Source, Speech, StudyText } from "@lectern/schema";
import type { SourceHead } from "@lectern/storage";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  Float,
  ID,
  Info,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { argumentsOf, asksFor } from "../asked-fields.js";
import { checkPage, PageArgs, PageInfo } from "../connection.js";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { givenOnly } from "../filters.js";
import { Mark, MarkedText } from "../marked-text.js";
import { type ArchiveSearch, type AskedParts, type CountedWith, exactRequest, findFacetValues, searchArchive } from "../search-archive.js";
import { FacetName, SearchEngine, SearchKind, SearchMatching, SearchSort, TimelineUnit } from "../search-enums.js";
import { SearchFilter } from "../search-filter.js";

/** A record that a search finds. */
export type FoundRecord = Meeting | Speech | StudyText;

export const SearchRecordUnion = createUnionType({
  name: "SearchRecord",
  description: "A record that a search finds.",
  types: () => [Meeting, Speech, StudyText] as const,
});

@ObjectType({ description: "One record that was found, with the words that show why." })
export class SearchHit {
  recordId!: string;
  sourceId!: string;
  passageId!: string | null;

  @Field(() => String, { description: "Where the hit stands, to be given as `after`." })
  cursor!: string;

  @Field(() => Float, { description: "How well it fits; comparable within one answer only." })
  score!: number;

  @Field(() => SearchKind, { description: "Kind of the record." })
  kind!: SearchKind;

  @Field(() => MarkedText, { description: "Its title with the found words marked." })
  title!: MarkedText;

  @Field(() => MarkedText, { description: "The best part of its text with the found words marked." })
  snippet!: MarkedText;

  @Field(() => Mark, {
    nullable: true,
    description:
      "The shortest stretch of the source's text that holds as much of the query as the snippet: where to open it. Null where its text holds none.",
  })
  place!: Mark | null;

  @Field(() => Int, { description: "How many passages of the record match." })
  matchingPassages!: number;
}

@ObjectType({ description: "One value of a facet." })
export class FacetValue {
  @Field(() => String, { description: "The value, to be given in a filter." })
  value!: string;

  @Field(() => String, { description: "The value for people: a name or title." })
  label!: string;

  @Field(() => Int, { description: "How many records have it, exactly." })
  count!: number;
}

@ObjectType({ description: "How the found records spread over one of their sides. Its own filter does not narrow its own counts." })
export class Facet {
  @Field(() => FacetName, { description: "Which side." })
  name!: FacetName;

  @Field(() => Int, { description: "How many values it has in all." })
  total!: number;

  @Field(() => [FacetValue], {
    description:
      "Its values, the most frequent first: 100 at most, and those that are filtered by. `facetValues` of the result finds the others.",
  })
  values!: FacetValue[];
}

@ObjectType({ description: "A word that was taken for misspelt." })
export class SearchCorrection {
  @Field(() => String, { description: "The word as typed." })
  typed!: string;

  @Field(() => [String], { description: "What was searched in its place." })
  searched!: string[];
}

@ObjectType({ description: "Records of one year or month." })
export class TimelinePeriod {
  @Field(() => String, { description: "The year or month: 2022, 2022-09." })
  period!: string;

  @Field(() => Int, { description: "How many records the search finds in it, exactly." })
  count!: number;

  @Field(() => Int, { description: "How many records of it the filters let through, whatever their words: what the count is a share of." })
  all!: number;
}

@ObjectType({ description: "One entry of a search result." })
export class SearchEdge {
  @Field(() => String, { description: "Where the hit stands, to be given as `after`." })
  cursor!: string;

  @Field(() => SearchHit, { description: "The hit." })
  node!: SearchHit;
}

@ObjectType({ description: "What a search found." })
export class SearchResult {
  search!: ArchiveSearch;
  counted!: CountedWith;

  @Field(() => Int, { description: "How many records were found, exactly." })
  total!: number;

  @Field(() => SearchMatching, { description: "Whether the hits hold all words." })
  matching!: SearchMatching;

  @Field(() => SearchEngine, { description: "What answered." })
  engine!: SearchEngine;

  @Field(() => Boolean, { description: "Whether another engine should have answered and could not." })
  degraded!: boolean;

  @Field(() => Boolean, {
    description: "Whether that is because it is still taking in what has changed: it answers again once it has all that the database has.",
  })
  catchingUp!: boolean;

  @Field(() => [SearchCorrection], { description: "Words that were taken for misspelt." })
  corrections!: SearchCorrection[];

  @Field(() => [Facet], { description: "How the found records spread." })
  facets!: Facet[];

  @Field(() => [SearchEdge], { description: "The hits of this page." })
  edges!: SearchEdge[];

  @Field(() => PageInfo, { description: "Where this page ends." })
  pageInfo!: PageInfo;
}

@Resolver(() => SearchResult)
export class SearchResultResolver {
  @FieldResolver(() => [TimelinePeriod], {
    description:
      "Counts of each year or month that has records, the earliest first. Dates and years of the filter do not narrow it; undated records stay out. A record known only to the year stands in its January.",
  })
  async timeline(
    @Root() { search, counted }: SearchResult,
    @Arg("unit", () => TimelineUnit, { defaultValue: TimelineUnit.YEAR, description: "By year or by month." }) unit: TimelineUnit,
    @Ctx() context: Context,
  ): Promise<TimelinePeriod[]> {
    if (counted.timeline !== null && counted.unit === unit) return counted.timeline;
    return await context.archive.exact.timeline(exactRequest(search.query, search.filter, context.gone), unit);
  }

  @FieldResolver(() => Facet, {
    description:
      "Values of one facet whose labels hold these letters, the most frequent first, however rare they are: `total` counts them all. At most 10,000 values are looked through.",
  })
  facetValues(
    @Root() { search }: SearchResult,
    @Arg("name", () => FacetName, { description: "Which facet." }) name: FacetName,
    @Arg("contains", () => String, { defaultValue: "", description: "Letters in their labels, in upper or lower case." }) contains: string,
    @Arg("first", () => Int, { defaultValue: 20, description: "How many at most, from 1 to 100." }) first: number,
    @Ctx() context: Context,
  ): Promise<Facet> {
    return findFacetValues(context, search, name, contains, checkPage({ first }).first);
  }

  @FieldResolver(() => [Int], {
    description: "How many passages of each of these records match, in the order in which they are named: at most 100.",
  })
  matchingPassages(
    @Root() { counted }: SearchResult,
    @Arg("records", () => [ID], { description: "Ids of the records." }) records: string[],
  ): number[] {
    return records.map((id) => counted.passages.get(id) ?? 0);
  }
}

@Resolver(() => SearchHit)
export class SearchResolver {
  @Query(() => SearchResult, {
    description:
      'Searches the archive: words (the last one may be unfinished), begin*, "an exact phrase", -not, AND, OR, NOT. All words first; where nothing holds all of them, most of them. An empty query finds everything.',
  })
  async search(
    @Arg("query", () => String, { defaultValue: "", description: "What to look for." }) query: string,
    @Arg("filter", () => SearchFilter, { nullable: true, description: "What to narrow the hits by." }) filter: SearchFilter | null,
    @Arg("sort", () => SearchSort, { defaultValue: SearchSort.RELEVANCE, description: "Order of the hits." }) sort: SearchSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SearchResult> {
    const parts: AskedParts = {
      page: asksFor(info, "edges") || asksFor(info, "pageInfo"),
      facets: asksFor(info, "facets"),
      matchingPassages: asksFor(info, "edges", "node", "matchingPassages"),
      countedIn: recordsOf(info),
      // By the schema a unit. The timeline by another one, where both are asked for, is counted by itself.
      timeline: (argumentsOf(info, "timeline")[0]?.unit as TimelineUnit | undefined) ?? null,
    };
    return searchArchive(context, { query, filter: givenOnly(filter), sort, ...checkPage(page) }, parts);
  }

  @Query(() => [String], { description: "Completions of an unfinished word, the most frequent first." })
  async suggestions(
    @Arg("prefix", () => String, { description: "The beginning of a word." }) prefix: string,
    @Arg("first", () => Int, { defaultValue: 8, description: "How many at most, from 1 to 100." }) first: number,
    @Ctx() context: Context,
  ): Promise<string[]> {
    return context.archive.index.suggest(prefix, checkPage({ first }).first);
  }

  @FieldResolver(() => SearchRecordUnion, { description: "The record." })
  record(@Root() hit: SearchHit, @Ctx() context: Context): Promise<FoundRecord | null> {
    return context.loaders.foundRecord(hit);
  }

  @FieldResolver(() => Passage, { nullable: true, description: "The passage of a study text that the snippet comes from." })
  async passage(@Root() hit: SearchHit, @Ctx() context: Context): Promise<Passage | null> {
    return hit.passageId ? context.loaders.passage.load(hit.passageId) : null;
  }

  @FieldResolver(() => Source, { description: "The source that holds the record." })
  source(@Root() hit: SearchHit, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(hit.sourceId);
  }
}

/** Records of one request whose passages are counted. */
const MOST_COUNTED = 100;

function recordsOf(info: GraphQLResolveInfo): string[] {
  // By the schema a list of ids.
  const records = argumentsOf(info, "matchingPassages").flatMap(({ records: named }) => named as string[]);
  if (records.length > MOST_COUNTED) throw badInput(`records: ${records.length} are too many; ${MOST_COUNTED} is the most.`);
  return records;
}
