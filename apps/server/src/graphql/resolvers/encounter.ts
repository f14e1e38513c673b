import { Body, Person } from "@lectern/schema";
import type { Encounter as Counted } from "@lectern/storage";
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { checkFirst, LARGEST_PAGE } from "../connection.js";
import type { Context } from "../context.js";

@ObjectType({ description: "Somebody who was at the same meetings." })
export class Encounter implements Counted {
  personId!: string;

  @Field(() => Int, { description: "At how many." })
  meetings!: number;
}

const MOST = { defaultValue: 20, description: `How many at most, from 1 to ${LARGEST_PAGE}.` } as const;

@Resolver(() => Encounter)
export class EncounterResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person; null where gone since." })
  person(@Root() { personId }: Encounter, @Ctx() context: Context): Promise<Person | null> {
    return context.loaders.person.load(personId);
  }
}

@Resolver(() => Person)
export class PersonEncountersResolver {
  @FieldResolver(() => [Encounter], { description: "With whom this person met, most often first." })
  async metWith(@Root() person: Person, @Arg("first", () => Int, MOST) first: number, @Ctx() context: Context): Promise<Encounter[]> {
    return (await context.loaders.encountersOfPerson.load(person.id)).slice(0, checkFirst(first));
  }
}

@Resolver(() => Body)
export class BodyEncountersResolver {
  @FieldResolver(() => [Encounter], { description: "Who was at its meetings, most often first." })
  async people(@Root() body: Body, @Arg("first", () => Int, MOST) first: number, @Ctx() context: Context): Promise<Encounter[]> {
    return (await context.loaders.encountersOfBody.load(body.id)).slice(0, checkFirst(first));
  }
}
