import { showImport } from "@lectern/storage";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relinkStale } from "../src/relink.js";
import { indexWaiting } from "../src/settle.js";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

const IMPORT = `mutation Import($input: ImportTextInput!) { importText(input: $input) {
  outcome problems { code message advice line } source { id title kind publishedOn url collection { name } versionNumber
    meeting { heldOn body { name } appearances(part: PRESIDED) { role person { name } } } speeches { kind person { name } } } } }`;

const NOTICE = `On the afternoon of May 4th, the Lantern Office held a mobilization meeting on the theme of "Light every quay". Deputy director Orrin Vale presided over the meeting. Director Mabel Quist delivered a mobilization speech. The meeting requested that every lamp be lit by dusk.`;

describe("importText", () => {
  it("needs a key", async () => {
    const { errors } = await test.ask(IMPORT, { input: { text: NOTICE } });
    expect(errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("reads, links and stores one text, which searches then find", async () => {
    const { data, errors } = await test.ask(
      IMPORT,
      { input: { text: NOTICE, publishedOn: "2023-05-06", kind: "NOTICE", url: "https://example.org/lamps" } },
      true,
    );
    expect(errors).toEqual([]);
    expect(data.importText).toMatchObject({
      outcome: "STORED",
      problems: [],
      source: {
        kind: "NOTICE",
        publishedOn: "2023-05-06",
        url: "https://example.org/lamps",
        collection: { name: "pasted" },
        meeting: { heldOn: "2023-05-04", body: { name: "Lantern Office" } },
      },
    });
    const found = await test.ask('{ search(query: "Orrin Vale lamp") { total edges { node { source { id } } } } }');
    expect(found.data.search.edges[0].node.source.id).toBe(data.importText.source.id);
  });

  it("takes the same text for the same source, and a new text at its address for a new version", async () => {
    const input = { text: NOTICE, publishedOn: "2023-05-06", kind: "NOTICE", url: "https://example.org/lamps" };
    const again = await test.ask(IMPORT, { input }, true);
    expect(again.data.importText.outcome).toBe("UNCHANGED");
    const changed = await test.ask(IMPORT, { input: { ...input, text: NOTICE.replace("dusk", "sunset") } }, true);
    expect(changed.data.importText).toMatchObject({
      outcome: "UPDATED",
      source: { id: again.data.importText.source.id, versionNumber: 2 },
    });
  });

  it("says what is wrong with a text that is none", async () => {
    const { data } = await test.ask(IMPORT, { input: { text: "   " } }, true);
    expect(data.importText).toMatchObject({ outcome: "PROBLEM", source: null, problems: [{ code: "EMPTY" }] });
    expect(data.importText.problems[0].advice).not.toBe("");
  });

  it("keeps markup and scripts as the text they are", async () => {
    const text = 'The Lantern Office met. <script>alert("x")</script> <img src=x onerror=alert(1)> It resolved on lamps.';
    const { data } = await test.ask(
      `mutation M($input: ImportTextInput!) { importText(input: $input) { outcome source { text } } }`,
      { input: { text } },
      true,
    );
    expect(data.importText.source.text).toContain('<script>alert("x")</script>');
  });

  it("refuses a collection that cannot be called so", async () => {
    const { errors } = await test.ask(IMPORT, { input: { text: NOTICE, collection: "../etc" } }, true);
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("withdraw and undoWithdraw", () => {
  it("take a source from everywhere, and bring it back with the same id", async () => {
    const { data } = await test.ask(
      '{ search(query: "harbour", first: 1) { total edges { node { source { id } record { ... on Meeting { id } ... on Speech { id } ... on StudyText { id } } } } } }',
    );
    const { source, record } = data.search.edges[0].node;
    const { total } = data.search;
    const look = async () => {
      await relinkStale(test.archive);
      await indexWaiting(test.archive);
      const { data: now } = await test.ask(
        'query Q($source: ID!, $record: ID!) { source(id: $source) { id } node(id: $record) { __typename } search(query: "harbour", first: 100) { total edges { node { source { id } } } } }',
        {
          source: source.id,
          record: record.id,
        },
      );
      return { ...now, isFound: now.search.edges.some((edge: Data) => edge.node.source.id === source.id) };
    };
    expect(
      (await test.ask('mutation W($id: ID) { withdraw(sourceId: $id, note: "asked for") { sources } }', { id: source.id })).errors[0]
        ?.extensions.code,
    ).toBe("UNAUTHENTICATED");
    expect(
      (await test.ask("mutation W($id: ID) { withdraw(sourceId: $id) { sources } }", { id: source.id }, true)).data.withdraw.sources,
    ).toBe(1);
    expect(await look()).toMatchObject({ source: null, node: null, isFound: false });
    expect(
      (await test.ask("mutation U($id: ID) { undoWithdraw(sourceId: $id) { sources } }", { id: source.id }, true)).data.undoWithdraw
        .sources,
    ).toBe(1);
    const back = await look();
    expect(back).toMatchObject({ source: { id: source.id }, isFound: true });
    expect(back.search.total).toBe(total);
  });

  it("take a whole collection", async () => {
    const count = async () => (await test.ask("{ archive { counts { sources } } }")).data.archive.counts.sources as number;
    const before = await count();
    const { data } = await test.ask('mutation { withdraw(collection: "pasted") { sources at } }', {}, true);
    expect(await count()).toBe(before - data.withdraw.sources);
    await test.ask('mutation { undoWithdraw(collection: "pasted") { sources } }', {}, true);
    expect(await count()).toBe(before);
  });

  it("want one thing to withdraw", async () => {
    expect((await test.ask("mutation { withdraw { sources } }", {}, true)).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(
      (await test.ask('mutation { withdraw(sourceId: "0198f2c4-7e1a-7c3b-9d55-2f6f1f0c9a11") { sources } }', {}, true)).errors[0]
        ?.extensions.code,
    ).toBe("NOT_FOUND");
  });
});

describe("decisions on citations", () => {
  it("say who rejected one, outlive linking again, and can be taken back", async () => {
    const { data } = await test.ask("{ citations(first: 1, filter: { state: [RESOLVED] }) { edges { node { id state } } } }");
    const { id } = data.citations.edges[0].node;
    const CITATION =
      "query C($id: ID!) { node(id: $id) { ... on Citation { id state decidedBy decisions { id action by note undoneAt } } } }";
    const rejected = await test.ask(
      'mutation R($id: ID!) { rejectCitation(id: $id, note: "another charter") { state decidedBy } }',
      { id },
      true,
    );
    expect(rejected.data.rejectCitation).toEqual({ state: "REJECTED", decidedBy: "tester" });
    await test.archive.database.query("UPDATE source SET linked_generation = 0");
    await relinkStale(test.archive);
    const { node } = (await test.ask(CITATION, { id })).data;
    expect(node).toMatchObject({
      id,
      state: "REJECTED",
      decisions: [{ action: "REJECT", by: "tester", note: "another charter", undoneAt: null }],
    });
    const undone = await test.ask("mutation U($id: ID!) { undoDecision(id: $id) { undoneAt } }", { id: node.decisions[0].id }, true);
    expect(undone.errors).toEqual([]);
    expect(undone.data.undoDecision.undoneAt).not.toBeNull();
  });

  it("need a key, and a citation", async () => {
    expect((await test.ask('mutation { confirmCitation(id: "x") { id } }')).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect((await test.ask('mutation { confirmCitation(id: "x") { id } }', {}, true)).errors[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("POST /import", () => {
  const upload = (form: FormData, withKey = true) =>
    test.app.inject({
      method: "POST",
      url: "/import",
      headers: { host: "localhost", ...(withKey && { authorization: `Bearer ${test.key}` }) },
      payload: form,
    });

  it("imports files and says how each ended", async () => {
    const form = new FormData();
    form.append("collection", "lamps");
    form.append("file", new Blob([NOTICE.replaceAll("Lantern", "Beacon")]), "beacon.txt");
    form.append("file", new Blob(['{"id": "1", "text": "The Beacon Office met on 3 May 2023."}\n{"id": "2", broken\n']), "rows.jsonl");
    const answer = await upload(form);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ stored: 2, problems: 1 });
    expect(answer.json().documents.find((one: Data) => one.outcome === "PROBLEM")).toMatchObject({
      file: "rows.jsonl",
      problem: { code: "BAD_JSON", line: 2 },
    });
    const { data } = await test.ask(
      "{ importProblems { edges { node { collection file code } } } importRuns(first: 1) { edges { node { by origin stored problems state } } } }",
    );
    expect(data.importRuns.edges[0].node).toMatchObject({ by: "tester", stored: 2, problems: 1, state: "COMPLETED" });
    expect(data.importProblems.edges).toContainEqual({ node: { collection: "lamps", file: "rows.jsonl", code: "BAD_JSON" } });
  });

  it("clears a problem when the file reads well", async () => {
    const form = new FormData();
    form.append("collection", "lamps");
    form.append(
      "file",
      new Blob(['{"id": "1", "text": "The Beacon Office met on 3 May 2023."}\n{"id": "2", "text": "It met again on 4 May 2023."}\n']),
      "rows.jsonl",
    );
    expect((await upload(form)).json()).toMatchObject({ stored: 1, unchanged: 1, problems: 0 });
    const { data } = await test.ask(
      "{ importProblems { totalCount } all: importProblems(includeCleared: true) { edges { node { clearedAt } } } }",
    );
    expect(data.importProblems.totalCount).toBe(0);
    expect(data.all.edges[0].node.clearedAt).not.toBeNull();
  });

  it("does not wait for links that another import has to make again, which are made when that one is gone", async () => {
    const { database, url } = test.archive;
    const stale = async () => (await database.query("SELECT FROM source WHERE linked_generation = 0")).length;
    const uploadText = async (name: string, text: string) => {
      const form = new FormData();
      form.append("file", new Blob([text]), name);
      return (await upload(form)).json();
    };
    await database.query("UPDATE source SET linked_generation = 0");
    const before = await stale();
    const end = await showImport(url, "another");
    expect(await uploadText("pilots.txt", "The Pilot Office met on 9 May 2023 about a quincunx.")).toMatchObject({ stored: 1 });
    expect((await test.ask('{ search(query: "quincunx") { total } }')).data.search.total).toBe(1);
    expect(await stale()).toBe(before);
    await end();
    expect(await uploadText("wells.txt", "The Office of Wells met on 9 May 2023.")).toMatchObject({ stored: 1 });
    expect(await stale()).toBe(0);
  });

  it("needs a key, files, and names that stay in their folder", async () => {
    const form = () => new FormData();
    const one = form();
    one.append("file", new Blob(["x"]), "x.txt");
    expect((await upload(one, false)).statusCode).toBe(401);
    expect((await upload(form())).statusCode).toBe(400);
    const outside = form();
    outside.append("file", new Blob(["The office met."]), "../../outside.txt");
    const answer = await upload(outside);
    expect(answer.json().documents[0].file).toBe("outside.txt");
  });
});
