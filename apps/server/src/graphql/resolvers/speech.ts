import { Citation, Evidence, Meeting, Person, RecordKind, Source, Speech, SpeechKind } from "@lectern/schema";
import { type SourceHead, speechPage } from "@lectern/storage";
import { GraphQLLocalDate } from "graphql-scalars";
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { givenOnly } from "../filters.js";
import { madeNameOfSpeech } from "../made-name.js";

export const SpeechConnection = connectionOf("Speech", () => Speech);

@InputType({ description: "Which speeches. All conditions together; any of the values within one." })
export class SpeechFilter {
  @Field(() => [ID], { nullable: true, description: "People who gave them." })
  person?: string[] | null;

  @Field(() => [SpeechKind], { nullable: true, description: "Kinds of speech." })
  kind?: SpeechKind[] | null;

  @Field(() => [String], { nullable: true, description: "Names of collections." })
  collection?: string[] | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Given on this day or later. Speeches without a date stay out." })
  from?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Given on this day or earlier." })
  to?: string | null;
}

@Resolver(() => Speech)
export class SpeechResolver {
  @Query(() => Speech, {
    nullable: true,
    description: "One speech; null where there is none with that id. The id of a merged speech gives the one it was merged into.",
  })
  speech(@Arg("id", () => ID, { description: "Id of the speech." }) id: string, @Ctx() context: Context): Promise<Speech | null> {
    return context.loaders.published(RecordKind.SPEECH, id);
  }

  @Query(() => SpeechConnection, { description: "Speeches, reported ones and those held in full, the latest first." })
  async speeches(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => SpeechFilter, { nullable: true, description: "Which speeches; all of them where it is left out." })
    filter: SpeechFilter | null,
    @Ctx() context: Context,
  ): Promise<Connection<Speech>> {
    return toConnection(await speechPage(context.database, checkPage(page), givenOnly(filter)));
  }

  @FieldResolver(() => Source, { description: "The source that holds it or tells of it." })
  source(@Root() speech: Speech, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(speech.sourceId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What a list can call it where it has no title, made by Lectern of speaker, kind and date; null where it has a title.",
  })
  madeName(@Root() speech: Speech, @Ctx() context: Context): Promise<string | null> {
    return madeNameOfSpeech(speech, context.loaders);
  }

  @FieldResolver(() => Meeting, { nullable: true, description: "The meeting at which it was given, where the archive knows it." })
  async meeting(@Root() speech: Speech, @Ctx() context: Context): Promise<Meeting | null> {
    return speech.meetingId ? context.loaders.meeting.load(speech.meetingId) : null;
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who gave it." })
  async person(@Root() speech: Speech, @Ctx() context: Context): Promise<Person | null> {
    return speech.personId ? context.loaders.person.load(speech.personId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Its words; null where the speech is only reported." })
  async text(@Root() speech: Speech, @Ctx() context: Context): Promise<string | null> {
    if (speech.start === null || speech.end === null) return null;
    const text = await context.loaders.textOf(speech.sourceId);
    return text.slice(speech.start, speech.end);
  }

  @FieldResolver(() => [Citation], { description: "What it cites, in the order of the text." })
  citations(@Root() speech: Speech, @Ctx() context: Context): Promise<Citation[]> {
    return context.loaders.citationsOfSpeech.load(speech.id);
  }

  @FieldResolver(() => [Evidence], { description: "Where its values came from." })
  evidence(@Root() speech: Speech, @Ctx() context: Context): Promise<Evidence[]> {
    return context.loaders.evidenceOfRecord.load(speech.id);
  }
}
