import { MeilisearchApiError, type MeilisearchErrorResponse, MeilisearchRequestError } from "meilisearch";
import { Agent, request } from "undici";

/** Connections to all servers, open as long as they are used every few seconds. */
const connections = new Agent();

/**
 * Sends a request of the official client and reads its answer. `fetch`, which it would use, takes some two milliseconds of the
 * processor for each: as much as all else that a search does here. What it throws, the client wraps.
 */
export async function send(url: string | URL | Request, { method = "GET", headers, body, signal }: RequestInit = {}): Promise<unknown> {
  const answer = await request(String(url), {
    // The client's methods are those of HTTP, and its bodies text.
    method: method as "GET",
    headers: Object.fromEntries(new Headers(headers)),
    body: (body ?? null) as string | null,
    signal: signal ?? null,
    dispatcher: connections,
  });
  const text = await answer.body.text();
  if (answer.statusCode < 400) return text === "" ? undefined : (JSON.parse(text) as unknown);
  throw new MeilisearchApiError(new Response(null, { status: answer.statusCode }), faultIn(text));
}

/** What an error says; nothing where somebody else than Meilisearch says it. */
function faultIn(text: string): MeilisearchErrorResponse | undefined {
  try {
    return JSON.parse(text) as MeilisearchErrorResponse;
  } catch {
    return undefined;
  }
}

/** What the client threw; where it wrapped what a server answered, that. */
export function unwrapped(error: unknown): unknown {
  const cause = error instanceof MeilisearchRequestError ? error.cause : null;
  return cause instanceof MeilisearchApiError || cause instanceof SyntaxError ? cause : error;
}
