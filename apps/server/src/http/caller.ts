import type { ApiKey } from "@lectern/schema";
import { findKey } from "@lectern/storage";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";

/** The key that a request came with. A key that is not known is told apart from none. */
export async function callerOf(request: FastifyRequest, archive: Archive): Promise<{ key: ApiKey | null; isUnknown: boolean }> {
  const secret = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (secret === undefined) return { key: null, isUnknown: false };
  const key = await findKey(archive.database, secret);
  return { key, isUnknown: key === null };
}

export function sendError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
