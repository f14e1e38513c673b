import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../src/http/serve.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openTestArchive({ LECTERN_REQUEST_SECONDS: "2" });
});

afterAll(() => test.close());

const LOCAL = { host: "localhost" };

describe("limits", () => {
  it("refuses a query of depth 50", async () => {
    const deep = `{ meeting(id: "x") { ${"source { meeting { ".repeat(25)} id ${"} }".repeat(25)} } }`;
    const { status, errors } = await test.ask(deep);
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe("QUERY_TOO_DEEP");
    expect(errors[0]?.message).toMatch(/15 is the most/);
  });

  it("refuses a query whose answer could be too large", async () => {
    const { status, errors } = await test.ask(
      "{ people(first: 100) { edges { node { speeches(first: 100) { edges { node { citations { printed } } } } } } } }",
    );
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe("QUERY_TOO_COSTLY");
  });

  it("tells what was stored although that took longer than a request may", async () => {
    const other = new pg.Client(test.archive.url);
    await other.connect();
    await other.query("BEGIN");
    await other.query("LOCK TABLE source IN EXCLUSIVE MODE");
    const released = sleep(2_300).then(() => other.end());
    const mutation = "mutation ($input: ImportTextInput!) { importText(input: $input) { outcome source { id title } } }";
    const { data, errors } = await test.ask(mutation, { input: { text: "The lamps were lit.", title: "Lamps" } }, true);
    await released;
    expect([errors, data]).toEqual([[], { importText: { outcome: "STORED", source: { id: expect.any(String), title: "Lamps" } } }]);
  });

  it("refuses more than 50 aliases", async () => {
    const many = Array.from({ length: 51 }, (_, i) => `a${i}: archive { name }`).join(" ");
    expect((await test.ask(`{ ${many} }`)).errors[0]?.extensions.code).toBe("TOO_MANY_ALIASES");
  });

  it("refuses more than 10 operations in one request, and answers 10", async () => {
    const send = (count: number) =>
      test.app.inject({
        method: "POST",
        url: "/graphql",
        headers: LOCAL,
        payload: Array.from({ length: count }, () => ({ query: "{ archive { name } }" })),
      });
    const refused = await send(11);
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors[0].extensions.code).toBe("BATCH_TOO_LARGE");
    expect((await send(10)).json()).toHaveLength(10);
  });

  it("refuses a request of more than 5 MB", async () => {
    const answer = await test.app.inject({
      method: "POST",
      url: "/graphql",
      headers: LOCAL,
      payload: { query: `# ${"x".repeat(6_000_000)}` },
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.json().errors[0].extensions.code).toBe("BODY_TOO_LARGE");
  });

  it("refuses a document of too many words, and one nested too deep to be parsed", async () => {
    for (const query of [`{ ${"archive { name } ".repeat(5_000)} }`, "{a".repeat(100_000)]) {
      expect((await test.ask(query)).errors[0]?.extensions.code).toBe("GRAPHQL_PARSE_FAILED");
    }
  });

  it("cuts off a statement that takes too long", async () => {
    await expect(test.archive.reading.query("SELECT pg_sleep(5)")).rejects.toThrow();
  });

  it("refuses pages of more than 100 and cursors that are none", async () => {
    expect((await test.ask("{ meetings(first: 101) { totalCount } }")).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await test.ask('{ meetings(after: "nonsense") { totalCount } }')).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await test.ask('{ search(query: "a", after: "nonsense") { total } }')).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("errors", () => {
  it("never show a stack trace or SQL", async () => {
    const { archive, app } = test;
    const { reading } = archive;
    const query = reading.query.bind(reading);
    reading.query = () => Promise.reject(new Error('relation "secret_table" does not exist'));
    const answer = await app.inject({ method: "POST", url: "/graphql", headers: LOCAL, payload: { query: "{ archive { name } }" } });
    reading.query = query;
    expect(answer.body).not.toMatch(/secret_table|\bat \w+ \(|node_modules/);
    const [error] = answer.json().errors;
    expect(error.extensions.code).toBe("INTERNAL");
    expect(test.log.join("\n")).toContain(error.extensions.reference);
    expect(test.log.join("\n")).toContain("secret_table");
  });

  it("name what is wrong with a query", async () => {
    expect((await test.ask("{ meetingz { id } }")).errors[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    expect((await test.ask("{ meetings(")).errors[0]?.extensions.code).toBe("GRAPHQL_PARSE_FAILED");
  });
});

describe("who may ask", () => {
  it("refuses requests that a page of another site could make a browser send", async () => {
    const answer = await test.app.inject({
      method: "POST",
      url: "/graphql",
      headers: { ...LOCAL, "content-type": "text/plain" },
      payload: '{"query":"{ archive { name } }"}',
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    const got = await test.app.inject({ method: "GET", url: "/graphql?query=%7Barchive%7Bname%7D%7D", headers: LOCAL });
    expect(got.statusCode).toBe(400);
    const preflighted = await test.app.inject({
      method: "GET",
      url: "/graphql?query=%7Barchive%7Bname%7D%7D",
      headers: { ...LOCAL, "apollo-require-preflight": "true" },
    });
    expect(preflighted.json().data.archive.name).toBe("Lectern");
  });

  it("refuses names that are not this machine's", async () => {
    const answer = await test.app.inject({
      method: "POST",
      url: "/graphql",
      headers: { host: "evil.example:4000" },
      payload: { query: "{ archive { name } }" },
    });
    expect(answer.statusCode).toBe(403);
    for (const host of ["localhost:4000", "127.0.0.1:4000", "[::1]:4000"]) {
      expect((await test.app.inject({ url: "/health", headers: { host } })).statusCode).toBe(200);
    }
  });

  it("refuses a key that is not known", async () => {
    const answer = await test.app.inject({
      method: "POST",
      url: "/graphql",
      headers: { ...LOCAL, authorization: "Bearer lectern_nonsense" },
      payload: { query: "{ archive { name } }" },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.json().errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  it("asks for a key to read where the settings say so", async () => {
    const closed = await createApp(test.archive, { ...test.env, reading: "key" }, { log() {} });
    const send = (headers: Record<string, string>) =>
      closed.inject({ method: "POST", url: "/graphql", headers: { ...LOCAL, ...headers }, payload: { query: "{ archive { name } }" } });
    expect((await send({})).statusCode).toBe(401);
    expect((await send({ authorization: `Bearer ${test.key}` })).statusCode).toBe(200);
    await closed.close();
  });
});

describe("the page", () => {
  let folder: string;
  let app: FastifyInstance;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-page-"));
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<!doctype html><head><title>page</title></head>");
    await writeFile(join(folder, "preloads.json"), JSON.stringify({ "/": "<link search>", "/meetings/:id": "<link meeting>" }));
    await writeFile(join(folder, "explorer.html"), "<!doctype html><title>explorer</title>");
    await writeFile(join(folder, "assets", "app-1a2b3c.js"), `console.log(${JSON.stringify("x".repeat(5_000))});`);
    app = await createApp(test.archive, test.env, { log() {}, pageFolder: folder });
  });

  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { ...LOCAL, accept: "text/html", ...headers } });

  it("answers for every address of its own", async () => {
    for (const url of ["/", "/?q=peace", "/meetings/0198f2c4-7e1a-7c3b-9d55-2f6f1f0c9a11", "/status"]) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain("<title>page</title>");
      expect(answer.headers["cache-control"]).toBe("private, no-cache");
      expect(answer.headers.vary).toContain("cookie");
    }
  });

  it("names the code of an address in its head", async () => {
    const preloaded = async (url: string) => /(<link \w+>)?<\/head>/.exec((await get(url)).body)?.[1];
    expect(await preloaded("/?q=peace")).toBe("<link search>");
    expect(await preloaded("/meetings/0198f2c4?q=peace")).toBe("<link meeting>");
    for (const url of ["/meetings", "/meetings/", "/meetings/0198f2c4/more", "/texts"]) expect(await preloaded(url)).toBeUndefined();
  });

  it("is drawn with what its reader may read, by the renderer that is built with it", async () => {
    await mkdir(join(folder, "render"));
    await writeFile(
      join(folder, "render", "render.js"),
      `export const renderPage = async ({ template, url, ask }) => {
        if (url.pathname === "/status") throw new Error("cannot be drawn");
        const answer = await ask({ query: "query Name($first: Int!) { archive { name } people(first: $first) { totalCount } }", variables: { first: 1 } });
        return template + JSON.stringify(answer);
      };`,
    );
    expect((await get("/")).body).toMatch(/<title>page<\/title>.*"archive":\{"name":/s);
    expect((await get("/status")).body).toMatch(/<title>page<\/title>.*<\/head>$/s);
    expect((await get("/render/render.js", { accept: "*/*" })).statusCode).toBe(404);

    const closed = await createApp(test.archive, { ...test.env, reading: "key" }, { log() {}, pageFolder: folder });
    const open = (headers: Record<string, string>) => closed.inject({ url: "/", headers: { ...LOCAL, accept: "text/html", ...headers } });
    expect((await open({})).body).not.toContain("archive");
    expect((await open({ cookie: `lectern_session=${test.key}` })).body).toContain('"archive":{"name":');
    await closed.close();
    await rm(join(folder, "render"), { recursive: true });
  });

  it("lets files whose name holds a hash be kept, and packs them", async () => {
    const plain = await get("/assets/app-1a2b3c.js", { accept: "*/*" });
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect((await get("/assets/app-1a2b3c.js", { "accept-encoding": "br" })).headers["content-encoding"]).toBe("br");
    expect((await get("/assets/app-1a2b3c.js", { "accept-encoding": "gzip" })).headers["content-encoding"]).toBe("gzip");
    expect((await get("/assets/gone-1a2b3c.js")).statusCode).toBe(404);
  });

  it("may load nothing from elsewhere, nor be framed", async () => {
    const { headers } = await get("/");
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/);
    expect(headers["content-security-policy"]).not.toMatch(/unsafe/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  it("gives a browser the explorer at /graphql", async () => {
    const answer = await get("/graphql");
    expect(answer.body).toContain("<title>explorer</title>");
    expect(answer.headers["content-security-policy"]).toMatch(/script-src 'self';/);
  });

  it("says so where it is not built", async () => {
    const bare = await createApp(test.archive, test.env, { log() {}, pageFolder: join(folder, "none") });
    const answer = await bare.inject({ url: "/", headers: { ...LOCAL, accept: "text/html" } });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain("npm start");
    await bare.close();
  });

  it("answers in JSON that there is nothing, where no page is asked for", async () => {
    const answer = await app.inject({ method: "POST", url: "/nothing", headers: LOCAL, payload: {} });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().errors[0].extensions.code).toBe("NOT_FOUND");
  });
});

it("takes a request that its sender gave up for no fault of the server", async () => {
  const own = await openTestArchive();
  const url = await own.app.listen({ port: 0, host: "localhost" });
  const headers = { authorization: `Bearer ${own.key}` };
  for (let wait = 2; wait <= 60; wait += 4) {
    const body = new FormData();
    body.append("file", new Blob([new Uint8Array(10_000_000)]), "a.txt");
    await fetch(`${url}/import`, { method: "POST", headers, body, signal: AbortSignal.timeout(wait) }).catch(() => {});
    for (const query of [
      "{ __schema { types { name description fields { name description } } } }",
      "{ search { total timeline { all } } }",
    ]) {
      const asked = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify({ query }) };
      await fetch(`${url}/graphql`, { ...asked, signal: AbortSignal.timeout(wait) }).catch(() => {});
    }
  }
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(own.log).toEqual([]);
  await own.close();
});

it("answers a walk through the schema that goes too deep as any query that does", async () => {
  const { errors } = await test.ask(`{ __schema { types { ${"fields { type { ".repeat(9)} name ${"} }".repeat(9)} } } }`);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(["QUERY_TOO_DEEP"]);
});

it("tells whether it is healthy", async () => {
  expect((await test.app.inject({ url: "/health", headers: LOCAL })).json()).toMatchObject({ status: "ok", engine: "POSTGRES" });
});
