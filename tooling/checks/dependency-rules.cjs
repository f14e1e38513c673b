// Who may import whom. One rule a paragraph, each with its reason. Looks at the sources: compiled output hides edges.
const workspace = "^(packages|apps|tooling)/";
const tests = "\\.(test|spec|soak)\\.tsx?$|/(test|e2e)/";

/** A package that may import only these of the workspace, in its sources; tests may reach further. */
const only = (name, folder, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^${folder}/src/`, pathNot: tests },
  to: { path: workspace, pathNot: [folder, ...allowed].map((other) => `^${other}/`) },
});

const noInputOrOutput = (name, folder, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^${folder}/src/`, pathNot: tests },
  to: { path: "^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|child_process|worker_threads)$", dependencyTypes: ["core"] },
});

const noDatabase = (name, folder, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^${folder}/src/`, pathNot: tests },
  to: { path: "node_modules/(\\.pnpm/)?(typeorm|pg|graphile-worker|type-graphql)[@/]" },
});

/** Entities carry decorators and load type-graphql and typeorm; their types and the enums in kind.ts cost nothing. */
const onlyTypesOfSchema = (name, folder, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^${folder}/src/`, pathNot: tests },
  to: { path: "^packages/schema/src/(?!kind\\.ts)", dependencyTypesNot: ["type-only"] },
});

module.exports = {
  forbidden: [
    only("schema-stands-alone", "packages/schema", [], "Everything leans on schema; what it leaned on would be everywhere."),

    only(
      "text-stands-alone",
      "packages/text",
      ["packages/schema"],
      "Characters know nothing of archives; only the type of a span is shared.",
    ),
    onlyTypesOfSchema("text-takes-types-only", "packages/text", "Text runs in pure packages, without decorators."),
    noInputOrOutput("text-is-pure", "packages/text", "Folding the same text gives the same answer anywhere."),

    only(
      "reading-reads",
      "packages/reading",
      ["packages/text", "packages/schema"],
      "Bytes into drafts: no catalogue, no database, no engine.",
    ),
    onlyTypesOfSchema(
      "reading-takes-types-only",
      "packages/reading",
      "`lectern read` works without a database, so reading may not load one.",
    ),
    noInputOrOutput(
      "reading-is-pure",
      "packages/reading",
      "Reading is handed bytes; who fetched them is not its business, and no document can make it fetch.",
    ),
    noDatabase("reading-asks-no-database", "packages/reading", "The road goes one way."),

    only("linking-links", "packages/linking", ["packages/text", "packages/schema"], "Linking is handed the catalogue it searches."),
    onlyTypesOfSchema(
      "linking-takes-types-only",
      "packages/linking",
      "`lectern link` works without a database, so linking may not load one.",
    ),
    noInputOrOutput("linking-is-pure", "packages/linking", "The same text and catalogue give the same links anywhere."),
    noDatabase("linking-asks-no-database", "packages/linking", "The road goes one way."),

    only(
      "storage-stores",
      "packages/storage",
      ["packages/schema"],
      "Storage keeps what it is given; it neither reads, links nor searches.",
    ),

    only(
      "search-searches",
      "packages/search",
      ["packages/text", "packages/schema"],
      "An engine is handed records and a query function, so that engines can be changed.",
    ),

    only("postgres-stands-alone", "packages/postgres", [], "It starts a database and knows nothing of what is kept there."),

    only("page-asks-graphql", "apps/web", [], "The page's only door is GraphQL; no server code may reach a browser."),

    {
      name: "server-leaves-page",
      comment: "The server serves the page's files and knows nothing of their sources.",
      severity: "error",
      from: { path: "^apps/server/" },
      to: { path: "^apps/web/src/" },
    },

    {
      name: "packages-leave-apps",
      comment: "What apps wire together may not know who wires it.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: tests },
      to: { path: "^apps/" },
    },

    {
      name: "no-circles",
      comment: "Two files that need each other to run are one idea in two places. Entities name each other because their tables do.",
      severity: "error",
      from: { pathNot: "^packages/schema/src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },

    {
      name: "only-named-dependencies",
      comment: "What is not in package.json is there by luck.",
      severity: "error",
      from: { path: "^(packages|apps)/" },
      to: { dependencyTypes: ["unknown", "undetermined", "npm-no-pkg", "npm-unknown"], pathNot: "^(virtual|vite)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.lectern|\\.turbo)/|^apps/web/src/gql/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tooling/checks/tsconfig.cruise.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs"],
    },
  },
};
