import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";

/**
 * Whether the answer is to hold a field of the one that is resolved, or by a path one further down. A field that a directive
 * may leave out counts as asked for.
 */
export function asksFor(info: GraphQLResolveInfo, ...path: [string, ...string[]]): boolean {
  return info.fieldNodes.some(({ selectionSet }) => holds(selectionSet, path, info));
}

function holds(set: SelectionSetNode | undefined, path: string[], info: GraphQLResolveInfo): boolean {
  const [name, ...rest] = path;
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === "Field") {
      return selection.name.value === name && (rest.length === 0 || holds(selection.selectionSet, rest, info));
    }
    const inner = selection.kind === "InlineFragment" ? selection : info.fragments[selection.name.value];
    return holds(inner?.selectionSet, path, info);
  });
}
