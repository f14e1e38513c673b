import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** Whether the answer is to hold a field of the one that is resolved, or by a path one further down. */
export function asksFor(info: GraphQLResolveInfo, ...path: [string, ...string[]]): boolean {
  return info.fieldNodes.some(({ selectionSet }) => asked(selectionSet, path, info).length > 0);
}

/** The arguments that a field of the one that is resolved is asked for with, once for each time it is. */
export function argumentsOf(info: GraphQLResolveInfo, name: string): Record<string, unknown>[] {
  const type = getNamedType(info.returnType);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) return [];
  const nodes = info.fieldNodes.flatMap(({ selectionSet }) => asked(selectionSet, [name], info));
  return nodes.map((node) => getArgumentValues(field, node, info.variableValues));
}

function asked(set: SelectionSetNode | undefined, path: string[], info: GraphQLResolveInfo): FieldNode[] {
  const [name, ...rest] = path;
  return (set?.selections ?? []).flatMap((selection) => {
    if (isLeftOut(selection, info)) return [];
    if (selection.kind === "Field") {
      if (selection.name.value !== name) return [];
      return rest.length === 0 ? [selection] : asked(selection.selectionSet, rest, info);
    }
    const inner = selection.kind === "InlineFragment" ? selection : info.fragments[selection.name.value];
    return asked(inner?.selectionSet, path, info);
  });
}

function isLeftOut(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return false;
  const isSkipped = getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true;
  return isSkipped || getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if === false;
}
