import type { GraphQLCodegenDataMasking } from "@apollo/client/masking";

// Tells Apollo Client that the types come from codegen with masked fragments.
declare module "@apollo/client" {
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}
