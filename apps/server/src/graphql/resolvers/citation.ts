import {
  Citation,
  CitationState,
  Decision,
  DecisionAction,
  type LinkTarget,
  Meeting,
  Passage,
  RecordKind,
  Source,
  Speech,
  StudyText,
} from "@lectern/schema";
import { citationPage, decide, type SourceHead } from "@lectern/storage";
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { CitedPlace, nameOfPlace } from "../cited-place.js";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { clientError } from "../errors.js";
import { givenOnly } from "../filters.js";
import { MarkedText, sentenceAround } from "../marked-text.js";

export const CitationConnection = connectionOf("Citation", () => Citation);

@InputType({ description: "Which citations. All conditions together." })
export class CitationFilter {
  @Field(() => ID, { nullable: true, description: "The source that cites." })
  source?: string | null;

  @Field(() => ID, { nullable: true, description: "The meeting in whose notice they stand." })
  meeting?: string | null;

  @Field(() => ID, { nullable: true, description: "The speech in which they stand." })
  speech?: string | null;

  @Field(() => ID, { nullable: true, description: "The study text that is cited." })
  studyText?: string | null;

  @Field(() => ID, { nullable: true, description: "The passage that is cited." })
  passage?: string | null;

  @Field(() => ID, { nullable: true, description: "The person in whose speech they stand." })
  speaker?: string | null;

  @Field(() => ID, { nullable: true, description: "The body at whose meeting they stand." })
  body?: string | null;

  @Field(() => Int, { nullable: true, description: "From this year on: of the speech, else of the meeting, else of publication." })
  fromYear?: number | null;

  @Field(() => Int, { nullable: true, description: "Up to this year." })
  toYear?: number | null;

  @Field(() => [CitationState], { nullable: true, description: "What became of them: any of these." })
  state?: CitationState[] | null;
}

@ObjectType({ description: "What an ambiguous citation could mean." })
export class CitationCandidate {
  target!: LinkTarget;

  @Field(() => String, { nullable: true, description: "Locator of the passage; null where the whole work is meant." })
  locator!: string | null;
}

@Resolver(() => CitationCandidate)
export class CitationCandidateResolver {
  @FieldResolver(() => StudyText, { nullable: true, description: "The study text; null where it has been withdrawn since." })
  studyText(@Root() candidate: CitationCandidate, @Ctx() context: Context): Promise<StudyText | null> {
    return context.loaders.studyText.load(candidate.target.work);
  }

