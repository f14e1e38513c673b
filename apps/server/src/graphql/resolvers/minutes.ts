import { type Evidenced, Meeting, type MotionDraft, MotionOutcome, type VoteDraft } from "@lectern/schema";
import { Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from "type-graphql";

@ObjectType({ description: "Words as they stand in a source's text." })
export class PrintedWords {
  @Field(() => String, { description: "The words, spaces and quotation marks folded." })
  value!: string;

  @Field(() => Int, { nullable: true, description: "Start in the source's text, in UTF-16 code units." })
  start!: number | null;

  @Field(() => Int, { nullable: true, description: "End in the source's text, exclusive." })
  end!: number | null;

  @Field(() => String, { description: "The rule that read it." })
  method!: string;

  @Field(() => Float, { description: "From 0 to 1." })
  confidence!: number;
}

@ObjectType({ description: "An item of the agenda." })
export class AgendaItem {
  @Field(() => Int, { nullable: true, description: "Its number; null where it has none." })
  number!: number | null;

  @Field(() => PrintedWords, { description: "Its title." })
  title!: PrintedWords;
}

@ObjectType({ description: "A vote: names by side where they are listed, and how many." })
export class Vote {
  @Field(() => [PrintedWords], { description: "Who voted for it." })
  inFavour!: PrintedWords[];

  @Field(() => [PrintedWords], { description: "Who voted against it." })
  against!: PrintedWords[];

  @Field(() => [PrintedWords], { description: "Who abstained." })
  abstained!: PrintedWords[];

  @Field(() => Int, { nullable: true, description: "How many voted for it." })
  inFavourCount!: number | null;

  @Field(() => Int, { nullable: true, description: "How many voted against it." })
  againstCount!: number | null;

  @Field(() => Int, { nullable: true, description: "How many abstained." })
  abstainedCount!: number | null;

  @Field(() => PrintedWords, { nullable: true, description: "The words that say that all were for it." })
  unanimous!: PrintedWords | null;
}

@ObjectType({ description: "What was moved, or only voted on." })
export class Motion {
  @Field(() => PrintedWords, { nullable: true, description: "What was moved, where it is told beside who moved it." })
  text!: PrintedWords | null;

  @Field(() => [PrintedWords], { description: "Who moved it." })
  movedBy!: PrintedWords[];

  @Field(() => [PrintedWords], { description: "Who seconded it." })
  secondedBy!: PrintedWords[];

  @Field(() => MotionOutcome, { nullable: true, description: "How it ended; null where the minutes do not say." })
  outcome!: MotionOutcome | null;

  @Field(() => PrintedWords, { nullable: true, description: "The words that say so." })
  printedOutcome!: PrintedWords | null;

  @Field(() => Vote, { nullable: true, description: "The vote on it." })
  vote!: Vote | null;
}

@ObjectType({ description: "What minutes record besides who was there and spoke." })
export class Minutes {
  @Field(() => [PrintedWords], { description: "Who sent apologies." })
  apologies!: PrintedWords[];

  @Field(() => [AgendaItem], { description: "The items of the agenda, in order." })
  agenda!: AgendaItem[];

  @Field(() => [Motion], { description: "Motions and votes, in order." })
  motions!: Motion[];
}

@Resolver(() => Meeting)
export class MinutesResolver {
  @FieldResolver(() => Minutes, {
    nullable: true,
    description: "Apologies, agenda, motions and votes; null where its source is no minutes.",
  })
  minutes(@Root() { minutes }: Meeting): Minutes | null {
    return (
      minutes && {
        apologies: minutes.apologies.map(words),
        agenda: minutes.agenda.map(({ number, title }) => ({ number, title: words(title) })),
        motions: minutes.motions.map(motion),
      }
    );
  }
}

function words({ value, span, method, confidence }: Evidenced): PrintedWords {
  return { value, start: span?.[0] ?? null, end: span?.[1] ?? null, method, confidence };
}

function motion({ text, movedBy, secondedBy, outcome, printedOutcome, vote }: MotionDraft): Motion {
  return {
    text: text && words(text),
    movedBy: movedBy.map(words),
    secondedBy: secondedBy.map(words),
    outcome,
    printedOutcome: printedOutcome && words(printedOutcome),
    vote: vote && voteOf(vote),
  };
}

function voteOf({ inFavour, against, abstained, counts, unanimous }: VoteDraft): Vote {
  return {
    inFavour: inFavour.map(words),
    against: against.map(words),
    abstained: abstained.map(words),
    inFavourCount: counts?.inFavour ?? null,
    againstCount: counts?.against ?? null,
    abstainedCount: counts?.abstained ?? null,
    unanimous: unanimous && words(unanimous),
  };
}
