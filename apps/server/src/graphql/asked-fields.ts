import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";

/**
 * Whether the answer is to hold the field at this way below the field that is resolved: `["edges", "node", "record"]`. One that
 * a directive may leave out counts as asked for.
 */
export function asksFor(info: GraphQLResolveInfo, way: readonly string[]): boolean {
  return info.fieldNodes.some(({ selectionSet }) => holds(selectionSet, way, info));
}

function holds(set: SelectionSetNode | undefined, way: readonly string[], info: GraphQLResolveInfo): boolean {
  const [name, ...rest] = way;
  if (name === undefined) return true;
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === "Field") return selection.name.value === name && holds(selection.selectionSet, rest, info);
    const inner = selection.kind === "InlineFragment" ? selection : info.fragments[selection.name.value];
    return holds(inner?.selectionSet, way, info);
  });
}
