import type { Citation } from "@lectern/schema";
import { wantedWorkPage } from "@lectern/storage";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { CitationConnection } from "./citation.js";

@ObjectType({ description: "A work that is cited and that the archive does not hold." })
export class WantedWork {
  @Field(() => ID, { description: "Its title folded for comparison; what `citedWork` filters call `wanted:KEY`." })
  key!: string;

  @Field(() => String, { description: "Its title, as most often printed." })
  title!: string;

  @Field(() => Int, { description: "How often it is cited." })
  citationCount!: number;

  @Field(() => Int, { description: "In how many sources." })
  sourceCount!: number;

  @Field(() => [String], { description: "Locators it is cited with, as printed." })
  locators!: string[];
}

export const WantedWorkConnection = connectionOf("WantedWork", () => WantedWork);

@Resolver(() => WantedWork)
export class WantedWorkResolver {
  @Query(() => WantedWorkConnection, { description: "Works that are cited and not held, the most cited first." })
  async wantedWorks(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<Connection<WantedWork>> {
    return toConnection(await wantedWorkPage(context.database, checkPage(page)));
  }

  @Query(() => WantedWork, {
    nullable: true,
    description: "One work that is cited and not held; null where nothing cites it, or it has come since.",
  })
  wantedWork(@Arg("key", () => ID, { description: "Its key." }) key: string, @Ctx() context: Context): Promise<WantedWork | null> {
    return context.loaders.wantedWork.load(key);
  }

  @FieldResolver(() => CitationConnection, { description: "What cites it, the latest first." })
  async citations(@Root() work: WantedWork, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<Connection<Citation>> {
    return toConnection(await context.loaders.citationPagesOfTitleKey.load(work.key, checkPage(page)));
  }
}
