import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLArgument, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { expect, it } from "vitest";

const schema = buildSchema(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8"));
const types = Object.values(schema.getTypeMap()).filter(
  ({ name }) => !name.startsWith("__") && !["String", "Int", "Float", "Boolean", "ID"].includes(name),
);

it("describes every type, field and argument", () => {
  const bare = types.flatMap((type) => {
    const own = type.description || ["Query", "Mutation"].includes(type.name) ? [] : [type.name];
    if (isEnumType(type) || !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) return own;
    const fields = Object.values(type.getFields()).flatMap((field) => [
      ...(field.description ? [] : [`${type.name}.${field.name}`]),
      ...("args" in field
        ? field.args
            .filter((arg: GraphQLArgument) => !arg.description)
            .map((arg: GraphQLArgument) => `${type.name}.${field.name}(${arg.name})`)
        : []),
    ]);
    return [...own, ...fields];
  });
  expect(bare).toEqual([]);
});

it("has enough types to be the whole schema", () => {
  expect(types.length).toBeGreaterThan(60);
});
