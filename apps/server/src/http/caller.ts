import type { ApiKey } from "@lectern/schema";
import { findKey } from "@lectern/storage";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";
import { NEEDS_KEY } from "../graphql/context.js";

/** Cookie of a browser that has signed in: it holds the key's secret, and no script can read it. */
export const SESSION = "lectern_session";

/** The key that a request came with. A key that is not known is told apart from none. */
export async function callerOf(request: FastifyRequest, archive: Archive): Promise<{ key: ApiKey | null; isUnknown: boolean }> {
  const secret = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  // A cookie whose key was revoked is no key: a browser sends it along unasked, and may still read what is open.
  if (secret === undefined) return { key: await keyOfSession(request, archive), isUnknown: false };
  const key = await findKey(archive.database, secret);
  return { key, isUnknown: key === null };
}

async function keyOfSession(request: FastifyRequest, archive: Archive): Promise<ApiKey | null> {
  const secret = request.cookies[SESSION];
  return secret === undefined || secret === "" ? null : findKey(archive.database, secret);
}

/** Answers a request that needs a key and came without one, or with one that is not known. */
export function refuse(reply: FastifyReply, isUnknown: boolean): FastifyReply {
  return sendError(reply, 401, "UNAUTHENTICATED", isUnknown ? "The key is not known, or was revoked." : NEEDS_KEY);
}

export function sendError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
