import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { oneOf } from "./constraints.js";
import { RecordKind } from "./kind.js";
import { Source } from "./source.js";

registerEnumType(RecordKind, { name: "RecordKind", description: "The types that carry a lasting id." });

@ObjectType({ description: "Where an extracted value came from: the words, their span, and the method that read them." })
@Entity()
@Index("evidence_record", ["recordId"])
@Index("evidence_source", ["sourceId"])
@Check(
  "evidence_span",
  "(start_offset IS NULL) = (end_offset IS NULL) AND (start_offset IS NULL OR (start_offset >= 0 AND end_offset > start_offset))",
)
@Check("evidence_record_kind_known", oneOf("record_kind", RecordKind))
@Check("evidence_confidence_range", "confidence >= 0 AND confidence <= 1")
export class Evidence {
  @Field(() => ID, { description: "Id of the evidence." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Field(() => RecordKind, { description: "Type of the record that has the value." })
  @Column("text")
  recordKind!: RecordKind;

  @Field(() => ID, { description: "The record that has the value." })
  @Column("uuid")
  recordId!: string;

  @Field(() => String, { description: "Name of the field, as in this schema: heldOn, theme, role." })
  @Column("text")
  field!: string;

  @Field(() => String, { description: "The value that was read." })
  @Column("text")
  value!: string;

  @Field(() => String, { nullable: true, description: "The words at the span; null for a value from metadata." })
  @Column("text", { nullable: true })
  printed!: string | null;

  @Field(() => Int, { nullable: true, description: "Start in the source's text, in UTF-16 code units; null for a value from metadata." })
  @Column("integer", { name: "start_offset", nullable: true })
  start!: number | null;

  @Field(() => Int, { nullable: true, description: "End in the source's text, exclusive." })
  @Column("integer", { name: "end_offset", nullable: true })
  end!: number | null;

  @Field(() => String, { description: "Which rule or which metadata gave the value." })
  @Column("text")
  method!: string;

  @Field(() => Float, { description: "How sure the reading is, from 0 to 1." })
  @Column("real")
  confidence!: number;
}
