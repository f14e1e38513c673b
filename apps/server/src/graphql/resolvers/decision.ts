import { Decision, DecisionAction, RecordKind } from "@lectern/schema";
import { decide, decisionPage, type ResolvedId, undoDecision } from "@lectern/storage";
import { GraphQLJSON } from "graphql-scalars";
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { clientError } from "../errors.js";
import { givenOnly } from "../filters.js";
import { type AnyRecord, Node } from "./archive.js";

export const DecisionConnection = connectionOf("Decision", () => Decision);

@InputType({ description: "Which decisions. All conditions together." })
export class DecisionFilter {
  @Field(() => ID, { nullable: true, description: "The record they are about." })
  record?: string | null;

  @Field(() => [RecordKind], { nullable: true, description: "The type of the record: any of these." })
  recordKind?: RecordKind[] | null;

  @Field(() => [DecisionAction], { nullable: true, description: "What was decided: any of these." })
  action?: DecisionAction[] | null;

  @Field(() => String, { nullable: true, description: "Name of the key they were made with." })
  by?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only those that hold: neither taken back nor the taking back of another." })
  standing?: boolean | null;
}

@Resolver(() => Decision)
export class DecisionResolver {
  @Query(() => DecisionConnection, { description: "What people decided, the latest first: the history of every link and value." })
  async decisions(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => DecisionFilter, { nullable: true, description: "Which decisions; all of them where it is left out." })
    filter: DecisionFilter | null,
    @Ctx() context: Context,
  ): Promise<Connection<Decision>> {
    return toConnection(await decisionPage(context.database, checkPage(page), givenOnly(filter)));
  }

  @FieldResolver(() => Node, { nullable: true, description: "The record it is about; null where it is withdrawn, or rejected as a whole." })
  record(@Root() decision: Decision, @Ctx() context: Context): Promise<AnyRecord | null> {
    return context.loaders.anyRecord(decision.recordId);
  }

  @Mutation(() => Decision, {
    description:
      "Corrects a value that was read. The decision outlives every re-import and every better reader, until it is undone. Needs a key.",
  })
  correctValue(
    @Arg("record", () => ID, { description: "Id of the record." }) record: string,
    @Arg("field", () => String, { description: "Name of its field, as in this schema: theme, heldOn, person, role." }) field: string,
    @Arg("value", () => GraphQLJSON, {
      nullable: true,
      description: 'The right value, null for none; of a person or body its id, or {"name": "..."}.',
    })
    value: unknown,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Decision> {
    return decideOnValue(context, { action: DecisionAction.CORRECT, record, field, to: value ?? null, note });
  }

  @Mutation(() => Decision, { description: "Says that a value is right as it stands. Needs a key." })
  confirmValue(
    @Arg("record", () => ID, { description: "Id of the record." }) record: string,
    @Arg("field", () => String, {
      nullable: true,
      description: "Name of its field; without it, that the text tells of this appearance, point or speech at all.",
    })
    field: string | null,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Decision> {
    return decideOnValue(context, { action: DecisionAction.CONFIRM, record, field, note });
  }

  @Mutation(() => Decision, {
    description:
      "Says that a value was read where there is none, or that the text tells of no such appearance, point or speech. Holds until it is undone. Needs a key.",
  })
  rejectValue(
    @Arg("record", () => ID, { description: "Id of the record." }) record: string,
    @Arg("field", () => String, {
      nullable: true,
      description: "Name of its field; without it, the appearance, point or speech as a whole.",
    })
    field: string | null,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Decision> {
    return decideOnValue(context, { action: DecisionAction.REJECT, record, field, note });
  }

  @Mutation(() => Decision, { description: "Takes a decision back. Needs a key." })
  async undoDecision(@Arg("id", () => ID, { description: "Id of the decision." }) id: string, @Ctx() context: Context): Promise<Decision> {
    const by = context.callerName();
    return undoDecision(context.archive.database, id, by);
  }
}

interface ValueDecision {
  action: DecisionAction.CONFIRM | DecisionAction.REJECT | DecisionAction.CORRECT;
  record: string;
  field: string | null;
  to?: unknown;
  note: string | null;
}

async function decideOnValue(context: Context, { record, ...decision }: ValueDecision): Promise<Decision> {
  const by = context.callerName();
  const { kind, id } = await requireResolved(context, record);
  if (kind === RecordKind.CITATION)
    throw clientError("BAD_USER_INPUT", "That is a citation: use confirmCitation, rejectCitation or retargetCitation.");
  return decide(context.archive.database, { ...decision, recordKind: kind, recordId: id, by });
}

/** Type and present id of a record on show, those rejected as a whole included. Throws NOT_FOUND. */
export async function requireResolved(context: Context, id: string): Promise<ResolvedId> {
  const resolved = await context.loaders.resolved(id);
  if (resolved === null) throw clientError("NOT_FOUND", `There is no record ${id}.`);
  return resolved;
}
