import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, type TestContext } from "vitest";
import { projectFolder } from "../src/env.js";
import { type Server, serve } from "../src/http/serve.js";
import { openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let server: Server;
let folder: string;
let examples: { language: string; code: string }[];

beforeAll(async () => {
  test = await openSampleArchive();
  server = await serve(test.archive, test.env, { log() {} });
  folder = await mkdtemp(join(tmpdir(), "lectern-querying-"));
  const page = await readFile(projectFolder("docs/querying.md"), "utf8");
  examples = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => ({
    language,
    code: code.replaceAll("http://localhost:4000", server.url),
  }));
});

afterAll(async () => {
  await server.close();
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

function blocks(language: string): string[] {
  const found = examples.filter((example) => example.language === language).map(({ code }) => code);
  expect(found.length).toBeGreaterThan(0);
  return found;
}

async function run(program: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env: { ...process.env, LECTERN_KEY: test.key } });
  return stdout;
}

function needs(context: TestContext, program: string): void {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
  } catch {
    context.skip(`SKIPPED: the examples of docs/querying.md for ${program} were not tried, for there is no ${program} here`);
  }
}

it("the examples for curl do as they stand", async (context) => {
  needs(context, "curl");
  const [search, upload] = blocks("sh");
  const found = JSON.parse(await run("sh", ["-c", search ?? ""]));
  expect(found.errors).toBeUndefined();
  expect(found.data.search.total).toBeGreaterThan(0);
  expect(JSON.parse(await run("sh", ["-c", upload ?? ""]))).toMatchObject({ stored: 1, problems: 0 });
});

it("the example for TypeScript does as it stands", async () => {
  const [code] = blocks("ts");
  await writeFile(join(folder, "meetings.ts"), code ?? "");
  const lines = (await run(process.execPath, ["meetings.ts"])).trim().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(12);
  expect(lines.some((line) => /^\d{4}-\d{2}-\d{2} {2}.+presided: /.test(line))).toBe(true);
});

it("the example for Python does as it stands", async (context) => {
  needs(context, "python3");
  const [code] = blocks("python");
  await writeFile(join(folder, "citations.py"), code ?? "");
  const lines = (await run("python3", ["citations.py"])).trim().split("\n");
  expect(lines.length).toBeGreaterThan(5);
});

it("the page names the limits as they are", async () => {
  const { LIMITS } = await import("../src/graphql/limits.js");
  const page = await readFile(projectFolder("docs/querying.md"), "utf8");
  for (const words of [
    `more than ${LIMITS.depth} fields`,
    `more than ${LIMITS.cost.toLocaleString("en")} values`,
    `more than ${LIMITS.aliases} |`,
    `more than ${LIMITS.batch} operations`,
    `more than ${LIMITS.body / 1024 / 1024} MB`,
  ]) {
    expect(page).toContain(words);
  }
});
