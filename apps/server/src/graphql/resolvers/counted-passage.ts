import { Passage } from "@lectern/schema";
import { citedPassages, findInStudyText } from "@lectern/storage";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";

@ObjectType({ description: "A passage of a study text that was looked for, with how often." })
export class CountedPassage {
  @Field(() => ID, { description: "Id of the passage." })
  passageId!: string;

  @Field(() => Int, { description: "Order of the passage in the study text, from 0." })
  position!: number;

  @Field(() => Int, { description: "How often." })
  count!: number;
}

@ObjectType({ description: "A passage of a study text that is cited, with how often." })
export class CitedPassage extends CountedPassage {
  @Field(() => Int, {
    description:
      "How many of these mean the passage itself: they quote it or name its own place, and not only that of a volume or chapter that it lies in.",
  })
  itself!: number;
}

@ArgsType()
export class CitingArgs {
  @Field(() => ID, { nullable: true, description: "Only in speeches of this person." })
  speaker?: string | null;

  @Field(() => ID, { nullable: true, description: "Only at meetings of this body." })
  body?: string | null;

  @Field(() => Int, { nullable: true, description: "Only from this year on: of the speech, else of the meeting, else of publication." })
  fromYear?: number | null;

  @Field(() => Int, { nullable: true, description: "Only up to this year." })
  toYear?: number | null;
}

/** Most passages that one question about a study text brings. */
const MOST_PASSAGES = 5_000;

@Resolver(() => CountedPassage)
export class CountedPassageResolver {
  @Query(() => [CitedPassage], {
    description: "The passages of a study text that are cited, alone or among others, with how often; in the order of the text.",
  })
  citedPassages(
    @Arg("studyText", () => ID, { description: "Id of the study text." }) studyText: string,
    @Args(() => CitingArgs) citing: CitingArgs,
    @Ctx() context: Context,
  ): Promise<CitedPassage[]> {
    return citedPassages(context.database, studyText, citing);
  }

  @Query(() => [CountedPassage], {
    description:
      "The passages of a study text that hold some words, with how often, in the order of the text. Letter for letter, parts of words included; capitals, the shape of quotation marks and the kind of space make no difference.",
  })
  findInStudyText(
    @Arg("studyText", () => ID, { description: "Id of the study text." }) studyText: string,
    @Arg("words", () => String, { description: "The words." }) words: string,
    @Arg("first", () => Int, { defaultValue: 1_000, description: `How many passages at most, from 1 to ${MOST_PASSAGES}.` }) first: number,
    @Ctx() context: Context,
  ): Promise<CountedPassage[]> {
    if (first < 1 || first > MOST_PASSAGES) throw badInput(`first: ${first} is not between 1 and ${MOST_PASSAGES}.`);
    return findInStudyText(context.database, studyText, words, first);
  }

  @FieldResolver(() => Passage, { nullable: true, description: "The passage; null where it has gone since." })
  passage(@Root() { passageId }: CountedPassage, @Ctx() context: Context): Promise<Passage | null> {
    return context.loaders.passage.load(passageId);
  }
}

@Resolver(() => CitedPassage)
export class CitedPassageResolver {
  @FieldResolver(() => Passage, { nullable: true, description: "The passage; null where it has gone since." })
  passage(@Root() { passageId }: CitedPassage, @Ctx() context: Context): Promise<Passage | null> {
    return context.loaders.passage.load(passageId);
  }
}
