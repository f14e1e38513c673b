import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import type { Context } from "./context.js";
import { clientError } from "./errors.js";

/** What one request may ask for at most. docs/querying.md names these figures to users. */
export const LIMITS = {
  /** Fields within fields. */
  depth: 15,
  /** Values that the answer could hold: page sizes multiply. */
  cost: 50_000,
  aliases: 50,
  /** Operations in one HTTP request. */
  batch: 10,
  /** Bytes of a request to /graphql. */
  body: 5 * 1024 * 1024,
  /** Words and signs of a document. */
  tokens: 10_000,
} as const;

/** Entries that a list without a page size is taken to have. */
const GUESSED_LENGTH = 5;

/** Fields that are walked before a document of fragments within fragments is given up as too costly. */
const MOST_STEPS = 20_000;

/** Refuses a document that is too deep, too costly or has too many aliases, before anything of it is run. */
export const limitsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, request, schema }) {
        checkAliases(document);
        if (operation) checkSize(measure(schema, document, operation, request.variables ?? {}));
      },
    };
  },
};

function checkAliases(document: DocumentNode): void {
  let aliases = 0;
  visit(document, {
    Field(field) {
      if (field.alias) aliases++;
    },
  });
  if (aliases <= LIMITS.aliases) return;
  throw clientError("TOO_MANY_ALIASES", `The query has ${aliases} aliases; ${LIMITS.aliases} is the most. Send several requests.`, 400);
}

function checkSize({ depth, cost }: { depth: number; cost: number }): void {
  if (depth > LIMITS.depth) {
    const message = `The query goes ${depth} fields deep; ${LIMITS.depth} is the most. Ask for less at once, and for the rest by id.`;
    throw clientError("QUERY_TOO_DEEP", message, 400);
  }
  if (cost > LIMITS.cost) {
    const values = Number.isFinite(cost) ? Math.round(cost).toLocaleString("en") : "far too many";
    const message = `The answer could hold ${values} values; ${LIMITS.cost.toLocaleString("en")} is the most. Ask for smaller pages (first) or fewer lists within lists.`;
    throw clientError("QUERY_TOO_COSTLY", message, 400);
  }
}

/** How deep an operation goes, and how many values its answer could hold. Introspection has limits of its own in graphql. */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): { depth: number; cost: number } {
  const root = schema.getRootType(operation.operation);
  if (!root) return { depth: 0, cost: 0 };
  const walk = new Walk(schema, fragmentsOf(document), withDefaults(operation, variables));
  const cost = walk.selections(root, operation.selectionSet, 1);
  return { depth: walk.deepest, cost: walk.steps > MOST_STEPS ? Number.POSITIVE_INFINITY : cost };
}

class Walk {
  deepest = 0;
  steps = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Map<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
  ) {}

  selections(type: GraphQLCompositeType, set: SelectionSetNode, depth: number): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (++this.steps > MOST_STEPS) return cost;
      if (selection.kind === Kind.FIELD) cost += this.field(type, selection, depth);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.spread(selection.name.value, depth);
      else cost += this.selections(this.named(selection.typeCondition?.name.value) ?? type, selection.selectionSet, depth);
    }
    return cost;
  }

  private spread(name: string, depth: number): number {
    const fragment = this.fragments.get(name);
    const type = this.named(fragment?.typeCondition.name.value);
    return fragment && type ? this.selections(type, fragment.selectionSet, depth) : 0;
  }

  private field(parent: GraphQLCompositeType, node: FieldNode, depth: number): number {
    if (node.name.value.startsWith("__")) return 0;
    this.deepest = Math.max(this.deepest, depth);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 1;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 1;
    return 1 + this.entries(parent, field, node) * this.selections(type, node.selectionSet, depth + 1);
  }

  /** How many values of its type a field may bring. The list within a page has been counted with the page. */
  private entries(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const first = field.args.find((arg) => arg.name === "first");
    if (first) return Math.max(1, Number(this.argument(node, "first") ?? first.defaultValue) || GUESSED_LENGTH);
    if (field.name === "edges" && /(Connection|Result)$/.test(parent.name)) return 1;
    if (field.name === "lines" && parent.name === "Concordance") return 1;
    // A marked text has as many marks as words were found in it: one, more often than not.
    return isListType(getNullableType(field.type)) && field.name !== "marks" ? GUESSED_LENGTH : 1;
  }

  private argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return this.variables[value.name.value];
    return value?.kind === Kind.INT ? Number(value.value) : undefined;
  }

  private named(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function withDefaults(operation: OperationDefinitionNode, variables: Record<string, unknown>): Record<string, unknown> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}
