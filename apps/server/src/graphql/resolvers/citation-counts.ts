import { Body, Passage, Person, StudyText } from "@lectern/schema";
import type { CitationCounts as Counts } from "@lectern/storage";
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { checkFirst, LARGEST_PAGE } from "../connection.js";
import type { Context } from "../context.js";
import { WantedWork } from "./wanted-work.js";

@ObjectType({ description: "Citations of one year." })
export class YearOfCitations {
  @Field(() => Int, {
    nullable: true,
    description: "The year of the speech, else of the meeting, else of publication; null where none is known.",
  })
  year!: number | null;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

@ObjectType({ description: "Citations by one speaker." })
export class SpeakerOfCitations {
  personId!: string;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

@ObjectType({ description: "Citations at the meetings of one body." })
export class BodyOfCitations {
  bodyId!: string;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

@ObjectType({ description: "How often something is cited, by year, speaker and body. Rejected citations are not counted." })
export class CitationCounts {
  all!: Counts;

  @Field(() => Int, { description: "All citations." })
  total!: number;

  @Field(() => [YearOfCitations], { description: "By year, oldest first, undated ones last: together all citations." })
  byYear!: YearOfCitations[];
}

const MOST = { defaultValue: 20, description: `How many at most, from 1 to ${LARGEST_PAGE}.` } as const;

@Resolver(() => CitationCounts)
export class CitationCountsResolver {
  @FieldResolver(() => [SpeakerOfCitations], { description: "By speaker, most first. What is cited outside of a speech has none." })
  bySpeaker(@Root() { all }: CitationCounts, @Arg("first", () => Int, MOST) first: number): SpeakerOfCitations[] {
    return all.bySpeaker.slice(0, checkFirst(first));
  }

  @FieldResolver(() => [BodyOfCitations], { description: "By body, most first. What is cited outside of a meeting has none." })
  byBody(@Root() { all }: CitationCounts, @Arg("first", () => Int, MOST) first: number): BodyOfCitations[] {
    return all.byBody.slice(0, checkFirst(first));
  }
}

@Resolver(() => SpeakerOfCitations)
export class SpeakerOfCitationsResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The speaker; null where the person has gone since." })
  person(@Root() { personId }: SpeakerOfCitations, @Ctx() context: Context): Promise<Person | null> {
    return context.loaders.person.load(personId);
  }
}

@Resolver(() => BodyOfCitations)
export class BodyOfCitationsResolver {
  @FieldResolver(() => Body, { nullable: true, description: "The body; null where it has gone since." })
  body(@Root() { bodyId }: BodyOfCitations, @Ctx() context: Context): Promise<Body | null> {
    return context.loaders.body.load(bodyId);
  }
}

@Resolver(() => StudyText)
export class StudyTextCountsResolver {
  @FieldResolver(() => CitationCounts, { description: "How often it is cited, its passages included, by year, speaker and body." })
  async citationCounts(@Root() studyText: StudyText, @Ctx() context: Context): Promise<CitationCounts> {
    return toCounts(await context.loaders.citationCountsOfStudyText.load(studyText.id));
  }
}

@Resolver(() => Passage)
export class PassageCountsResolver {
  @FieldResolver(() => CitationCounts, { description: "How often it is cited, by year, speaker and body." })
  async citationCounts(@Root() passage: Passage, @Ctx() context: Context): Promise<CitationCounts> {
    return toCounts(await context.loaders.citationCountsOfPassage.load(passage.id));
  }
}

@Resolver(() => WantedWork)
export class WantedWorkCountsResolver {
  @FieldResolver(() => CitationCounts, { description: "How often it is cited, by year, speaker and body." })
  async citationCounts(@Root() work: WantedWork, @Ctx() context: Context): Promise<CitationCounts> {
    return toCounts(await context.loaders.citationCountsOfTitleKey.load(work.key));
  }
}

function toCounts(all: Counts): CitationCounts {
  return { all, total: all.total, byYear: all.byYear };
}