  @FieldResolver(() => Passage, { nullable: true, description: "The passage; null where the whole work is meant." })
  async passage(@Root() candidate: CitationCandidate, @Ctx() context: Context): Promise<Passage | null> {
    return candidate.target.passage ? context.loaders.passage.load(candidate.target.passage) : null;
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @Query(() => CitationConnection, { description: "Citations, those of the latest sources first." })
  async citations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => CitationFilter, { nullable: true, description: "Which citations; all of them where it is left out." })
    filter: CitationFilter | null,
    @Ctx() context: Context,
  ): Promise<Connection<Citation>> {
    return toConnection(await citationPage(context.database, checkPage(page), givenOnly(filter)));
  }

  @FieldResolver(() => Source, { description: "The source that cites." })
  source(@Root() citation: Citation, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(citation.sourceId);
  }

  @FieldResolver(() => Meeting, { nullable: true, description: "The meeting in whose notice it stands." })
  async meeting(@Root() citation: Citation, @Ctx() context: Context): Promise<Meeting | null> {
    return citation.meetingId ? context.loaders.meeting.load(citation.meetingId) : null;
  }

  @FieldResolver(() => Speech, { nullable: true, description: "The speech in which it stands." })
  async speech(@Root() citation: Citation, @Ctx() context: Context): Promise<Speech | null> {
    return citation.speechId ? context.loaders.speech.load(citation.speechId) : null;
  }

  @FieldResolver(() => StudyText, { nullable: true, description: "The study text that is cited, where it is held and certain." })
  async studyText(@Root() citation: Citation, @Ctx() context: Context): Promise<StudyText | null> {
    return citation.studyTextId ? context.loaders.studyText.load(citation.studyTextId) : null;
  }

  @FieldResolver(() => Passage, {
    nullable: true,
    description: "The passage that is cited, the first one of several; null where the whole work is meant.",
  })
  async passage(@Root() citation: Citation, @Ctx() context: Context): Promise<Passage | null> {
    return citation.passageId ? context.loaders.passage.load(citation.passageId) : null;
  }

  @FieldResolver(() => [Passage], { description: "All passages that are cited: one, or those of a range or a list." })
  targets(@Root() citation: Citation, @Ctx() context: Context): Promise<Passage[]> {
    return context.loaders.targetsOfCitation.load(citation.id);
  }

  @FieldResolver(() => CitedPlace, {
    nullable: true,
    description: "All passages that are cited, by one name or by their ends; null where the whole work is meant.",
  })
  async place(@Root() citation: Citation, @Ctx() context: Context): Promise<CitedPlace | null> {
    const place = await context.loaders.citedPlaceOfCitation.load(citation.id);
    return place && { ...place, name: nameOfPlace(place, citation.locator) };
  }

  @FieldResolver(() => [CitationCandidate], { description: "What it could mean, where it is ambiguous." })
  candidates(@Root() citation: Citation): CitationCandidate[] {
    return citation.candidates.map((target) => ({ target, locator: target.locator }));
  }

  @FieldResolver(() => MarkedText, { description: "The sentence around it, with the citation marked." })
  async sentence(@Root() citation: Citation, @Ctx() context: Context): Promise<MarkedText> {
    const text = await context.loaders.textOf(citation.sourceId);
    return sentenceAround(text, citation.start, citation.end);
  }

  @FieldResolver(() => [Decision], { description: "What people decided about it, the first one first." })
  decisions(@Root() citation: Citation, @Ctx() context: Context): Promise<Decision[]> {
    return context.loaders.decisionsOnRecord.load(citation.id);
  }

  @Mutation(() => Citation, {
    description: "Says that a citation is right. The decision outlives every re-import and re-link. Needs a key.",
  })
  confirmCitation(
    @Arg("id", () => ID, { description: "Id of the citation." }) id: string,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Citation> {
    return decideOn(context, DecisionAction.CONFIRM, id, note);
  }

  @Mutation(() => Citation, {
    description: "Says that a citation is wrong. The decision outlives every re-import and re-link. Needs a key.",
  })
  rejectCitation(
    @Arg("id", () => ID, { description: "Id of the citation." }) id: string,
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Citation> {
    return decideOn(context, DecisionAction.REJECT, id, note);
  }

  @Mutation(() => Citation, {
    description:
      "Says what a citation leads to: a study text, and its passages where they are meant. The decision outlives every re-import and re-link. Needs a key.",
  })
  retargetCitation(
    @Arg("id", () => ID, { description: "Id of the citation." }) id: string,
    @Arg("studyText", () => ID, { description: "Id of the study text that is meant." }) studyText: string,
    @Arg("passages", () => [ID], { defaultValue: [], description: "Ids of its passages, in order; none where the whole work is meant." })
    passages: string[],
    @Arg("note", () => String, { nullable: true, description: "Why, in your own words." }) note: string | null,
    @Ctx() context: Context,
  ): Promise<Citation> {
    return decideOn(context, DecisionAction.CORRECT, id, note, { studyTextId: studyText, passageIds: passages });
  }
}

async function decideOn(
  context: Context,
  action: DecisionAction.CONFIRM | DecisionAction.REJECT | DecisionAction.CORRECT,
  id: string,
  note: string | null,
  to?: { studyTextId: string; passageIds: string[] },
): Promise<Citation> {
  const by = context.callerName();
  const citation = await context.loaders.published(RecordKind.CITATION, id);
  if (citation === null) throw clientError("NOT_FOUND", `There is no citation ${id}.`);
  await decide(context.archive.database, {
    action,
    recordKind: RecordKind.CITATION,
    recordId: citation.id,
    by,
    note,
    ...(to && { field: "target", to }),
  });
  context.loaders.targetsOfCitation.clear(citation.id);
  context.loaders.decisionsOnRecord.clear(citation.id);
  context.loaders.citation.clear(citation.id);
  return (await context.loaders.citation.load(citation.id)) ?? citation;
}
