import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openSite, type Site } from "./harness.js";

const MAIN = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

let site: Site;
let second: ChildProcess;
let url: string;

beforeAll(async () => {
  site = await openSite();
  url = await serve("0");
});

afterAll(async () => {
  await kill();
});

it("keeps what was typed and read while the server is killed, says so, and goes on once another one answers", async () => {
  const page = await site.openPage("about:blank");
  await page.goto(url);
  const box = page.getByRole("searchbox");
  await box.fill("harbour");
  await page.locator("[data-hit]").first().waitFor();
  await kill();
  await box.fill("harbour lamps");
  await page.getByRole("alert").getByText("The archive does not answer").waitFor();
  expect(await box.inputValue()).toBe("harbour lamps");
  expect(await serve(new URL(url).port)).toBe(url);
  // Not the hits of the words before, which stand there dimmed until the new ones come.
  await page.locator(".hits:not([data-stale]) [data-hit]").first().waitFor();
  expect(await box.inputValue()).toBe("harbour lamps");

  await page.locator("[data-hit][href^='/meetings/'], [data-hit][href^='/speeches/']").first().click();
  await page.locator("#source-text p").first().waitFor();
  await kill();
  const find = page.getByRole("searchbox", { name: "Find in this text" });
  await find.fill("the");
  await expect.poll(() => page.locator(".find-in-text [role=status]").textContent()).toMatch(/^1 of \d+$/);
  await page.goBack();
  await page.locator("[data-hit]").first().waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("harbour lamps");
});

it("keeps what was decided while the server is away, says so on every page, and sends it once the server is back", async () => {
  url = await serve(new URL(url).port);
  const page = await site.openPage("about:blank");
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Key", { exact: true }).fill(site.adminKey);
  await page.keyboard.press("Enter");
  await page.getByText(/You are signed in as/).waitFor();
  const { meetings } = await site.ask<{ meetings: { edges: { node: { id: string } }[] } }>(
    "{ meetings(first: 1) { edges { node { id } } } }",
  );
  await page.goto(`${url}/meetings/${meetings.edges[0]?.node.id}`);
  const held = page.locator(".fact", { hasText: "Held" }).first();
  await held.locator("button.value").first().click();
  const confirm = held.getByRole("button", { name: "Confirm" });
  await confirm.waitFor();
  await kill();
  await confirm.click();
  await page.getByText("1 thing you did waits here: keep this page open").waitFor();
  await confirm.click();
  await serve(new URL(url).port);
  await held.locator(".value-decided", { hasText: "confirmed by admin" }).waitFor();
  expect(await held.locator(".decisions li:not([data-undone])", { hasText: "confirmed it" }).count()).toBe(1);
  expect(await page.locator(".unsent").textContent()).toBe("");
  await held.getByRole("button", { name: "Undo" }).click();
  await held.locator(".value-decided").waitFor({ state: "detached" });
});

/** A second server over the same archive; gives its address. */
async function serve(port: string): Promise<string> {
  const environment = { ...process.env, LECTERN_DATA: inject("server").data, PORT: port, VITEST: undefined, NODE_ENV: undefined };
  second = spawn(process.execPath, [MAIN, "serve"], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for await (const chunk of second.stderr ?? []) {
    said += String(chunk);
    const found = /Page\s+(http:\/\/\S+)/.exec(said);
    if (found?.[1] !== undefined) {
      second.stderr?.resume();
      return found[1];
    }
  }
  throw new Error(`the second server ended; it said:\n${said}`);
}

/** As a fault of the machine would: without a word to anybody. */
async function kill(): Promise<void> {
  if (second.exitCode !== null || second.signalCode !== null) return;
  const ended = once(second, "exit");
  second.kill("SIGKILL");
  await ended;
}
