import type { ApolloServerPlugin } from "@apollo/server";
import type { ApiKey } from "@lectern/schema";
import { lastWrite, noteWrite, turnToPrimary } from "@lectern/storage";
import type { Archive } from "../archive.js";
import type { Context } from "../graphql/context.js";

/**
 * Answers a request of somebody who comes from `sender`, with `key` or none. What it reads may come from a replica that has all
 * that was written with its key.
 */
export async function reading<T>(
  { replicas, database }: Archive,
  key: ApiKey | null,
  sender: string,
  answer: () => T,
): Promise<Awaited<T>> {
  if (replicas === null) return await answer();
  const wrote = key === null ? null : await lastWrite(database, key.id);
  return await replicas.read({ name: key?.id ?? sender, wrote }, answer);
}

/** A mutation reads what it changes, and what comes of it, from the primary; what is read with its key afterwards has it. */
export const readsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    let hasWritten = false;
    return {
      async didResolveOperation({ operation }) {
        hasWritten = operation?.operation === "mutation";
        if (hasWritten) turnToPrimary();
      },
      async willSendResponse({ contextValue: { archive, key } }) {
        if (hasWritten) await wroteWith(archive, key);
      },
    };
  },
};

/** To be called before the answer is given to who wrote something with a key. */
export async function wroteWith({ replicas, database }: Archive, key: ApiKey | null): Promise<void> {
  if (replicas !== null && key !== null) await noteWrite(database, key.id);
}
