import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { readsPlugin } from "../http/reads.js";
import type { Context } from "./context.js";
import { formatError } from "./errors.js";
import { LIMITS, limitsPlugin } from "./limits.js";
import { makeSchema } from "./schema.js";

/** Apollo Server over the archive's schema; who asks of which archive is in the context of each request. `log` is told of faults. */
export function createGraphQLServer(log: (line: string) => void): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema: makeSchema(),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: true,
    csrfPrevention: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    // Nothing is cached by its hints, and watching every field for them takes longer than most fields.
    plugins: [limitsPlugin, readsPlugin, ApolloServerPluginCacheControlDisabled()],
    stringifyResult: JSON.stringify,
    formatError: (formatted, error) => formatError(formatted, error, log),
    // fastify closes it with the listener; signals are main.ts's business.
    stopOnTerminationSignals: false,
    logger: { debug() {}, info() {}, warn: log, error: log },
  });
}
