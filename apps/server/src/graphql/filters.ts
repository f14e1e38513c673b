/** The conditions of a filter that were given: GraphQL says null for "not asked", and storage undefined. */
export function givenOnly<T extends object>(filter: T | null | undefined): { [K in keyof T]: Exclude<T[K], null> } {
  const given = Object.entries(filter ?? {}).filter(([, value]) => value !== null && value !== undefined);
  // The entries that are left are those of T that are not null.
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], null> };
}
