import { LINKER_VERSION } from "@lectern/linking";
import { READER_VERSION } from "@lectern/reading";
import { CitationMethod, Evaluation } from "@lectern/schema";
import { type DecidedLinks, decidedLinks, lastEvaluations } from "@lectern/storage";
import { Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { isShipped, shippedEvaluations } from "../../shipped-figures.js";
import type { Context } from "../context.js";

/** Sets that are of reading; all others are of linking. */
const READING_SETS = /^(notices|winnipeg|un|fomc|parliaments)/;

@ObjectType({ description: "What people said of the links of one kind. Only links that somebody looked at are decided." })
export class DecidedLinksOfKind implements DecidedLinks {
  @Field(() => [CitationMethod], { description: "How links of this kind were made: by citation, quotation, or both." })
  methods!: CitationMethod[];

  @Field(() => Int, { description: "All links of the kind that the archive shows." })
  links!: number;

  @Field(() => Int, { description: "How many of them people confirmed." })
  confirmed!: number;

  @Field(() => Int, { description: "How many of them people rejected." })
  rejected!: number;

  @Field(() => Int, { description: "How many of them people put to another work or passage." })
  corrected!: number;
}

@ObjectType({ description: "How far reading and linking can be relied on: measured on labelled sets, and as people found it here." })
export class Accuracy {
  @Field(() => [Evaluation], {
    description: "The last evaluation of each labelled set: as it was brought here, else as it came with Lectern.",
  })
  evaluations!: Evaluation[];

  @Field(() => [DecidedLinksOfKind], { description: "What people said of the archive's own links, by kind." })
  decided!: DecidedLinksOfKind[];
}

@Resolver(() => Evaluation)
export class AccuracyResolver {
  @Query(() => Accuracy, { description: "How far reading and linking can be relied on." })
  async accuracy(@Ctx() context: Context): Promise<Accuracy> {
    const [brought, shipped, decided] = await Promise.all([
      lastEvaluations(context.database),
      shippedEvaluations(),
      decidedLinks(context.database),
    ]);
    const sets = new Set(brought.map(({ set }) => set));
    const evaluations = [...brought, ...shipped.filter(({ set }) => !sets.has(set))].sort((a, b) => a.set.localeCompare(b.set));
    return { evaluations, decided };
  }

  @FieldResolver(() => Boolean, { description: "Whether its figures came with Lectern, measured where it is made." })
  isShipped(@Root() { id }: Evaluation): boolean {
    return isShipped(id);
  }

  @FieldResolver(() => Boolean, { description: "Whether it is of the reader or linker that this archive runs." })
  isOfPresent(@Root() { set, engine }: Evaluation): boolean {
    return engine === (READING_SETS.test(set) ? READER_VERSION : LINKER_VERSION);
  }
}
