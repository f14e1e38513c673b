import { DefaultNamingStrategy, type NamingStrategyInterface, type Table, type View } from "typeorm";

type TableOrName = Table | View | string;

/** `heldOn` is column `held_on`, and constraints are named as a person would: `meeting_source_id_fkey`. */
export class SnakeNamingStrategy extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return [...embeddedPrefixes.map(snakeCase), customName ?? snakeCase(propertyName)].join("_");
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snakeCase(`${relationName}_${referencedColumnName}`);
  }

  override primaryKeyName(table: TableOrName): string {
    return `${nameOf(table)}_pkey`;
  }

  override uniqueConstraintName(table: TableOrName, columnNames: string[]): string {
    return `${nameOf(table)}_${columnNames.join("_")}_unique`;
  }

  override foreignKeyName(table: TableOrName, columnNames: string[]): string {
    return `${nameOf(table)}_${columnNames.join("_")}_fkey`;
  }

  override indexName(table: TableOrName, columnNames: string[]): string {
    return `${nameOf(table)}_${columnNames.join("_")}`;
  }
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

function nameOf(table: TableOrName): string {
  return typeof table === "string" ? table : table.name;
}
