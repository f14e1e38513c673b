import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { root } from "./command.mjs";

/**
 * Holds the sources against dependency-rules.cjs. Fails as well when it looked at no modules or saw no edge between
 * packages: with a compiler it cannot use, dependency-cruiser passes without having seen anything.
 */
export async function checkDependencies() {
  process.chdir(root);
  const { forbidden, options } = createRequire(import.meta.url)("./dependency-rules.cjs");
  const { output } = await cruise(
    ["packages", "apps", "tooling"],
    { ...options, ruleSet: { forbidden }, validate: true },
    { ...options.enhancedResolveOptions },
    { tsConfig: extractTSConfig(join(root, options.tsConfig.fileName)) },
  );
  const failures = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}. ${reason(forbidden, rule.name)}`);
  const edges = edgesBetweenPackages(output.modules);
  console.log(`${output.summary.totalCruised} modules, ${edges} imports between packages, ${forbidden.length} rules`);
  if (output.summary.totalCruised === 0) failures.push("no module was looked at");
  if (edges === 0) failures.push("no import between packages was seen");
  for (const line of failures) console.log(line);
  return { passed: failures.length === 0 ? 1 : 0, failed: failures.length === 0 ? 0 : 1, skipped: 0, failures };
}

function edgesBetweenPackages(modules) {
  const packageOf = (path) => /^(packages|apps)\/[^/]+/.exec(path)?.[0];
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.filter(({ resolved }) => packageOf(source) && packageOf(resolved) && packageOf(source) !== packageOf(resolved)),
  ).length;
}

const reason = (rules, name) => rules.find((rule) => rule.name === name)?.comment ?? "";
