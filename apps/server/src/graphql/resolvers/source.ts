import {
  Citation,
  Collection,
  Decision,
  Evidence,
  FACT_FROM,
  Meeting,
  PhraseOccurrence,
  RecordKind,
  Source,
  SourceVersion,
  Speech,
  StudyText,
} from "@lectern/schema";
import { collections, type Removal, type SourceHead, undoWithdraw, withdraw } from "@lectern/storage";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { Arg, Ctx, Field, FieldResolver, Float, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { MarkedText, sentenceAround } from "../marked-text.js";

@ObjectType({ description: "Where a block stands in the file that it was read from." })
export class SourceBlockPlace {
  @Field(() => Int, { nullable: true, description: "Page of a PDF, from 1." })
  page!: number | null;

  @Field(() => String, { nullable: true, description: "Sheet, or file inside the file." })
  part!: string | null;

  @Field(() => Int, { nullable: true, description: "Row of a table, or paragraph of a Word document, from 1." })
  row!: number | null;

  @Field(() => String, { nullable: true, description: "Element of an XML or HTML file: its xml:id, eId or id." })
  element!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Where the words were read from a picture: how sure the recognition is of them, from 0 to 1.",
  })
  confidence!: number | null;
}

@ObjectType({ description: "A paragraph, heading, list item or table cell of a source's text." })
export class SourceBlock {
  @Field(() => String, { description: "heading, paragraph, item, quote or cell." })
  kind!: string;

  @Field(() => Int, { description: "Depth of a heading, 1 to 6; 0 for everything else." })
  level!: number;

  @Field(() => Int, { description: "Start in the source's text, in UTF-16 code units." })
  start!: number;

  @Field(() => Int, { description: "End in the source's text, exclusive." })
  end!: number;

  @Field(() => SourceBlockPlace, { nullable: true, description: "Where it stands in the file; null where the format has no such places." })
  place!: Partial<SourceBlockPlace> | null;
}

