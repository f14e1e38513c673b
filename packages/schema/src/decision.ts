import { GraphQLDateTimeISO, GraphQLJSON } from "graphql-scalars";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { oneOf } from "./constraints.js";
import { DecisionAction, RecordKind } from "./kind.js";

registerEnumType(DecisionAction, { name: "DecisionAction", description: "What a person decided." });

@ObjectType({ description: "What a person confirmed, rejected, corrected, merged or withdrew. Outlives every re-import and re-link." })
@Entity()
@Index("decision_record", ["recordId"])
@Index("decision_at", ["at", "id"])
@Check("decision_action_known", oneOf("action", DecisionAction))
@Check("decision_record_kind_known", oneOf("record_kind", RecordKind))
export class Decision {
  @Field(() => ID, { description: "Lasting id of the decision." })
  @PrimaryColumn("uuid")
  id!: string;

  @Field(() => DecisionAction, { description: "What was decided." })
  @Column("text")
  action!: DecisionAction;

  @Field(() => RecordKind, { description: "Type of the record." })
  @Column("text")
  recordKind!: RecordKind;

  @Field(() => ID, { description: "The record it is about." })
  @Column("uuid")
  recordId!: string;

  @Field(() => String, { nullable: true, description: "The field it is about; null for the whole record." })
  @Column("text", { nullable: true })
  field!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "The value before." })
  @Column("jsonb", { nullable: true })
  from!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: "The value after." })
  @Column("jsonb", { nullable: true })
  to!: unknown;

  /** What reading or linking gives at present, kept up to date by every re-import: what undoing goes back to. */
  @Column("jsonb", { nullable: true })
  asRead!: unknown;

  @Field(() => String, { description: "Name of the key it was made with." })
  @Column("text")
  by!: string;

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  @Column("timestamptz")
  at!: Date;

  @Field(() => String, { nullable: true, description: "Why, in the person's words." })
  @Column("text", { nullable: true })
  note!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was undone; null while it holds." })
  @Column("timestamptz", { nullable: true })
  undoneAt!: Date | null;
}
