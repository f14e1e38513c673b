import { DatePrecision, type Meeting } from "@lectern/schema";
import type { ConcordanceLine as FoundLine } from "@lectern/search";
import { GraphQLLocalDate } from "graphql-scalars";
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { givenOnly } from "../filters.js";
import { exactRequest } from "../search-archive.js";
import { DateSort, SearchKind, SearchMatching } from "../search-enums.js";
import { SearchFilter } from "../search-filter.js";
import type { FoundRecord } from "./search.js";

/** Most lines of one answer. */
const MOST_LINES = 5_000;

@ObjectType({ description: "One place of a text that a search finds, with what stands around it." })
export class ConcordanceLine {
  sourceId!: string;

  @Field(() => ID, { description: "Id of the record that holds it." })
  recordId!: string;

  @Field(() => SearchKind, { description: "Kind of the record." })
  kind!: SearchKind;

  @Field(() => ID, { nullable: true, description: "Id of the passage of a study text that holds it." })
  passageId!: string | null;

  @Field(() => Int, { description: "Start of the match in the source's text, in UTF-16 code units." })
  start!: number;

  @Field(() => Int, { description: "Its end, exclusive." })
  end!: number;

  @Field(() => String, { description: "What stands before it: up to 120 code units of the same passage." })
  left!: string;

  @Field(() => String, { description: "The words that were found." })
  match!: string;

  @Field(() => String, { description: "What stands after it: up to 120 code units of the same passage." })
  right!: string;
}

@ObjectType({ description: "The places that a search finds, line by line." })
export class Concordance {
  @Field(() => Int, { description: "How many records the search finds, exactly." })
  total!: number;

  @Field(() => SearchMatching, { description: "Whether the records hold all words." })
  matching!: SearchMatching;

  @Field(() => Boolean, { description: "Whether all places are among the lines; not where there are more than were asked for." })
  isComplete!: boolean;

  @Field(() => [ConcordanceLine], { description: "The lines, record by record, in the order of their texts." })
  lines!: ConcordanceLine[];
}

@Resolver(() => ConcordanceLine)
export class ConcordanceResolver {
  @Query(() => Concordance, {
    description:
      "Every place that holds what is searched for, with what stands around it. Words that nearly every record holds have no lines beside rarer ones.",
  })
  async concordance(
    @Arg("query", () => String, { description: "What to look for, as in search." }) query: string,
    @Arg("filter", () => SearchFilter, { nullable: true, description: "What to narrow the records by." }) filter: SearchFilter | null,
    @Arg("sort", () => DateSort, {
      defaultValue: DateSort.NEWEST,
      description: "Whose lines come first, and are given where there are more than are asked for.",
    })
    sort: DateSort,
    @Arg("first", () => Int, { defaultValue: 100, description: "How many lines at most, from 1 to 5,000." }) first: number,
    @Ctx() context: Context,
  ): Promise<Concordance> {
    if (first < 1 || first > MOST_LINES) throw badInput(`first: ${first} is not between 1 and ${MOST_LINES}. Narrow the search for fewer.`);
    const found = await context.archive.exact.concordance(exactRequest(query, givenOnly(filter), context.gone), first, sort);
    const shown = await Promise.all(found.lines.map((line) => recordOf(line, context)));
    return {
      total: found.total,
      matching: SearchMatching[found.matching],
      isComplete: found.isComplete,
      // What has been withdrawn since it was indexed is left out.
      lines: found.lines.filter((_, place) => shown[place] !== null).map((line) => ({ ...line, kind: SearchKind[line.kind] })),
    };
  }

  @FieldResolver(() => String, { nullable: true, description: "Title of the record, or of its source." })
  async title(@Root() line: ConcordanceLine, @Ctx() context: Context): Promise<string | null> {
    return (await recordOf(line, context))?.title ?? (await context.loaders.sourceOf(line.sourceId)).title;
  }

  @FieldResolver(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day on which it was held or given; the first day of the month or year where no more is known (see heldPrecision).",
  })
  async heldOn(@Root() line: ConcordanceLine, @Ctx() context: Context): Promise<string | null> {
    return (await dayOf(line, context)).heldOn;
  }

  @FieldResolver(() => DatePrecision, { nullable: true, description: "How exactly the day on which it was held or given is known." })
  async heldPrecision(@Root() line: ConcordanceLine, @Ctx() context: Context): Promise<DatePrecision | null> {
    return (await dayOf(line, context)).heldPrecision;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Who speaks: the speaker of a speech, the body of a meeting, the author of a text.",
  })
  async by(@Root() line: ConcordanceLine, @Ctx() context: Context): Promise<string | null> {
    const record = await recordOf(line, context);
    if (record === null) return null;
    if ("author" in record) return record.author;
    if ("heldOn" in record) return record.bodyId === null ? null : ((await context.loaders.body.load(record.bodyId))?.name ?? null);
    return record.personId === null ? null : ((await context.loaders.person.load(record.personId))?.name ?? null);
  }

  @FieldResolver(() => String, { description: "Language of the words, as a BCP 47 tag." })
  async language(@Root() line: ConcordanceLine, @Ctx() context: Context): Promise<string> {
    return (await context.loaders.sourceOf(line.sourceId)).language;
  }
}

type Day = Pick<Meeting, "heldOn" | "heldPrecision">;

const UNDATED: Day = { heldOn: null, heldPrecision: null };

/** The day of a meeting, or of a speech: its own, else that of its meeting. */
async function dayOf(line: ConcordanceLine, context: Context): Promise<Day> {
  const record = await recordOf(line, context);
  if (record === null || "author" in record) return UNDATED;
  if ("heldOn" in record) return record;
  if (record.givenOn !== null) return { heldOn: record.givenOn, heldPrecision: record.givenPrecision };
  return (record.meetingId === null ? null : await context.loaders.meeting.load(record.meetingId)) ?? UNDATED;
}

function recordOf({ kind, recordId }: Pick<FoundLine, "kind" | "recordId">, context: Context): Promise<FoundRecord | null> {
  return context.loaders.foundRecord({ kind: SearchKind[kind], recordId });
}
