import {
  Appearance,
  AppearancePart,
  Body,
  Citation,
  Evidence,
  Meeting,
  Person,
  PhraseOccurrence,
  Point,
  RecordKind,
  Source,
  Speech,
} from "@lectern/schema";
import { meetingPage, type SourceHead } from "@lectern/storage";
import { GraphQLLocalDate } from "graphql-scalars";
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { givenOnly } from "../filters.js";
import { madeNameOfMeeting } from "../made-name.js";

export const MeetingConnection = connectionOf("Meeting", () => Meeting);

@InputType({ description: "Which meetings. All conditions together; any of the values within one." })
export class MeetingFilter {
  @Field(() => [ID], { nullable: true, description: "Bodies that held them." })
  body?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Names of collections." })
  collection?: string[] | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Held on this day or later. Meetings without a held date stay out." })
  from?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Held on this day or earlier." })
  to?: string | null;
}

@Resolver(() => Meeting)
export class MeetingResolver {
  @Query(() => Meeting, {
    nullable: true,
    description: "One meeting; null where there is none with that id. The id of a merged meeting gives the one it was merged into.",
  })
  meeting(@Arg("id", () => ID, { description: "Id of the meeting." }) id: string, @Ctx() context: Context): Promise<Meeting | null> {
    return context.loaders.published(RecordKind.MEETING, id);
  }

  @Query(() => MeetingConnection, { description: "Meetings, the latest held first." })
  async meetings(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => MeetingFilter, { nullable: true, description: "Which meetings; all of them where it is left out." })
    filter: MeetingFilter | null,
    @Ctx() context: Context,
  ): Promise<Connection<Meeting>> {
    return toConnection(await meetingPage(context.database, checkPage(page), givenOnly(filter)));
  }

  @FieldResolver(() => Source, { description: "The source that tells of it." })
  source(@Root() meeting: Meeting, @Ctx() context: Context): Promise<SourceHead> {
    return context.loaders.sourceOf(meeting.sourceId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What a list can call it where its text gives it no title or only its kind, made by Lectern of body, kind and date; null where it has a title.",
  })
  madeName(@Root() meeting: Meeting, @Ctx() context: Context): Promise<string | null> {
    return madeNameOfMeeting(meeting, context.loaders);
  }

  @FieldResolver(() => Body, { nullable: true, description: "Who held it; null where the text does not say." })
  async body(@Root() meeting: Meeting, @Ctx() context: Context): Promise<Body | null> {
    return meeting.bodyId ? context.loaders.body.load(meeting.bodyId) : null;
  }

  @FieldResolver(() => [Appearance], { description: "Who presided, spoke and attended, in the order of the text." })
  async appearances(
    @Root() meeting: Meeting,
    @Arg("part", () => AppearancePart, { nullable: true, description: "Only those who did this." }) part: AppearancePart | null,
    @Ctx() context: Context,
  ): Promise<Appearance[]> {
    const appearances = await context.loaders.appearancesOfMeeting.load(meeting.id);
    return part ? appearances.filter((appearance) => appearance.part === part) : appearances;
  }

  @FieldResolver(() => [Speech], { description: "Its speeches, in the order of the text." })
  speeches(@Root() meeting: Meeting, @Ctx() context: Context): Promise<Speech[]> {
    return context.loaders.speechesOfMeeting.load(meeting.id);
  }

  @FieldResolver(() => [Point], { description: "What it requested, emphasized, called for, in the order of the text." })
  points(@Root() meeting: Meeting, @Ctx() context: Context): Promise<Point[]> {
    return context.loaders.pointsOfMeeting.load(meeting.id);
  }

  @FieldResolver(() => [Citation], { description: "What its notice cites, in the order of the text." })
  citations(@Root() meeting: Meeting, @Ctx() context: Context): Promise<Citation[]> {
    return context.loaders.citationsOfMeeting.load(meeting.id);
  }

  @FieldResolver(() => [PhraseOccurrence], { description: "Set phrases in its notice, in the order of the text." })
  phraseOccurrences(@Root() meeting: Meeting, @Ctx() context: Context): Promise<PhraseOccurrence[]> {
    return context.loaders.phraseOccurrencesOfSource.load(meeting.sourceId);
  }

  @FieldResolver(() => [Evidence], { description: "Where its values came from." })
  evidence(@Root() meeting: Meeting, @Ctx() context: Context): Promise<Evidence[]> {
    return context.loaders.evidenceOfRecord.load(meeting.id);
  }
}

@Resolver(() => Appearance)
export class AppearanceResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person; null for a group." })
  async person(@Root() appearance: Appearance, @Ctx() context: Context): Promise<Person | null> {
    return appearance.personId ? context.loaders.person.load(appearance.personId) : null;
  }

  @FieldResolver(() => Meeting, { description: "The meeting." })
  meeting(@Root() appearance: Appearance, @Ctx() context: Context): Promise<Meeting> {
    return context.loaders.meetingOf(appearance.meetingId);
  }

  @FieldResolver(() => [Evidence], { description: "Where its values came from." })
  evidence(@Root() appearance: Appearance, @Ctx() context: Context): Promise<Evidence[]> {
    return context.loaders.evidenceOfRecord.load(appearance.id);
  }
}

@Resolver(() => Point)
export class PointResolver {
  @FieldResolver(() => Meeting, { description: "The meeting that made the point." })
  meeting(@Root() point: Point, @Ctx() context: Context): Promise<Meeting> {
    return context.loaders.meetingOf(point.meetingId);
  }

  @FieldResolver(() => [Evidence], { description: "Where its values came from." })
  evidence(@Root() point: Point, @Ctx() context: Context): Promise<Evidence[]> {
    return context.loaders.evidenceOfRecord.load(point.id);
  }
}
