import type { Page } from "@lectern/storage";
import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { badInput } from "./errors.js";

/** Most entries that one page of a list may have. */
export const LARGEST_PAGE = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many entries at most, from 1 to 100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the entry after which to go on." })
  after?: string | null;
}

@ArgsType()
export class PassagePageArgs {
  @Field(() => Int, { defaultValue: 50, description: "How many passages at most, from 1 to 100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the passage after which to go on." })
  after?: string | null;
}

@ObjectType({ description: "Where a page of a list ends." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are entries after this page." })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the last entry of this page; null for an empty page." })
  endCursor!: string | null;
}

/** One page of a list, as the API hands it out. */
export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** The GraphQL types of a list of `name`: MeetingConnection and MeetingEdge for Meeting. */
export function connectionOf<T extends object>(name: string, node: () => ClassType<T>): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One entry of a list of ${name}.` })
  class Edge {
    @Field(() => String, { description: "Where the entry stands, to be given as `after`." })
    cursor!: string;

    @Field(() => node(), { description: "The entry." })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class PageOfList implements Connection<T> {
    @Field(() => [Edge], { description: "The entries of this page." })
    edges!: Edge[];

    @Field(() => PageInfo, { description: "Where this page ends." })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: "How many entries there are on all pages together." })
    totalCount!: number;
  }
  return PageOfList;
}

/** The page that a caller asks for, checked. */
export function checkPage(args: { first: number; after?: string | null }): { first: number; after: string | null } {
  if (args.first < 1 || args.first > LARGEST_PAGE) {
    throw badInput(
      `first: ${args.first} is not between 1 and ${LARGEST_PAGE}. Ask for a page of at most ${LARGEST_PAGE} and go on with after.`,
    );
  }
  return { first: args.first, after: args.after ?? null };
}

/** How many entries of a list without pages a caller asks for, checked. */
export function checkFirst(first: number): number {
  if (first >= 1 && first <= LARGEST_PAGE) return first;
  throw badInput(`first: ${first} is not between 1 and ${LARGEST_PAGE}.`);
}

/** A page as storage reads it, as the API hands it out. */
export function toConnection<T>(page: Page<T>): Connection<T> {
  return {
    edges: page.edges,
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.edges.at(-1)?.cursor ?? null },
    totalCount: page.totalCount,
  };
}
