import { Decision, DecisionAction, Evidence, RecordKind } from "@lectern/schema";
import { decide, mergeSuggestions, uncertainValues } from "@lectern/storage";
import { Arg, Args, Ctx, Field, FieldResolver, Float, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkFirst, checkPage, connectionOf, LARGEST_PAGE, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { type AnyRecord, Node } from "./archive.js";
import { requireResolved } from "./decision.js";

export const EvidenceConnection = connectionOf("Evidence", () => Evidence);

@ObjectType({ description: "Two records that may be one, for a person to say." })
export class MergeSuggestion {
  @Field(() => RecordKind, { description: "Their type." })
  kind!: RecordKind;

  fromId!: string;

  intoId!: string;

  sharedIds!: string[];
}

@Resolver(() => MergeSuggestion)
export class MergeSuggestionResolver {
  @Query(() => [MergeSuggestion], {
    description:
      "People and bodies whose names may be two of one: one name holds all words of the other, and no meeting names both. Those that share most come first; a single word that shares no body and no collection with the longer name is left out. Needs a key.",
  })
  mergeSuggestions(
    @Arg("first", () => Int, { defaultValue: 20, description: `How many at most, from 1 to ${LARGEST_PAGE}.` }) first: number,
    @Ctx() context: Context,
  ): Promise<MergeSuggestion[]> {
    context.callerName();
    return mergeSuggestions(context.database, checkFirst(first));
  }

  @FieldResolver(() => Node, { nullable: true, description: "The one whose name is likely a form of the other's." })
  from(@Root() { fromId }: MergeSuggestion, @Ctx() context: Context): Promise<AnyRecord | null> {
    return context.loaders.anyRecord(fromId);
  }

  @FieldResolver(() => Node, { nullable: true, description: "The one it would be merged into." })
  into(@Root() { intoId }: MergeSuggestion, @Ctx() context: Context): Promise<AnyRecord | null> {
    return context.loaders.anyRecord(intoId);
  }

  @FieldResolver(() => [Node], { description: "Bodies and collections that both are named with: what speaks for it besides the names." })
  async shared(@Root() { sharedIds }: MergeSuggestion, @Ctx() context: Context): Promise<AnyRecord[]> {
    const records = await Promise.all([...new Set(sharedIds)].map((id) => context.loaders.anyRecord(id)));
    return records.filter((record) => record !== null);
  }
}

@Resolver(() => Evidence)
export class ReviewResolver {
  @Query(() => EvidenceConnection, {
    description: "Values that were read from words and are less sure than a share, and that nobody has decided on; the least sure first.",
  })
  async uncertainValues(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("below", () => Float, { defaultValue: 0.75, description: "Confidence, from 0 to 1." }) below: number,
    @Ctx() context: Context,
  ): Promise<Connection<Evidence>> {
    if (!(below >= 0 && below <= 1)) throw badInput(`below: ${below} is not between 0 and 1.`);
    return toConnection(await uncertainValues(context.database, checkPage(page), below));
  }

  @Mutation(() => Decision, {
    description:
      "Says that two people, bodies or set phrases are one: the second takes over the names and all that points at the first, whose id leads to it from now on. Undone like any decision. Needs a key.",
  })
  async merge(
    @Arg("record", () => ID, { description: "Id of the record that is given up." }) record: string,
    @Arg("into", () => ID, { description: "Id of the record that takes it over, of the same type." }) into: string,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Decision> {
    return decideOnTwo(context, DecisionAction.MERGE, { record, other: into, note });
  }

  @Mutation(() => Decision, {
    description:
      "Says that two people, bodies or set phrases are two, however alike their names are: they are not suggested as one any more. Undone like any decision. Needs a key.",
  })
  async keepApart(
    @Arg("record", () => ID, { description: "Id of the one." }) record: string,
    @Arg("other", () => ID, { description: "Id of the other, of the same type." }) other: string,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Decision> {
    return decideOnTwo(context, DecisionAction.KEEP_APART, { record, other, note });
  }
}

async function decideOnTwo(
  context: Context,
  action: DecisionAction.MERGE | DecisionAction.KEEP_APART,
  { record, other, note }: { record: string; other: string; note: string | null },
): Promise<Decision> {
  const by = context.callerName();
  const { kind, id } = await requireResolved(context, record);
  if (id === (await requireResolved(context, other)).id) throw badInput(`${record} and ${other} are one record already.`);
  return decide(context.archive.database, { action, recordKind: kind, recordId: id, to: other, by, note });
}
