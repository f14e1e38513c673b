import { Appearance, DatePrecision, Meeting, Person, RecordKind, type Speech } from "@lectern/schema";
import { personPage } from "@lectern/storage";
import { GraphQLLocalDate } from "graphql-scalars";
import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { SpeechConnection } from "./speech.js";

export const PersonConnection = connectionOf("Person", () => Person);
export const AppearanceConnection = connectionOf("Appearance", () => Appearance);

@ObjectType({ description: "A role that a person was printed with." })
export class PersonRole {
  @Field(() => String, { description: "The role, as printed." })
  role!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day of the meeting or speech; the first day of the month or year where no more is known (see heldPrecision).",
  })
  heldOn!: string | null;

  @Field(() => DatePrecision, { nullable: true, description: "How exactly that day is known." })
  heldPrecision!: DatePrecision | null;

  meetingId!: string | null;
}

@Resolver(() => PersonRole)
export class PersonRoleResolver {
  @FieldResolver(() => Meeting, { nullable: true, description: "The meeting; null for a speech held in full." })
  async meeting(@Root() role: PersonRole, @Ctx() context: Context): Promise<Meeting | null> {
    return role.meetingId ? context.loaders.meeting.load(role.meetingId) : null;
  }
}

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, {
    nullable: true,
    description: "One person; null where there is none with that id. The id of a merged person gives the one they were merged into.",
  })
  person(@Arg("id", () => ID, { description: "Id of the person." }) id: string, @Ctx() context: Context): Promise<Person | null> {
    return context.loaders.published(RecordKind.PERSON, id);
  }

  @Query(() => PersonConnection, { description: "People, by name." })
  async people(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("name", () => String, { nullable: true, description: "Only those whose name or other name holds these letters." })
    name: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<Person>> {
    return toConnection(await personPage(context.database, checkPage(page), name));
  }

  @FieldResolver(() => AppearanceConnection, { description: "Where the person appeared, the latest first." })
  async appearances(
    @Root() person: Person,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Appearance>> {
    return toConnection(await context.loaders.appearancePagesOfPerson.load(person.id, checkPage(page)));
  }

  @FieldResolver(() => SpeechConnection, { description: "What the person said, the latest first." })
  async speeches(@Root() person: Person, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<Connection<Speech>> {
    return toConnection(await context.loaders.speechPagesOfPerson.load(person.id, checkPage(page)));
  }

  @FieldResolver(() => [PersonRole], {
    description: "Roles the person was printed with, each as it was first printed, the earliest first.",
  })
  roles(@Root() person: Person, @Ctx() context: Context): Promise<PersonRole[]> {
    return context.loaders.rolesOfPerson.load(person.id);
  }
}
