import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fakeProject, outcome } from "./fake-project.mjs";

const TELL = `process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), caller: process.env.LECTERN_CALLER_DIR }));`;

let project;
afterEach(() => project?.remove());

describe("boot", () => {
  it("puts nothing but the command's own data on standard output, even when it installs and builds", async () => {
    project = fakeProject({ main: TELL });
    const { code, stdout, stderr } = await project.run(["lectern", "read", "a file.txt", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ args: ["read", "a file.txt", "--json"], cwd: project.root });
    expect(stderr).toBe("lectern: installing the packages (about a minute the first time)\nlectern: building\n");
    expect(project.read(".lectern/install.log")).toContain("words of pnpm");
    expect(code).toBe(0);
  });

  it("gives `start` to the server as its command", async () => {
    project = fakeProject({ main: TELL });
    expect(JSON.parse((await project.run(["start", "--no-sample"])).stdout).args).toEqual(["start", "--no-sample"]);
  });

  it("drops the -- that some package managers pass on, and leaves every later one", async () => {
    project = fakeProject({ main: TELL });
    expect(JSON.parse((await project.run(["lectern", "--", "read", "--", "-x"])).stdout).args).toEqual(["read", "--", "-x"]);
  });

  it("tells the command where its caller stands: INIT_CWD under npm, else the folder itself", async () => {
    project = fakeProject({ main: TELL });
    const underNpm = await project.run(["lectern"], { env: { INIT_CWD: tmpdir() } });
    expect(JSON.parse(underNpm.stdout).caller).toBe(tmpdir());
    const elsewhere = await project.run(["lectern"], { cwd: join(project.root, "apps") });
    expect(JSON.parse(elsewhere.stdout).caller).toBe(join(project.root, "apps"));
  });

  it.each([0, 1, 2, 7])("ends with the command's exit code %i", async (code) => {
    project = fakeProject({ main: `process.exit(${code})` });
    expect(await project.run(["lectern"])).toMatchObject({ code, signal: null });
  });

  it("ends with the signal that ended the command", async () => {
    project = fakeProject({ main: `process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)` });
    expect(await project.run(["lectern"])).toMatchObject({ signal: "SIGTERM" });
  });

  it.each([[[]], [["sing"]], [["toString"]]])("names its commands when asked for %j", async (args) => {
    project = fakeProject();
    const { code, stdout, stderr } = await project.run(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe("lectern: Say one of: start, lectern, test, soak, eval, bench.\n");
    expect(project.pnpmCalls()).toEqual([]);
  });
});

describe("preparation", () => {
  it("installs and builds once; then not again until something changes", async () => {
    project = fakeProject();
    await project.run(["start"]);
    const [install, build, ...none] = project.pnpmCalls();
    expect(install).toMatch(/^install --frozen-lockfile/);
    expect(build).toMatch(/^exec turbo run build --filter=@lectern\/server\.\.\. --filter=@lectern\/web\.\.\./);
    expect(none).toEqual([]);

    await project.run(["start"]);
    expect(project.pnpmCalls()).toHaveLength(2);

    project.write("apps/server/src/main.ts", "export const changed = true;\n");
    await project.run(["lectern"]);
    expect(project.pnpmCalls().slice(2)).toEqual([build]);
  });

  it("builds again when a folder of compiled files has gone", async () => {
    project = fakeProject({
      pnpm: `case "$*" in exec*) mkdir -p apps/server/dist && echo 'console.log("built")' > apps/server/dist/main.js;; esac`,
    });
    await project.run(["start"]);
    const { rmSync } = await import("node:fs");
    rmSync(join(project.root, "apps/server/dist"), { recursive: true });
    expect((await project.run(["start"])).stdout).toBe("built\n");
  });

  it.each(["pnpm-lock.yaml", "package.json", "apps/server/package.json", "pnpm-workspace.yaml"])(
    "installs again when %s changes",
    async (file) => {
      project = fakeProject();
      await project.run(["start"]);
      project.write(file, '{ "name": "changed" }');
      await project.run(["start"]);
      expect(project.pnpmCalls().filter((call) => call.startsWith("install"))).toHaveLength(2);
    },
  );

  it("is done by one of two starts at once, while the other waits", async () => {
    project = fakeProject({ pnpm: "sleep 0.5", main: "console.log('runs')" });
    const both = await Promise.all([project.run(["start"]), project.run(["start"])]);
    expect(both.map(({ stdout }) => stdout)).toEqual(["runs\n", "runs\n"]);
    expect(project.pnpmCalls()).toHaveLength(2);
    expect(both.map(({ stderr }) => stderr).join()).toContain("waiting for another start");
  });

  it("starts although an earlier one was killed while it held the lock", async () => {
    project = fakeProject({ main: "console.log('runs')" });
    const { pid } = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    project.write(".lectern/boot.lock", String(pid));
    expect((await project.run(["start"])).stdout).toBe("runs\n");
  });

  it("does nothing further after a failed install, and tries it again the next time", async () => {
    project = fakeProject({ pnpm: "exit 1", main: "console.log('runs')" });
    const { code, stdout, stderr } = await project.run(["start"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("lectern: Installing the packages failed (exit 1). The lines above say why.");
    await project.run(["start"]);
    expect(project.pnpmCalls()).toHaveLength(2);
  });

  it.each([
    ["no registry", "request to http://localhost:1/ failed, ECONNREFUSED", /package registry cannot be reached/],
    ["a registry of unknown certificate", "npm error code SELF_SIGNED_CERT_IN_CHAIN", /NODE_EXTRA_CA_CERTS/],
    ["a full disk", "ENOSPC: no space left on device, write", /disk is full/],
    ["no rights", "EACCES: permission denied, mkdir node_modules", /No permission to write/],
    ["a package that is refused", "ERR_PNPM_FETCH_404 GET http://registry: Not Found - 404", /registry refused a package/],
  ])("says what to do about %s", async (_, words, advice) => {
    project = fakeProject({ pnpm: `echo '${words}' >&2; exit 1` });
    expect((await project.run(["start"])).stderr).toMatch(advice);
  });
});

describe("signals", () => {
  const SERVE = `
    for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => { console.log("got " + name); process.exit(0); });
    console.log("runs"); setTimeout(() => process.exit(9), 20000);`;

  it.each(["SIGINT", "SIGTERM"])("passes %s on and waits for the command", async (signal) => {
    project = fakeProject({ main: SERVE });
    const child = project.spawn(["start"]);
    child.stdout.once("data", () => child.kill(signal));
    expect(await outcome(child)).toMatchObject({ stdout: `runs\ngot ${signal}\n`, code: 0 });
  });

  it("stops the command when the shell of npm has gone, which passes no signal on", async () => {
    project = fakeProject({ main: SERVE });
    const script = `"${process.execPath}" "${join(project.root, "tooling/boot/boot.mjs")}" start; true`;
    const shell = spawn("sh", ["-c", script], { env: { ...process.env, npm_lifecycle_event: "start" } });
    shell.stdout.once("data", () => shell.kill("SIGKILL"));
    expect((await outcome(shell)).stdout).toBe("runs\ngot SIGTERM\n");
  });

  it("stops an install that runs, and goes no further", async () => {
    project = fakeProject({ pnpm: "exec sleep 20", main: "console.log('runs')" });
    const child = project.spawn(["start"]);
    child.stderr.on("data", (chunk) => String(chunk).includes("installing") && setTimeout(() => child.kill("SIGTERM"), 500));
    expect(await outcome(child)).toMatchObject({ signal: "SIGTERM", stdout: "" });
    expect(project.pnpmCalls()).toHaveLength(1);
  });
});