@ObjectType({ description: "What was withdrawn, or shown again." })
export class Withdrawal {
  @Field(() => Int, { description: "How many sources." })
  sources!: number;

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  at!: Date;
}

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => Source, {
    nullable: true,
    description:
      "One source; null where there is none with that id, or it is withdrawn. The id of a merged source gives the one it was merged into.",
  })
  source(@Arg("id", () => ID, { description: "Id of the source." }) id: string, @Ctx() context: Context): Promise<SourceHead | null> {
    return context.loaders.published(RecordKind.SOURCE, id);
  }

  @Query(() => [Collection], { description: "The collections of the archive, by name." })
  async collections(@Ctx() context: Context): Promise<Collection[]> {
    return collections(context.database);
  }

  @FieldResolver(() => Collection, { description: "The collection that it came in." })
  collection(@Root() source: SourceHead, @Ctx() context: Context): Promise<Collection> {
    return context.loaders.collectionOf(source.collectionId);
  }

  @FieldResolver(() => String, { description: "What it goes by: its title, else the words that its text begins with." })
  async name(@Root() source: SourceHead, @Ctx() context: Context): Promise<string> {
    return source.title ?? beginningOf((await context.loaders.openingOfSource.load(source.id)) ?? "");
  }

  @FieldResolver(() => [SourceVersion], { description: "Its versions, the first one first." })
  versions(@Root() source: SourceHead, @Ctx() context: Context): Promise<SourceVersion[]> {
    return context.loaders.versionsOfSource.load(source.id);
  }

  @FieldResolver(() => String, { description: "Its plain text." })
  text(@Root() source: SourceHead, @Ctx() context: Context): Promise<string> {
    return context.loaders.textOf(source.id);
  }

  @FieldResolver(() => [SourceBlock], { description: "Paragraphs and headings of its text, in order." })
  async blocks(@Root() source: SourceHead, @Ctx() context: Context): Promise<SourceBlock[]> {
    const blocks = await context.loaders.blocksOf(source.id);
    return blocks.map(({ kind, level, span: [start, end], place }) => ({ kind, level, start, end, place: place ?? null }));
  }

  @FieldResolver(() => [Evidence], { description: "Where every value that was read from it came from, in the order of the text." })
  evidence(@Root() source: SourceHead, @Ctx() context: Context): Promise<Evidence[]> {
    return context.loaders.evidenceOfSource.load(source.id);
  }

  @FieldResolver(() => [Decision], {
    description:
      "What people confirmed, rejected and corrected of its values and of those of its records, as far as it holds, oldest first. Decisions on its links stand with them.",
  })
  decisions(@Root() source: SourceHead, @Ctx() context: Context): Promise<Decision[]> {
    return context.loaders.decisionsOfSource.load(source.id);
  }

  @FieldResolver(() => Meeting, { nullable: true, description: "The first meeting that it tells of." })
  async meeting(@Root() source: SourceHead, @Ctx() context: Context): Promise<Meeting | null> {
    const meetings = await context.loaders.meetingsOfSource.load(source.id);
    return meetings[0] ?? null;
  }

  @FieldResolver(() => [Meeting], { description: "The meetings that it tells of." })
  meetings(@Root() source: SourceHead, @Ctx() context: Context): Promise<Meeting[]> {
    return context.loaders.meetingsOfSource.load(source.id);
  }

  @FieldResolver(() => [Speech], { description: "The speeches that it holds or tells of, in the order of the text." })
  speeches(@Root() source: SourceHead, @Ctx() context: Context): Promise<Speech[]> {
    return context.loaders.speechesOfSource.load(source.id);
  }

  @FieldResolver(() => StudyText, { nullable: true, description: "The study text that it is." })
  studyText(@Root() source: SourceHead, @Ctx() context: Context): Promise<StudyText | null> {
    return context.loaders.studyTextOfSource.load(source.id);
  }

  @FieldResolver(() => [Citation], { description: "What it cites, in the order of the text." })
  citations(@Root() source: SourceHead, @Ctx() context: Context): Promise<Citation[]> {
    return context.loaders.citationsOfSource.load(source.id);
  }

  @FieldResolver(() => [PhraseOccurrence], { description: "Set phrases in it, in the order of the text." })
  phraseOccurrences(@Root() source: SourceHead, @Ctx() context: Context): Promise<PhraseOccurrence[]> {
    return context.loaders.phraseOccurrencesOfSource.load(source.id);
  }

  @Mutation(() => Withdrawal, {
    description:
      "Withdraws a source or a whole collection: gone from the page, the API, the index and the links, until it is undone. Needs a key.",
  })
  async withdraw(
    @Arg("sourceId", () => ID, { nullable: true, description: "The source." }) sourceId: string | null,
    @Arg("collection", () => String, { nullable: true, description: "Or the name of the collection." }) collection: string | null,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Withdrawal> {
    const by = context.callerName();
    return { sources: await withdraw(context.archive.database, removalOf(sourceId, collection), by, note), at: new Date() };
  }

  @Mutation(() => Withdrawal, { description: "Shows again what was withdrawn. Needs a key." })
  async undoWithdraw(
    @Arg("sourceId", () => ID, { nullable: true, description: "The source." }) sourceId: string | null,
    @Arg("collection", () => String, { nullable: true, description: "Or the name of the collection." }) collection: string | null,
    @Ctx() context: Context,
  ): Promise<Withdrawal> {
    const by = context.callerName();
    return { sources: await undoWithdraw(context.archive.database, removalOf(sourceId, collection), by), at: new Date() };
  }
}

@Resolver(() => Evidence)
export class EvidenceResolver {
  @FieldResolver(() => Source, { description: "The source that the value came from." })
  source(@Root() evidence: Evidence, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(evidence.sourceId);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether reading is so little sure of the value (confidence below 0.8) that it is a suggestion and no fact.",
  })
  isSuggestion(@Root() evidence: Evidence): boolean {
    return evidence.confidence < FACT_FROM;
  }

  @FieldResolver(() => MarkedText, {
    nullable: true,
    description: "The sentence that it came from, with the words marked; null for a value from metadata.",
  })
  async sentence(@Root() evidence: Evidence, @Ctx() context: Context): Promise<MarkedText | null> {
    if (evidence.start === null || evidence.end === null) return null;
    const text = await context.loaders.textOf(evidence.sourceId);
    return sentenceAround(text, evidence.start, evidence.end);
  }
}

function removalOf(sourceId: string | null | undefined, collection: string | null | undefined): Removal {
  if (sourceId && !collection) return { sourceId };
  if (collection && !sourceId) return { collection };
  throw badInput("Give either sourceId or collection.");
}

/** Letters that a name may have, in UTF-16 code units. */
const LONGEST_NAME = 80;

/** The beginning of a text in one line, cut behind a word. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST_NAME) return line;
  return `${line.slice(0, LONGEST_NAME).replace(/[ ,;:][^ ]{0,20}$|[\uD800-\uDBFF]$/, "")}…`;
}
