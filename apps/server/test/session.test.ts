import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test?.close());

const send = (options: InjectOptions) => test.app.inject({ ...options, headers: { host: "localhost", ...options.headers } });
const signIn = (key: unknown) => send({ method: "POST", url: "/session", payload: { key } });
const write = (headers: Record<string, string>) =>
  send({ method: "POST", url: "/graphql", headers, payload: { query: 'mutation { undoDecision(id: "none") { id } }' } });

describe("a session", () => {
  it("is a cookie that no script reads and no other site sends, and acts under the key's name", async () => {
    const answer = await signIn(test.key);
    expect(answer.json()).toEqual({ name: "tester" });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    expect((await send({ url: "/session", headers })).json()).toEqual({ name: "tester" });
    expect((await write(headers)).json().errors[0].extensions.code).toBe("NOT_FOUND");
    expect((await write({})).json().errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  it("is kept to safe connections where there is one", async () => {
    const answer = await send({ method: "POST", url: "/session", headers: { "x-forwarded-proto": "https" }, payload: { key: test.key } });
    expect(answer.cookies[0]).toMatchObject({ secure: true });
  });

  it("refuses requests from other sites, by what the browser says of them", async () => {
    const cookie = `lectern_session=${test.key}`;
    const foreign: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://other.example" },
    ];
    for (const headers of foreign) {
      const answer = await write({ cookie, ...headers });
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([403, "FORBIDDEN_ORIGIN"]);
    }
    const own: Record<string, string>[] = [{ "sec-fetch-site": "same-origin" }, { origin: "http://localhost" }];
    for (const headers of own) {
      expect((await write({ cookie, ...headers })).json().errors[0].extensions.code).toBe("NOT_FOUND");
    }
  });

  it("is not given for a key that is not known, and one of a revoked key only reads", async () => {
    expect((await signIn("lectern_nonsense")).statusCode).toBe(401);
    expect((await signIn(7)).json().errors[0].message).toContain('{"key": "lectern_..."}');
    const headers = { cookie: "lectern_session=lectern_revoked" };
    expect((await send({ method: "POST", url: "/graphql", headers, payload: { query: "{ archive { name } }" } })).statusCode).toBe(200);
    expect((await write(headers)).json().errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  it("ends when it is asked to", async () => {
    const answer = await send({ method: "DELETE", url: "/session", headers: { cookie: `lectern_session=${test.key}` } });
    expect(answer.cookies[0]).toMatchObject({ name: "lectern_session", value: "", expires: new Date(0) });
  });
});

it("names a record without a title by body or speaker, kind and date, in the language of its source", async () => {
  const { data } = await test.ask(
    "{ meetings(first: 100) { edges { node { title kind madeName source { language } } } } speeches(first: 100) { edges { node { title madeName } } } }",
  );
  const meetings: { title: string | null; kind: string | null; madeName: string | null }[] = data.meetings.edges.map(
    ({ node }: { node: unknown }) => node,
  );
  for (const { title, kind, madeName } of meetings) {
    const isTitled = title !== null && title.toLowerCase() !== kind?.toLowerCase();
    expect(madeName === null, `${title}: ${madeName}`).toBe(isTitled);
  }
  const names = [...data.meetings.edges, ...data.speeches.edges].map(({ node }) => node.madeName);
  expect(names).toContain("Municipal Harbour Bureau and the Water Bureau: work meeting, 18 November 2020");
  expect(names).toContain("桑佩佩：附议，2024年5月21日");
});

describe("a feed", () => {
  it("has the newest records of a search, with what the page would find", async () => {
    const answer = await send({ url: "/feed.atom?q=harbour&not-kind=MEETING&from=2020" });
    expect(answer.headers["content-type"]).toContain("application/atom+xml");
    const { data } = await test.ask('{ search(query: "harbour", filter: { not: { kind: [MEETING] }, from: "2020-01-01" }) { total } }');
    expect(answer.body.match(/<entry /g)).toHaveLength(data.search.total);
    expect(answer.body).toMatch(/<link href="http:\/\/localhost\/(speeches|texts)\//);
    expect(answer.body).not.toContain("/meetings/");
    // A speech without a title is named by who gave it, and when.
    expect(answer.body).toMatch(/<title>[\w ]*Sandling: speech, 21 January 2020<\/title>/);
    expect(answer.body).not.toMatch(/<title>SPEECH</);
  });

  it("says what is wrong with a query", async () => {
    const answer = await send({ url: `/feed.atom?q=${Array.from({ length: 600 }, (_, i) => `w${i}`).join("+")}` });
    expect(answer.json().errors[0].extensions.code).toBe("BAD_USER_INPUT");
  });

  it("escapes what would be markup", async () => {
    expect((await send({ url: "/feed.atom?q=%3Cb%3E%26" })).body).toContain("<title>&lt;b&gt;&amp; · Lectern</title>");
  });
});

it("the sitemap names every record, and robots are told of it", async () => {
  const { body } = await send({ url: "/sitemap.xml" });
  const { data } = await test.ask("{ archive { counts { meetings speeches studyTexts } } }");
  const { meetings, speeches, studyTexts } = data.archive.counts;
  expect(body.match(/\/(meetings|speeches|texts)\/[0-9a-f]/g)).toHaveLength(meetings + speeches + studyTexts);
  expect((await send({ url: "/robots.txt" })).body).toContain("Sitemap: http://localhost/sitemap.xml");
});
