import type { CookieSerializeOptions } from "@fastify/cookie";
import { findKey } from "@lectern/storage";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";
import { callerOf, refuse, SESSION, sendError } from "./caller.js";

/** How long a browser stays signed in, in seconds: thirty days. */
const LASTING = 30 * 24 * 60 * 60;

/**
 * Signing in with a named key: POST /session {"key"} keeps it in a cookie that no script can read and no other site can
 * use, GET tells whose it is, DELETE signs out. Revoking the key ends all its sessions.
 */
export function serveSession(app: FastifyInstance, archive: Archive): void {
  app.post("/session", async (request, reply) => {
    const secret = secretIn(request.body);
    if (secret === null) return sendError(reply, 400, "BAD_USER_INPUT", 'Send the key as JSON: {"key": "lectern_..."}.');
    const key = await findKey(archive.database, secret);
    if (key === null) return refuse(reply, true);
    return reply.setCookie(SESSION, secret, { ...cookieFor(request), maxAge: LASTING }).send({ name: key.name });
  });
  app.get("/session", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { key } = await callerOf(request, archive);
    return reply.send({ name: key?.name ?? null });
  });
  app.delete("/session", async (request, reply) => reply.clearCookie(SESSION, cookieFor(request)).send({ name: null }));
}

function cookieFor(request: FastifyRequest): CookieSerializeOptions {
  const isSafe = request.protocol === "https" || request.headers["x-forwarded-proto"] === "https";
  return { path: "/", httpOnly: true, sameSite: "strict", secure: isSafe };
}

function secretIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("key" in body) || typeof body.key !== "string") return null;
  const secret = body.key.trim();
  return secret === "" ? null : secret;
}
