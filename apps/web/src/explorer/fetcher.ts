import { readKey } from "../lib/key.js";

interface Question {
  query: string;
  operationName?: string | null;
  variables?: unknown;
}

/** Asks this server; with the key that was given on the page in this tab, unless the headers below name another. */
export async function askServer(question: Question, options?: { headers?: Record<string, unknown> }): Promise<object> {
  const key = readKey();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(options?.headers as Record<string, string> | undefined),
    },
    body: JSON.stringify(question),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer === "object" && answer !== null) return answer;
  return { errors: [{ message: `The server answered ${response.status} and no JSON.` }] };
}
