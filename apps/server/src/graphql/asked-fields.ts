import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";

/** Whether the answer is to hold a field of the one that is resolved. A field that a directive may leave out counts as asked for. */
export function asksFor(info: GraphQLResolveInfo, field: string): boolean {
  return info.fieldNodes.some(({ selectionSet }) => holds(selectionSet, field, info));
}

function holds(set: SelectionSetNode | undefined, field: string, info: GraphQLResolveInfo): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === "Field") return selection.name.value === field;
    const inner = selection.kind === "InlineFragment" ? selection : info.fragments[selection.name.value];
    return holds(inner?.selectionSet, field, info);
  });
}
