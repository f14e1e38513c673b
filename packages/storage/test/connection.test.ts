import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, storeDocument } from "../src/index.js";
import { countRows, foldKey, openTestArchive, type TestArchive } from "./archive.js";
import { documentOf, LINKING, notice } from "./drafts.js";

let archive: TestArchive;
beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.drop());

const open = (url: string) => openDatabase(url, { foldKey });
const altered = (change: (url: URL) => void) => {
  const url = new URL(archive.url);
  change(url);
  return url.href;
};

/** Runs `work` with the address of a server that does as `serve` says. */
async function withServer(serve: (socket: Socket) => void, work: (url: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  await work(altered((url) => Object.assign(url, { hostname: "127.0.0.1", port: String(address.port), search: "" }))).finally(() =>
    server.close(),
  );
}

/** The error message of the Postgres protocol. */
function refusal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from("E"), length, fields]);
}

describe("a database that cannot be opened says why", () => {
  it("no address of a database", async () => {
    await expect(open("harbour")).rejects.toMatchObject({ code: "BAD_URL" });
    await expect(open("mysql://localhost/x")).rejects.toMatchObject({ code: "BAD_URL", message: expect.stringContaining('"mysql://"') });
  });

  it("no such host", async () => {
    await expect(open("postgres://u:p@no-such-host.invalid/x")).rejects.toMatchObject({
      code: "UNKNOWN_HOST",
      message: expect.stringContaining("no-such-host.invalid/x"),
    });
  });

  it("nothing there", async () => {
    await expect(open("postgres://u:p@127.0.0.1:1/x")).rejects.toMatchObject({ code: "REFUSED" });
    await expect(open("postgres://u:p@/x?host=/no/such/folder")).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("no such database", async () => {
    await expect(open(altered((url) => Object.assign(url, { pathname: "/no_such_database" })))).rejects.toMatchObject({
      code: "NO_SUCH_DATABASE",
    });
  });

  it("a wrong password, which the message does not repeat", async () => {
    const serve = (socket: Socket) =>
      void socket.once("data", () => socket.end(refusal("28P01", 'password authentication failed for user "u"')));
    await withServer(serve, async (url) => {
      const refused = open(url.replace("//", "//u:s3cret@").replace(/u:s3cret@.*@/, "u:s3cret@"));
      await expect(refused).rejects.toMatchObject({ code: "WRONG_PASSWORD" });
      await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining("s3cret") });
    });
  });

  it("a server that is not Postgres", async () => {
    await withServer(
      (socket) => void socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
      async (url) => expect(open(url)).rejects.toMatchObject({ code: "NOT_POSTGRES" }),
    );
    await withServer(
      (socket) => void socket.end(),
      async (url) => expect(open(url)).rejects.toMatchObject({ code: "NOT_POSTGRES" }),
    );
  });

  it("a Postgres that is too old", async () => {
    const target = new URL(archive.url);
    const through = (socket: Socket) => {
      const upstream = target.searchParams.has("host")
        ? connect({ path: `${target.searchParams.get("host")}/.s.PGSQL.${target.port || 5432}` })
        : connect(Number(target.port || 5432), target.hostname);
      upstream.on("error", () => socket.destroy());
      socket.on("close", () => upstream.destroy());
      socket.pipe(upstream);
      upstream.on("data", (data) => socket.write(Buffer.from(data.toString("latin1").replace(/1[4-9]0(0\d\d)/g, "130$1"), "latin1")));
    };
    await withServer(through, async (url) =>
      expect(open(url)).rejects.toMatchObject({ code: "TOO_OLD", message: expect.stringContaining("14 or newer") }),
    );
  });
});

describe("a connection that is lost while a document is stored", () => {
  it("loses nothing, says so, and the next try stores it", async () => {
    const { database, collectionId } = archive;
    const holder = await database.pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT FROM collection WHERE id = $1 FOR UPDATE", [collectionId]);
    const storing = storeDocument(database, collectionId, documentOf(notice(), "a.txt"), [], LINKING);
    const outcome = storing.then(
      () => null,
      (error: unknown) => error,
    );
    let ended = 0;
    while (ended === 0) {
      ended = (
        await database.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).length;
    }
    expect(await outcome).toMatchObject({ code: "CONNECTION_LOST", message: expect.stringContaining("a.txt") });
    await holder.query("ROLLBACK");
    holder.release();
    expect(await countRows(database, "source")).toBe(0);
    expect(await countRows(database, "outbox")).toBe(0);
    expect((await storeDocument(database, collectionId, documentOf(notice(), "a.txt"), [], LINKING)).outcome).toBe("STORED");
  });
});
