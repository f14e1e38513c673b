import { randomUUID } from "node:crypto";
import type { FastifyReply } from "fastify";
import type { Archive } from "../archive.js";

/** Tells this server from another one that has been given its port since. */
export const INSTANCE = randomUUID();

/**
 * Whether the archive can be asked: 200, or 503 where neither its database nor a replica of it answers. For load balancers and
 * scripts. Where there are replicas it says how many of them are read from.
 */
export async function answerHealth({ reading, replicas, index }: Archive, reply: FastifyReply): Promise<FastifyReply> {
  reply.header("cache-control", "no-store");
  const states = replicas?.state() ?? null;
  const counts = states && { replicas: { read: states.filter(({ fault }) => fault === null).length, of: states.length } };
  const told = { engine: index.answering, degraded: index.answering !== index.engine, instance: INSTANCE, ...counts };
  const answers = await reading.query("SELECT 1").catch(() => null);
  if (answers !== null) return reply.send({ status: "ok", ...told });
  if (counts !== null && counts.replicas.read > 0) return reply.send({ status: "read only", ...told });
  return reply.code(503).send({ status: "database unavailable", ...told });
}
