import { type Citation, Passage, RecordKind, Section, Source, StudyText } from "@lectern/schema";
import { type SourceHead, studyTextPage } from "@lectern/storage";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, PassagePageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { givenOnly } from "../filters.js";
import { CitationConnection } from "./citation.js";
import { CitingArgs } from "./counted-passage.js";

export const StudyTextConnection = connectionOf("StudyText", () => StudyText);
export const PassageConnection = connectionOf("Passage", () => Passage);

@Resolver(() => StudyText)
export class StudyTextResolver {
  @Query(() => StudyText, {
    nullable: true,
    description: "One study text; null where there is none with that id. The id of a merged text gives the one it was merged into.",
  })
  studyText(@Arg("id", () => ID, { description: "Id of the study text." }) id: string, @Ctx() context: Context): Promise<StudyText | null> {
    return context.loaders.published(RecordKind.STUDY_TEXT, id);
  }

  @Query(() => StudyTextConnection, { description: "Study texts that the archive holds, by title." })
  async studyTexts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("title", () => String, { nullable: true, description: "Only those whose title, or another title, holds these letters." })
    title: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<StudyText>> {
    return toConnection(await studyTextPage(context.database, checkPage(page), title));
  }

  @FieldResolver(() => Source, { description: "The source that holds it." })
  source(@Root() studyText: StudyText, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(studyText.sourceId);
  }

  @FieldResolver(() => [Section], { description: "Its widest sections, in order; each names those within it." })
  async sections(@Root() studyText: StudyText, @Ctx() context: Context): Promise<Section[]> {
    const sections = await context.loaders.sectionsOfStudyText.load(studyText.id);
    return sections.filter((section) => section.parentId === null);
  }

  @FieldResolver(() => PassageConnection, { description: "Its passages, in order." })
  async passages(
    @Root() studyText: StudyText,
    @Args(() => PassagePageArgs) page: PassagePageArgs,
    @Arg("section", () => ID, { nullable: true, description: "Only those of this section and of the sections within it." })
    section: string | null,
    @Arg("from", () => Int, { defaultValue: 0, description: "Only those from this position on; the total then counts these." })
    from: number,
    @Ctx() context: Context,
  ): Promise<Connection<Passage>> {
    const asked = { ...checkPage(page), section: section ?? null, from: Math.max(0, from) };
    return toConnection(await context.loaders.passagePagesOfStudyText.load(studyText.id, asked));
  }

  @FieldResolver(() => CitationConnection, { description: "What cites it, in any of its passages or as a whole, the latest first." })
  async citations(
    @Root() studyText: StudyText,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Citation>> {
    return toConnection(await context.loaders.citationPagesOfStudyText.load(studyText.id, checkPage(page)));
  }

  @FieldResolver(() => Int, { description: "How many citations lead to it." })
  citationCount(@Root() studyText: StudyText, @Ctx() context: Context): Promise<number> {
    return context.loaders.citationCountOfStudyText.load(studyText.id);
  }
}

@Resolver(() => Section)
export class SectionResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: "Position of its first passage, or of the first one in a section within it; null where it has none.",
  })
  firstPosition(@Root() section: Section, @Ctx() context: Context): Promise<number | null> {
    return context.loaders.firstPositionOfSection.load(section.id);
  }

  @FieldResolver(() => [Section], { description: "The sections within it, in order." })
  async children(@Root() section: Section, @Ctx() context: Context): Promise<Section[]> {
    const sections = await context.loaders.sectionsOfStudyText.load(section.studyTextId);
    return sections.filter((other) => other.parentId === section.id);
  }
}

@Resolver(() => Passage)
export class PassageResolver {
  @Query(() => Passage, {
    nullable: true,
    description: "One passage; null where there is none with that id. The id of a merged passage gives the one it was merged into.",
  })
  passage(@Arg("id", () => ID, { description: "Id of the passage." }) id: string, @Ctx() context: Context): Promise<Passage | null> {
    return context.loaders.published(RecordKind.PASSAGE, id);
  }

  @FieldResolver(() => StudyText, { description: "The study text that it is part of." })
  studyText(@Root() passage: Passage, @Ctx() context: Context): Promise<StudyText> {
    return context.loaders.studyTextOf(passage.studyTextId);
  }

  @FieldResolver(() => Section, { nullable: true, description: "Its innermost section." })
  async section(@Root() passage: Passage, @Ctx() context: Context): Promise<Section | null> {
    if (!passage.sectionId) return null;
    const sections = await context.loaders.sectionsOfStudyText.load(passage.studyTextId);
    return sections.find((section) => section.id === passage.sectionId) ?? null;
  }

  @FieldResolver(() => CitationConnection, { description: "What cites it, the latest first." })
  async citations(
    @Root() passage: Passage,
    @Args(() => PageArgs) page: PageArgs,
    @Args(() => CitingArgs) { speaker, body, fromYear, toYear }: CitingArgs,
    @Arg("itself", () => Boolean, {
      nullable: true,
      description:
        "True: only those that quote it or name its own place. False: only those that mean a part of the text that it lies in. All where left out.",
    })
    itself: boolean | null,
    @Ctx() context: Context,
  ): Promise<Connection<Citation>> {
    const asked = { ...checkPage(page), ...givenOnly({ speaker, body, fromYear, toYear, itself }) };
    return toConnection(await context.loaders.citationPagesOfPassage.load(passage.id, asked));
  }

  @FieldResolver(() => Int, { description: "How many citations lead to it." })
  citationCount(@Root() passage: Passage, @Ctx() context: Context): Promise<number> {
    return context.loaders.citationCountOfPassage.load(passage.id);
  }

  @FieldResolver(() => Passage, { nullable: true, description: "The passage before it in the study text." })
  async previous(@Root() passage: Passage, @Ctx() context: Context): Promise<Passage | null> {
    return (await context.loaders.neighboursOfPassage.load(passage.id))?.previous ?? null;
  }

  @FieldResolver(() => Passage, { nullable: true, description: "The passage after it in the study text." })
  async next(@Root() passage: Passage, @Ctx() context: Context): Promise<Passage | null> {
    return (await context.loaders.neighboursOfPassage.load(passage.id))?.next ?? null;
  }
}
