import { LINKER_VERSION } from "@lectern/linking";
import { READER_VERSION } from "@lectern/reading";
import {
  Appearance,
  Body,
  Citation,
  Collection,
  Meeting,
  Passage,
  Person,
  Point,
  Section,
  SetPhrase,
  Source,
  Speech,
  StudyText,
} from "@lectern/schema";
import { readArchive, type SourceHead } from "@lectern/storage";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { Arg, Ctx, createUnionType, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { SearchEngine } from "../search-enums.js";

@ObjectType({ description: "How much the archive holds. Withdrawn sources are not counted." })
export class ArchiveCounts {
  @Field(() => Int, { description: "Sources." })
  sources!: number;

  @Field(() => Int, { description: "Meetings." })
  meetings!: number;

  @Field(() => Int, { description: "Speeches, reported ones and those held in full." })
  speeches!: number;

  @Field(() => Int, { description: "Study texts." })
  studyTexts!: number;

  @Field(() => Int, { description: "Passages of study texts." })
  passages!: number;

  @Field(() => Int, { description: "Citations in any state." })
  citations!: number;

  @Field(() => Int, { description: "People." })
  people!: number;

  @Field(() => Int, { description: "Bodies." })
  bodies!: number;

  @Field(() => Int, { description: "Set phrases." })
  phrases!: number;

  @Field(() => Int, { description: "Works that are cited and not held." })
  wantedWorks!: number;

  @Field(() => Int, { description: "Problems of imports that still stand." })
  openProblems!: number;
}

@ObjectType({ description: "How far a new index has come." })
export class CopyBuilding {
  @Field(() => Int, { description: "Sources that are sent to it." })
  sent!: number;

  @Field(() => Int, { description: "Sources that it is to hold." })
  of!: number;
}

@ObjectType({ description: "The copy of the index that another search engine holds." })
export class SearchCopy {
  @Field(() => SearchEngine, { description: "Which engine." })
  engine!: SearchEngine;

  @Field(() => Boolean, { description: "Whether searches are answered from it; where not, Postgres answers in its place." })
  isAnswering!: boolean;

  @Field(() => Int, { description: "Sources that it has yet to hear of; all that it lacks while it is built anew." })
  waiting!: number;

  @Field(() => CopyBuilding, {
    nullable: true,
    description: "How far a new index has come, beside the one that is searched or where there is none; null where none is built.",
  })
  building!: CopyBuilding | null;
}

@ObjectType("Archive", { description: "The archive as a whole: how much it holds, how fresh it is, what answers searches." })
export class ArchiveState {
  @Field(() => String, { description: "Its name, for people." })
  name!: string;

  @Field(() => Boolean, { description: "Whether it holds only the made-up sample that came with Lectern." })
  isSample!: boolean;

  @Field(() => ArchiveCounts, { description: "How much it holds." })
  counts!: ArchiveCounts;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "Searches find everything that was stored until then; null where it is not known.",
  })
  indexedUpTo!: Date | null;

  @Field(() => Int, { description: "Sources that are stored and wait to be indexed." })
  waiting!: number;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When the last import ended; null where there was none." })
  lastImportAt!: Date | null;

  @Field(() => String, { description: "Version of the reader that new documents are read with." })
  readerVersion!: string;

  @Field(() => String, { description: "Version of the linker that new documents are linked with." })
  linkerVersion!: string;
}

/** A record of any kind, as `node` answers. */
export type AnyRecord =
  | Appearance
  | Body
  | Citation
  | Collection
  | Meeting
  | Passage
  | Person
  | Point
  | Section
  | SetPhrase
  | SourceHead
  | Speech
  | StudyText;

export const Node = createUnionType({
  name: "Node",
  description: "A record of any kind.",
  types: () =>
    [Appearance, Body, Citation, Collection, Meeting, Passage, Person, Point, Section, SetPhrase, Source, Speech, StudyText] as const,
});

@Resolver(() => ArchiveState)
export class ArchiveResolver {
  @Query(() => ArchiveState, { description: "The archive as a whole." })
  async archive(@Ctx() context: Context): Promise<ArchiveState> {
    const { isSample, counts, waiting, oldestWaitingAt, lastImportAt } = await readArchive(context.database);
    return {
      name: isSample ? "Lectern: a sample archive" : "Lectern",
      isSample,
      counts,
      indexedUpTo: waiting === 0 ? new Date() : oldestWaitingAt,
      waiting,
      lastImportAt,
      readerVersion: READER_VERSION,
      linkerVersion: LINKER_VERSION,
    };
  }

  @FieldResolver(() => SearchEngine, { description: "What answers searches at present." })
  async engine(@Ctx() { archive: { index } }: Context): Promise<SearchEngine> {
    // Looks at the other engine: where nobody has searched since, nobody has seen that it is away.
    await index.copy?.state();
    return SearchEngine[index.answering];
  }

  @FieldResolver(() => SearchCopy, {
    nullable: true,
    description: "The copy of the index that another search engine holds; null where Postgres answers by itself.",
  })
  async copy(@Ctx() { archive: { index } }: Context): Promise<SearchCopy | null> {
    const state = await index.copy?.state();
    if (state === undefined) return null;
    const { engine, fault, waiting, building } = state;
    return { engine: SearchEngine[engine], isAnswering: fault === null, waiting, building };
  }

  @Query(() => Node, {
    nullable: true,
    description:
      "The record with this id, of whatever kind; null where there is none. The id of a merged record gives the one it was merged into.",
  })
  node(@Arg("id", () => ID, { description: "Id of the record." }) id: string, @Ctx() context: Context): Promise<AnyRecord | null> {
    return context.loaders.anyRecord(id);
  }
}
