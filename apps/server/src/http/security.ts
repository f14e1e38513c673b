import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Env } from "../env.js";
import { SESSION } from "./caller.js";

/** The page: scripts, styles and data from this server alone, and nothing of it in another site's frame. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** The explorer's editor sets styles as it goes and works in a worker of its own. */
const EXPLORER_POLICY = PAGE_POLICY.map((rule) => {
  if (rule.startsWith("style-src")) return "style-src 'self' 'unsafe-inline'";
  if (rule.startsWith("font-src")) return "font-src 'self' data:";
  return rule;
}).concat("worker-src 'self' blob:");

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "x-frame-options": "DENY",
};

/** Headers of every answer, and the refusal of names that are not this server's. */
export function secure(app: FastifyInstance, env: Env): void {
  const isOwnName = ownNames(env);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(HEADERS);
    reply.header("content-security-policy", PAGE_POLICY.join("; "));
    if (!isOwnName(request.hostname)) await refuse(request, reply);
    else if (isForged(request)) await refuseForged(reply);
  });
}

export function allowExplorer(reply: FastifyReply): void {
  reply.header("content-security-policy", EXPLORER_POLICY.join("; "));
}

const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

/**
 * A page of another site can make its own name lead to this machine and then read from here as if it were this site
 * (DNS rebinding). So a server that listens on this machine only answers to this machine's names only.
 */
function ownNames(env: Env): (name: string) => boolean {
  if (!LOOPBACK.includes(env.host) && env.allowedHosts.length === 0) return () => true;
  const names = new Set([...LOOPBACK, env.host, ...env.allowedHosts].map((name) => name.toLowerCase()));
  return (name) => names.has(name.replace(/^\[|\]$/g, "").toLowerCase());
}

/**
 * A browser that has signed in sends its cookie with whatever another site makes it send. SameSite keeps it back in current
 * browsers; this refuses what would change something all the same, by what browsers say of where a request comes from.
 */
function isForged(request: FastifyRequest): boolean {
  const isReading = ["GET", "HEAD", "OPTIONS"].includes(request.method);
  if (isReading || !request.headers.cookie?.includes(`${SESSION}=`)) return false;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = request.headers;
  return origin !== undefined && URL.parse(origin)?.host !== request.headers.host;
}

async function refuseForged(reply: FastifyReply): Promise<void> {
  const message =
    "This request comes from another site, with the session of this one. Send it from this archive's own page, or with a key.";
  await reply.code(403).send({ errors: [{ message, extensions: { code: "FORBIDDEN_ORIGIN" } }] });
}

async function refuse(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const message = `This server does not answer to the name ${JSON.stringify(request.hostname)}. If it should, name it in LECTERN_ALLOWED_HOSTS.`;
  await reply.code(403).send({ errors: [{ message, extensions: { code: "FORBIDDEN_HOST" } }] });
}
