import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from "typeorm";

@ObjectType({ description: "An organization that meets." })
@Entity()
@Unique("body_key_unique", ["key"])
@Index("body_parent", ["parentId"])
@Check("body_key_not_empty", "key <> ''")
@Check("body_not_its_own_parent", "parent_id IS NULL OR parent_id <> id")
export class Body {
  @Field(() => ID, { description: "Lasting id of the body." })
  @PrimaryColumn("uuid")
  id!: string;

  /** The name folded for comparison (case, width, script, leading article). */
  @Column("text")
  key!: string;

  @Field(() => String, { description: "Name, as first printed." })
  @Column("text")
  name!: string;

  @Field(() => [String], { description: "Other names it is printed under." })
  @Column("text", { array: true, default: [] })
  aliases!: string[];

  @Column("uuid", { nullable: true })
  parentId!: string | null;

  @ManyToOne(() => Body, { nullable: true, onDelete: "SET NULL" })
  @JoinColumn()
  parent?: Relation<Body> | null;
}
