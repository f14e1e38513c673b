import type { ApolloServer } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { type Context, createContext, NEEDS_KEY } from "../graphql/context.js";
import { clientError } from "../graphql/errors.js";
import { callerOf } from "./caller.js";
import { reading } from "./reads.js";

export interface Asked {
  query: string;
  variables: object;
}

/** Asks the API as who sent a request would, and gives up after some milliseconds; throws where they may not read. */
export async function askAs(
  { archive, env, apollo }: { archive: Archive; env: Env; apollo: ApolloServer<Context> },
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  asked: Asked,
  milliseconds: number,
): Promise<object> {
  const { key } = await callerOf(request, archive);
  if (env.reading === "key" && key === null) throw clientError("UNAUTHENTICATED", NEEDS_KEY, 401);
  return await within(milliseconds, async (late) => {
    const contextValue = createContext(archive, key, env.requestSeconds, request.ip, AbortSignal.any([late, whenGone(reply)]));
    const { body } = await reading(archive, key, request.ip, () => apollo.executeOperation(asked, { contextValue }));
    if (body.kind !== "single") throw new Error("the API answered in parts, which it is not asked for");
    return body.singleResult;
  });
}

/** Aborted when the connection is closed before it has its answer. */
export function whenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort(clientError("TIMEOUT", "The connection was closed before its answer was there."));
  });
  return gone.signal;
}

/** Gives up after some milliseconds, and lets who answers know. */
async function within<T>(milliseconds: number, answer: (late: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(clientError("TIMEOUT", `There was no answer within ${milliseconds} ms.`)), milliseconds);
  const givenUp = new Promise<never>((_, reject) => {
    late.signal.addEventListener("abort", () => reject(late.signal.reason));
  });
  try {
    return await Promise.race([answer(late.signal), givenUp]);
  } finally {
    clearTimeout(timer);
  }
}
