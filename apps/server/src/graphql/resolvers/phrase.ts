import { DatePrecision, Meeting, PhraseOccurrence, RecordKind, SetPhrase, Source } from "@lectern/schema";
import { phrasePage, type SourceHead } from "@lectern/storage";
import { GraphQLLocalDate } from "graphql-scalars";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { MarkedText, sentenceAround } from "../marked-text.js";

export const SetPhraseConnection = connectionOf("SetPhrase", () => SetPhrase);
export const PhraseOccurrenceConnection = connectionOf("PhraseOccurrence", () => PhraseOccurrence);

@ObjectType({ description: "How often something stood in the sources of one year." })
export class YearCount {
  @Field(() => Int, { description: "The year." })
  year!: number;

  @Field(() => Int, { description: "How often." })
  count!: number;
}

@Resolver(() => SetPhrase)
export class SetPhraseResolver {
  @Query(() => SetPhrase, {
    nullable: true,
    description: "One set phrase; null where there is none with that id. The id of a merged phrase gives the one it was merged into.",
  })
  phrase(@Arg("id", () => ID, { description: "Id of the set phrase." }) id: string, @Ctx() context: Context): Promise<SetPhrase | null> {
    return context.loaders.published(RecordKind.SET_PHRASE, id);
  }

  @Query(() => SetPhraseConnection, { description: "Set phrases, the most used first." })
  async phrases(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("contains", () => String, { nullable: true, description: "Only those that hold these letters." }) contains: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<SetPhrase>> {
    return toConnection(await phrasePage(context.database, checkPage(page), contains));
  }

  @FieldResolver(() => PhraseOccurrenceConnection, { description: "Where it stands, the latest first." })
  async occurrences(
    @Root() phrase: SetPhrase,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PhraseOccurrence>> {
    return toConnection(await context.loaders.occurrencePagesOfPhrase.load(phrase.id, checkPage(page)));
  }

  @FieldResolver(() => Int, { description: "How often it stands in the archive." })
  async occurrenceCount(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<number> {
    return (await context.loaders.useOf(phrase.id)).occurrenceCount;
  }

  @FieldResolver(() => Int, { description: "In how many sources it stands." })
  async sourceCount(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<number> {
    return (await context.loaders.useOf(phrase.id)).sourceCount;
  }

  @FieldResolver(() => DatePrecision, { nullable: true, description: "How exactly the day of its first use is known." })
  async firstUsedPrecision(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<DatePrecision | null> {
    return (await context.loaders.useOf(phrase.id)).firstUsedPrecision;
  }

  @FieldResolver(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day of its first use in the archive; the first day of the month or year where no more is known (see firstUsedPrecision).",
  })
  async firstUsedOn(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<string | null> {
    return (await context.loaders.useOf(phrase.id)).firstUsedOn;
  }

  @FieldResolver(() => DatePrecision, { nullable: true, description: "How exactly the day of its last use is known." })
  async lastUsedPrecision(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<DatePrecision | null> {
    return (await context.loaders.useOf(phrase.id)).lastUsedPrecision;
  }

  @FieldResolver(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day of its last use in the archive; the first day of the month or year where no more is known (see lastUsedPrecision).",
  })
  async lastUsedOn(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<string | null> {
    return (await context.loaders.useOf(phrase.id)).lastUsedOn;
  }

  @FieldResolver(() => [YearCount], {
    description: "How often it stands in the sources of each year, the earliest first; undated sources stay out.",
  })
  async byYear(@Root() phrase: SetPhrase, @Ctx() context: Context): Promise<YearCount[]> {
    return (await context.loaders.useOf(phrase.id)).byYear;
  }
}

@Resolver(() => PhraseOccurrence)
export class PhraseOccurrenceResolver {
  @FieldResolver(() => SetPhrase, { description: "The set phrase." })
  phrase(@Root() occurrence: PhraseOccurrence, @Ctx() context: Context): Promise<SetPhrase> {
    return context.loaders.phraseOf(occurrence.phraseId);
  }

  @FieldResolver(() => Source, { description: "The source in which it stands." })
  source(@Root() occurrence: PhraseOccurrence, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(occurrence.sourceId);
  }

  @FieldResolver(() => Meeting, { nullable: true, description: "The meeting that the source tells of." })
  async meeting(@Root() occurrence: PhraseOccurrence, @Ctx() context: Context): Promise<Meeting | null> {
    const meetings = await context.loaders.meetingsOfSource.load(occurrence.sourceId);
    return meetings[0] ?? null;
  }

  @FieldResolver(() => MarkedText, { description: "The sentence around it, with the phrase marked." })
  async sentence(@Root() occurrence: PhraseOccurrence, @Ctx() context: Context): Promise<MarkedText> {
    const text = await context.loaders.textOf(occurrence.sourceId);
    return sentenceAround(text, occurrence.start, occurrence.end);
  }
}
