import { randomUUID } from "node:crypto";
import type { FastifyReply } from "fastify";
import type { Archive } from "../archive.js";

/** Tells this server from another one that has been given its port since. */
export const INSTANCE = randomUUID();

/** Whether the archive can be asked: 200, or 503 where its database does not answer. For load balancers and scripts. */
export async function answerHealth(archive: Archive, reply: FastifyReply): Promise<FastifyReply> {
  reply.header("cache-control", "no-store");
  try {
    await archive.reading.query("SELECT 1");
    return reply.send({ status: "ok", engine: archive.index.engine, instance: INSTANCE });
  } catch {
    return reply.code(503).send({ status: "database unavailable", engine: archive.index.engine, instance: INSTANCE });
  }
}
