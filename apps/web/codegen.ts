import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types of the page's queries, from the schema that the server emits. The output is committed. */
const config: CodegenConfig = {
  schema: "../server/schema.graphql",
  documents: ["src/**/*.tsx"],
  ignoreNoDocuments: true,
  generates: {
    "./src/gql/": {
      preset: "client",
      // Apollo Client masks fragments itself, at run time and in types.
      presetConfig: { fragmentMasking: false },
      config: {
        inlineFragmentTypes: "mask",
        customDirectives: { apolloUnmask: true },
        useTypeImports: true,
        enumsAsTypes: true,
        avoidOptionals: { inputValue: false },
        scalars: {
          DateTimeISO: "string",
          LocalDate: "string",
          JSON: "unknown",
          JSONObject: "Record<string, unknown>",
        },
      },
    },
  },
};

export default config;
