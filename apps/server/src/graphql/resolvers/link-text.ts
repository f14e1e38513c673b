import { CitationMethod, CitationState, Fidelity, type Link, type LinkTarget, type Locator, Passage, StudyText } from "@lectern/schema";
import { GraphQLJSONObject, GraphQLLocalDate } from "graphql-scalars";
import { Args, ArgsType, Ctx, Field, FieldResolver, Float, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";

/** Bytes of a text in UTF-8 that one request may have linked. */
const MOST_BYTES = 1024 * 1024;
const MOST_LINKS = 500;

@ArgsType()
class LinkTextArgs {
  @Field(() => String, { description: "The text, at most 1 MB of UTF-8." })
  text!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day on which it was spoken or published: of a work with several versions, the one that stood then is meant.",
  })
  date?: string | null;

  @Field(() => String, { nullable: true, description: "Language, as a BCP 47 tag." })
  language?: string | null;
}

@ArgsType()
class LinkListArgs {
  @Field(() => Int, { defaultValue: 100, description: `How many links at most, from 1 to ${MOST_LINKS}.` })
  first!: number;

  @Field(() => Int, { defaultValue: 0, description: "Only links that start here or after, in UTF-16 code units." })
  from!: number;
}

@ObjectType({ description: "A place in the archive that a link leads to, or could lead to." })
export class LinkedPlace {
  target!: LinkTarget;

  @Field(() => String, { nullable: true, description: "Locator of the passage; null where the whole work is meant." })
  locator!: string | null;

  @Field(() => Int, { nullable: true, description: "Where the shared words start in the passage's text, for a quotation." })
  passageStart!: number | null;

  @Field(() => Int, { nullable: true, description: "Where the shared words end in the passage's text, exclusive." })
  passageEnd!: number | null;
}

@ObjectType({ description: "A citation or quotation in a text that was handed in. Offsets are into that text." })
export class TextLink {
  link!: Link;

  @Field(() => Int, { description: "Start in the text, in UTF-16 code units." })
  start!: number;

  @Field(() => Int, { description: "End in the text, exclusive." })
  end!: number;

  @Field(() => String, { description: "The words at that span." })
  printed!: string;

  @Field(() => [CitationMethod], { description: "How the link was made." })
  methods!: CitationMethod[];

  @Field(() => CitationState, { description: "What became of it." })
  state!: CitationState;

  @Field(() => String, { nullable: true, description: "Title of the work as printed, where it is named." })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "Locator as printed." })
  printedLocator!: string | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: "Locator as understood, level by level." })
  locator!: Locator | null;

  @Field(() => Float, { description: "How sure the link is, from 0 to 1." })
  score!: number;

  @Field(() => Fidelity, { nullable: true, description: "How the words stand to the passage, for a quotation." })
  fidelity!: Fidelity | null;

  @Field(() => String, { description: "Why the link was made, in one line." })
  reason!: string;
}

@ObjectType({ description: "Citations and quotations of a text that was handed in. Nothing of it is kept." })
export class TextLinks {
  all!: TextLink[];

  @Field(() => Int, { description: "How many links the text has." })
  totalCount!: number;

  @Field(() => String, { description: "Version of the linker that made them." })
  linkerVersion!: string;
}

@Resolver(() => TextLinks)
export class TextLinksResolver {
  @Query(() => TextLinks, {
    description:
      "Links a text to the study texts of the archive, without storing anything. At most 1 MB; takes no longer than a request may.",
  })
  async linkText(@Args(() => LinkTextArgs) args: LinkTextArgs, @Ctx() context: Context): Promise<TextLinks> {
    const { text, date = null, language } = checked(args);
    const request = { text, date, ...(language && { language }) };
    const { links, linking } = await context.archive.textLinker.link(request, { milliseconds: context.millisecondsLeft() });
    return { all: links.map((link) => toTextLink(text, link)), totalCount: links.length, linkerVersion: linking.linkerVersion };
  }

  @FieldResolver(() => [TextLink], { description: "The links, in the order of the text." })
  links(@Root() { all }: TextLinks, @Args(() => LinkListArgs) { first, from }: LinkListArgs): TextLink[] {
    if (first < 1 || first > MOST_LINKS) throw badInput(`first: ${first} is not between 1 and ${MOST_LINKS}. Go on with from.`);
    return all.filter(({ start }) => start >= from).slice(0, first);
  }
}

@Resolver(() => TextLink)
export class TextLinkResolver {
  @FieldResolver(() => StudyText, { nullable: true, description: "The study text that is meant, where it is held and certain." })
  async studyText(@Root() { link }: TextLink, @Ctx() context: Context): Promise<StudyText | null> {
    const [target] = link.targets;
    const isHeld = link.state === CitationState.RESOLVED || link.state === CitationState.REJECTED;
    return isHeld ? context.loaders.studyText.load(target?.work ?? link.work) : null;
  }

  @FieldResolver(() => [LinkedPlace], { description: "All passages that are meant, in order: one, or those of a range or a list." })
  targets(@Root() { link }: TextLink): LinkedPlace[] {
    return link.targets.map(toPlace);
  }

  @FieldResolver(() => [LinkedPlace], { description: "What it could mean, where it is ambiguous." })
  candidates(@Root() { link }: TextLink): LinkedPlace[] {
    return link.candidates.map(toPlace);
  }
}

@Resolver(() => LinkedPlace)
export class LinkedPlaceResolver {
  @FieldResolver(() => StudyText, { nullable: true, description: "The study text; null where it has been withdrawn since." })
  studyText(@Root() { target }: LinkedPlace, @Ctx() context: Context): Promise<StudyText | null> {
    return context.loaders.studyText.load(target.work);
  }

  @FieldResolver(() => Passage, { nullable: true, description: "The passage; null where the whole work is meant." })
  async passage(@Root() { target }: LinkedPlace, @Ctx() context: Context): Promise<Passage | null> {
    return target.passage ? context.loaders.passage.load(target.passage) : null;
  }
}

function checked(args: LinkTextArgs): LinkTextArgs {
  const bytes = Buffer.byteLength(args.text);
  if (bytes > MOST_BYTES)
    throw badInput(`text: it has ${(bytes / MOST_BYTES).toFixed(1)} MB; 1 MB is the most. Send it in parts, or import it as a file.`);
  if (args.text.trim() === "") throw badInput("text: it is empty. Give the words whose citations are wanted.");
  if (args.language && !isLanguage(args.language))
    throw badInput(`language: ${JSON.stringify(args.language)} is not a language tag like "en" or "zh-Hans".`);
  return args;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function toTextLink(text: string, link: Link): TextLink {
  const { start, end, methods, state, printedLocator, locator, score, fidelity, reason } = link;
  const title = link.printedTitle ?? (state === CitationState.CITED_NOT_HELD ? link.work : null);
  return { link, start, end, printed: text.slice(start, end), methods, state, title, printedLocator, locator, score, fidelity, reason };
}

function toPlace(target: LinkTarget): LinkedPlace {
  return { target, locator: target.locator, passageStart: target.passageStart ?? null, passageEnd: target.passageEnd ?? null };
}
