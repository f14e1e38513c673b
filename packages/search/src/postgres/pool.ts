/** What Postgres search needs of a connection pool; `pg.Pool` is one. */
export interface SearchPool {
  connect(): Promise<SearchConnection>;
}

export interface SearchConnection {
  query(query: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  release(destroy?: boolean): void;
}

/** Asks for rows inside a transaction; the caller says what they are. */
export type Ask = <Row>(query: string, values?: unknown[]) => Promise<Row[]>;

/** Runs `work` between `begin`, which may be several statements, and COMMIT; anything thrown rolls back. */
export async function inTransaction<T>(pool: SearchPool, begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let isBroken = false;
  try {
    await connection.query(begin);
    const result = await work(async <Row>(query: string, values?: unknown[]) => (await connection.query(query, values)).rows as Row[]);
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    connection.release(isBroken);
  }
}
