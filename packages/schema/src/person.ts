import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, PrimaryColumn, Unique } from "typeorm";

@ObjectType({ description: "A person who presides, speaks or attends." })
@Entity()
@Unique("person_key_unique", ["key"])
@Check("person_key_not_empty", "key <> ''")
export class Person {
  @Field(() => ID, { description: "Lasting id of the person." })
  @PrimaryColumn("uuid")
  id!: string;

  /** The name folded for comparison (case, width, script). */
  @Column("text")
  key!: string;

  @Field(() => String, { description: "Name, as first printed." })
  @Column("text")
  name!: string;

  @Field(() => [String], { description: "Other names the person is printed under." })
  @Column("text", { array: true, default: [] })
  aliases!: string[];
}
