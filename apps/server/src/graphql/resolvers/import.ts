import { DocumentKind, ImportOutcome, ImportProblem, ImportRun, ProblemCode, Source } from "@lectern/schema";
import { importProblemPage, importRunPage, type SourceHead } from "@lectern/storage";
import { GraphQLLocalDate } from "graphql-scalars";
import { Arg, Args, Ctx, Field, FieldResolver, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { importText } from "../../import/import-text.js";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { givenOnly } from "../filters.js";

export const ImportRunConnection = connectionOf("ImportRun", () => ImportRun);
export const ImportProblemConnection = connectionOf("ImportProblem", () => ImportProblem);

@InputType({ description: "A text to be imported." })
export class ImportTextInput {
  @Field(() => String, { description: "The text itself." })
  text!: string;

  @Field(() => String, { nullable: true, description: "Its title, where the text does not begin with it." })
  title?: string | null;

  @Field(() => DocumentKind, { nullable: true, description: "What it is; Lectern looks for itself where it is left out." })
  kind?: DocumentKind | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Day of publication." })
  publishedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Address it was captured from. A text with a known address is a new version of that source.",
  })
  url?: string | null;

  @Field(() => String, { nullable: true, description: "Language, as a BCP 47 tag." })
  language?: string | null;

  @Field(() => String, { nullable: true, description: "Name of the collection it goes to; pasted, where it is left out." })
  collection?: string | null;
}

@ObjectType({ description: "Why a document, or a part of it, could not be read." })
export class DocumentProblem {
  @Field(() => ProblemCode, { description: "A stable code." })
  code!: ProblemCode;

  @Field(() => String, { description: "What is wrong." })
  message!: string;

  @Field(() => String, { description: "What to do about it." })
  advice!: string;

  @Field(() => String, { nullable: true, description: "The file, where it came as one." })
  file!: string | null;

  @Field(() => Int, { nullable: true, description: "Row of the file, from 1." })
  row!: number | null;

  @Field(() => Int, { nullable: true, description: "Line, from 1, where it is known." })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: "Column, from 1, where it is known." })
  column!: number | null;
}

@ObjectType({ description: "How one document ended in an import." })
export class ImportOutcomeReport {
  @Field(() => ImportOutcome, { description: "Stored, updated, unchanged, or a problem." })
  outcome!: ImportOutcome;

  sourceId!: string | null;

  @Field(() => [DocumentProblem], { description: "What was wrong with it; empty where all is well." })
  problems!: DocumentProblem[];
}

@Resolver(() => ImportOutcomeReport)
export class ImportOutcomeReportResolver {
  @FieldResolver(() => Source, { nullable: true, description: "The source that it is now; null for a problem." })
  async source(@Root() report: ImportOutcomeReport, @Ctx() context: Context): Promise<SourceHead | null> {
    return report.sourceId ? context.loaders.source.load(report.sourceId) : null;
  }
}

@Resolver(() => ImportRun)
export class ImportRunResolver {
  @Query(() => ImportRunConnection, { description: "Imports, the latest first." })
  async importRuns(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<Connection<ImportRun>> {
    return toConnection(await importRunPage(context.database, checkPage(page)));
  }

  @Query(() => ImportProblemConnection, { description: "Documents that could not be read or stored, the latest first." })
  async importProblems(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("includeCleared", () => Boolean, { defaultValue: false, description: "Also those that have been cleared since." })
    includeCleared: boolean,
    @Ctx() context: Context,
  ): Promise<Connection<ImportProblem>> {
    return toConnection(await importProblemPage(context.database, checkPage(page), { includeCleared }));
  }

  @Mutation(() => ImportOutcomeReport, {
    description: "Imports one text: reads it, links it, stores it. Needs a key. Files are uploaded by POST /import.",
  })
  async importText(
    @Arg("input", () => ImportTextInput, { description: "The text and what is known of it." }) input: ImportTextInput,
    @Ctx() context: Context,
  ): Promise<ImportOutcomeReport> {
    const by = context.callerName();
    const report = await importText(context.archive, givenOnly(input), by);
    context.beginAgain();
    return report;
  }
}
