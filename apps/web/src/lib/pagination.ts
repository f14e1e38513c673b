import type { FieldPolicy } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

type Policy = ReturnType<typeof relayStylePagination>;

/**
 * How a list is kept: pages are added to each other, per value of `keyArgs`. A query that asks for the count alone
 * leaves the entries that another query has brought untouched.
 */
export function pages(keyArgs: string[] = []): FieldPolicy {
  const policy = relayStylePagination(keyArgs.length > 0 ? keyArgs : false);
  const { read, merge } = policy;
  if (typeof read !== "function" || typeof merge !== "function") throw new Error("relayStylePagination has changed");
  return {
    keyArgs: policy.keyArgs,
    read: (existing, options) => (hasEntries(existing) ? read(existing as Parameters<typeof read>[0], options) : existing),
    merge: (existing, incoming, options) =>
      hasEntries(incoming)
        ? (merge as Exclude<NonNullable<Policy["merge"]>, boolean>)(hasEntries(existing) ? existing : null, incoming, options)
        : { ...existing, ...incoming },
  };
}

function hasEntries(list: unknown): boolean {
  return typeof list === "object" && list !== null && "edges" in list && list.edges !== undefined;
}
