import { RecordKind } from "@lectern/schema";
import { alikeIds, type NamedKind } from "@lectern/storage";
import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { checkFirst, LARGEST_PAGE } from "../connection.js";
import type { Context } from "../context.js";
import { badInput } from "../errors.js";
import { type AnyRecord, Node } from "./archive.js";

const NAMED: ReadonlySet<RecordKind> = new Set<NamedKind>([RecordKind.PERSON, RecordKind.BODY, RecordKind.SET_PHRASE]);

@Resolver()
export class AlikeResolver {
  @Query(() => [Node], {
    description:
      "People, bodies or set phrases whose names are most like the name of one of them, the likeliest first: it may be the same.",
  })
  async alike(
    @Arg("id", () => ID, { description: "Id of a person, a body or a set phrase." }) id: string,
    @Arg("first", () => Int, { defaultValue: 12, description: `How many at most, from 1 to ${LARGEST_PAGE}.` }) first: number,
    @Ctx() context: Context,
  ): Promise<AnyRecord[]> {
    const resolved = await context.loaders.resolved(id);
    if (resolved === null) return [];
    if (!isNamed(resolved.kind)) throw badInput(`id: ${id} is no person, body or set phrase, which names are compared of.`);
    const ids = await alikeIds(context.database, resolved.kind, resolved.id, checkFirst(first));
    const records = await Promise.all(ids.map((one) => context.loaders.anyRecord(one)));
    return records.filter((record) => record !== null);
  }
}

function isNamed(kind: RecordKind): kind is NamedKind {
  return NAMED.has(kind);
}
