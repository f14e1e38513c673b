import { Evidence, RecordKind, Report } from "@lectern/schema";
import { closeReport, REPORT_LIMITS, reopenReport, report, reportPage } from "@lectern/storage";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { type AnyRecord, Node } from "./archive.js";
import { requireResolved } from "./decision.js";

export const ReportConnection = connectionOf("Report", () => Report);

@ObjectType({ description: "What a reader is told of a report." })
export class ReportReceipt {
  @Field(() => ID, { description: "Id of the report." })
  id!: string;

  @Field(() => Int, { description: "How often the same was reported while it waits, this time included." })
  times!: number;
}

const LETTERS = `at most ${REPORT_LIMITS.letters.toLocaleString("en")} characters`;

@Resolver(() => Report)
export class ReportResolver {
  @Query(() => ReportConnection, { description: "What readers reported and nobody has dealt with yet, the latest first. Needs a key." })
  async reports(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("includeClosed", () => Boolean, { defaultValue: false, description: "Also those that were dealt with." }) includeClosed: boolean,
    @Ctx() context: Context,
  ): Promise<Connection<Report>> {
    context.callerName();
    return toConnection(await reportPage(context.database, checkPage(page), { includeClosed }));
  }

  @FieldResolver(() => Node, { nullable: true, description: "The record it is about; null where it has gone since." })
  record(@Root() { recordId }: Report, @Ctx() context: Context): Promise<AnyRecord | null> {
    return context.loaders.anyRecord(recordId);
  }

  @FieldResolver(() => [Evidence], {
    description: "What was read of the value it is about, in the order of the text; nothing for a link, or where it names no field.",
  })
  async evidence(@Root() { recordId, field }: Report, @Ctx() context: Context): Promise<Evidence[]> {
    const found = await context.loaders.evidenceOfRecord.load(recordId);
    return found.filter((one) => one.field === field || `${one.field}Id` === field);
  }

  @Mutation(() => ReportReceipt, {
    description: `Says that a link is wrong, for someone with a key to look at. Needs no key; ${REPORT_LIMITS.perHour} reports an hour are taken from one address.`,
  })
  async reportLink(
    @Arg("citation", () => ID, { description: "Id of the citation." }) citation: string,
    @Arg("proposal", () => String, { nullable: true, description: `What is meant instead, ${LETTERS}.` }) proposal: string | null,
    @Arg("note", () => String, { nullable: true, description: `Why, in your own words, ${LETTERS}.` }) note: string | null,
    @Ctx() context: Context,
  ): Promise<ReportReceipt> {
    const { kind, id } = await requireResolved(context, citation);
    if (kind !== RecordKind.CITATION) throw badInput(`${citation} is no citation but a ${kind.toLowerCase()}: use reportValue.`);
    return report(context.archive.database, { recordKind: kind, recordId: id, field: "target", proposal, note, sender: context.sender });
  }

  @Mutation(() => ReportReceipt, {
    description: `Says that a value is wrong, for someone with a key to look at. Needs no key; ${REPORT_LIMITS.perHour} reports an hour are taken from one address.`,
  })
  async reportValue(
    @Arg("record", () => ID, { description: "Id of the record." }) record: string,
    @Arg("field", () => String, { nullable: true, description: "Name of its field, as in this schema; without it, the record as a whole." })
    field: string | null,
    @Arg("proposal", () => String, { nullable: true, description: `What would be right, ${LETTERS}.` }) proposal: string | null,
    @Arg("note", () => String, { nullable: true, description: `Why, in your own words, ${LETTERS}.` }) note: string | null,
    @Ctx() context: Context,
  ): Promise<ReportReceipt> {
    const { kind, id } = await requireResolved(context, record);
    return report(context.archive.database, { recordKind: kind, recordId: id, field, proposal, note, sender: context.sender });
  }

  @Mutation(() => Report, { description: "Takes a report from the queue, once it was looked at. Needs a key." })
  closeReport(@Arg("id", () => ID, { description: "Id of the report." }) id: string, @Ctx() context: Context): Promise<Report> {
    return closeReport(context.archive.database, id, context.callerName());
  }

  @Mutation(() => Report, { description: "Puts a report that was taken from the queue back into it. Needs a key." })
  reopenReport(@Arg("id", () => ID, { description: "Id of the report." }) id: string, @Ctx() context: Context): Promise<Report> {
    context.callerName();
    return reopenReport(context.archive.database, id);
  }
}
