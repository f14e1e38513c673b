import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { command, root } from "./command.mjs";

/**
 * A task of turbo over every package. turbo passes over a package that lacks the script, and over all of them when it
 * finds none: so a package that holds `config` must have it, and one with TypeScript must hold a tsconfig.json.
 */
export function turboStep(task, config) {
  return async () => {
    const packages = globSync(`{apps,packages,tooling}/*/${config}`, { cwd: root }).map(dirname);
    const failures = packages
      .filter((folder) => !hasScript(folder, task))
      .map((folder) => `${folder} has a ${config} and no script "${task}"`);
    if (packages.length === 0) failures.push(`no package has a ${config}`);
    failures.push(...untypedPackages().map((folder) => `${folder} has TypeScript and no tsconfig.json`));
    console.log(`${packages.length} packages`);
    const code = await command("pnpm", ["exec", "turbo", "run", task, "--output-logs=errors-only"]);
    if (code !== 0) failures.push(`turbo run ${task} ended with ${code}`);
    for (const line of failures) console.log(line);
    return { passed: failures.length === 0 ? 1 : 0, failed: failures.length === 0 ? 0 : 1, skipped: 0, failures };
  };
}

/** Packages with sources in TypeScript that no compiler is told about. */
function untypedPackages() {
  const folders = globSync("{apps,packages,tooling}/*/package.json", { cwd: root }).map(dirname);
  return folders.filter(
    (folder) =>
      globSync("{src,test}/**/*.{ts,tsx}", { cwd: join(root, folder) }).length > 0 && !existsSync(join(root, folder, "tsconfig.json")),
  );
}

function hasScript(folder, name) {
  return name in (JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).scripts ?? {});
}
