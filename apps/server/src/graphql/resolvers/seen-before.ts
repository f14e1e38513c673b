import { sameness } from "@lectern/reading";
import { Source } from "@lectern/schema";
import { earlierSentences, type SourceHead } from "@lectern/storage";
import { GraphQLLocalDate } from "graphql-scalars";
import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";

@ObjectType({ description: "A sentence that stands almost word for word in an earlier source." })
export class SeenSentence {
  @Field(() => Int, { description: "Start in this source's text, in UTF-16 code units." })
  start!: number;

  @Field(() => Int, { description: "End in this source's text, exclusive." })
  end!: number;

  @Field(() => Source, { description: "The earliest source that has it." })
  first!: SourceHead;

  @Field(() => GraphQLLocalDate, { description: "Day of that source: when its meeting was held, else when it was published." })
  firstDay!: string;

  @Field(() => Int, { description: "Start in the text of that source." })
  firstStart!: number;

  @Field(() => Int, { description: "End in the text of that source, exclusive." })
  firstEnd!: number;

  @Field(() => Float, { description: "Share of words that both have in one order: from 0.92 to 1." })
  sameness!: number;
}

@Resolver(() => Source)
export class SeenBeforeResolver {
  @FieldResolver(() => [SeenSentence], {
    description:
      "Its sentences that stand in a source of an earlier day, each with the first one; what is left is new. Sources whose day is not known count neither way.",
  })
  async seenBefore(@Root() source: SourceHead, @Ctx() context: Context): Promise<SeenSentence[]> {
    const found = new Map<number, SeenSentence>();
    const text = await context.loaders.textOf(source.id);
    for (const { start, end, sourceId, firstStart, firstEnd, day, firstText } of await earlierSentences(context.database, source.id)) {
      if (found.has(start)) continue;
      const same = sameness(text.slice(start, end), firstText.slice(firstStart, firstEnd));
      if (same === 0) continue;
      const first = await context.loaders.sourceOf(sourceId);
      found.set(start, { start, end, first, firstDay: day, firstStart, firstEnd, sameness: same });
    }
    return [...found.values()];
  }
}
