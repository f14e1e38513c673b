import { Body, type Meeting, RecordKind } from "@lectern/schema";
import { bodyPage } from "@lectern/storage";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { type Connection, checkPage, connectionOf, PageArgs, toConnection } from "../connection.js";
import type { Context } from "../context.js";
import { MeetingConnection } from "./meeting.js";

export const BodyConnection = connectionOf("Body", () => Body);

@Resolver(() => Body)
export class BodyResolver {
  @Query(() => Body, {
    nullable: true,
    description: "One body; null where there is none with that id. The id of a merged body gives the one it was merged into.",
  })
  body(@Arg("id", () => ID, { description: "Id of the body." }) id: string, @Ctx() context: Context): Promise<Body | null> {
    return context.loaders.published(RecordKind.BODY, id);
  }

  @Query(() => BodyConnection, { description: "Bodies, by name." })
  async bodies(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("name", () => String, { nullable: true, description: "Only those whose name or other name holds these letters." })
    name: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<Body>> {
    return toConnection(await bodyPage(context.database, checkPage(page), name));
  }

  @FieldResolver(() => Body, { nullable: true, description: "The body that it is part of." })
  async parent(@Root() body: Body, @Ctx() context: Context): Promise<Body | null> {
    return body.parentId ? context.loaders.body.load(body.parentId) : null;
  }

  @FieldResolver(() => [Body], { description: "The bodies that are part of it." })
  children(@Root() body: Body, @Ctx() context: Context): Promise<Body[]> {
    return context.loaders.childrenOfBody.load(body.id);
  }

  @FieldResolver(() => MeetingConnection, { description: "Meetings it held, the latest first." })
  async meetings(@Root() body: Body, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<Connection<Meeting>> {
    return toConnection(await context.loaders.meetingPagesOfBody.load(body.id, checkPage(page)));
  }
}
