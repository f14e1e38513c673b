/** What Postgres search needs of a connection pool; `pg.Pool` is one. */
export interface SearchPool {
  connect(): Promise<SearchConnection>;
  /** Whether work that only reads and failed so is to be done once more: a replica failed it, and another server will be asked. */
  asksAgain?(error: unknown): boolean;
}

export interface SearchConnection {
  query(query: string | PreparedQuery, values?: unknown[]): Promise<{ rows: unknown[] } | { rows: unknown[] }[]>;
  release(destroy?: boolean): void;
}

/** A statement that a connection prepares once, under its name. */
export interface PreparedQuery {
  name: string;
  text: string;
  values: unknown[];
}
