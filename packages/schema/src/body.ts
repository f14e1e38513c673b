import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from "typeorm";

@ObjectType({ description: "An organization that meets." })
@Entity()
@Unique("body_key_unique", ["key"])
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
