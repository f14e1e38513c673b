import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { oneOf } from "./constraints.js";
import { ImportOutcome, ImportState, ProblemCode } from "./kind.js";

registerEnumType(ImportState, { name: "ImportState", description: "State of an import." });
registerEnumType(ImportOutcome, { name: "ImportOutcome", description: "How one document ended in an import." });
registerEnumType(ProblemCode, {
  name: "ProblemCode",
  description: "Why a document could not be read, stored or indexed; a stable code for scripts.",
});

@ObjectType({ description: "One run of an import." })
@Entity()
@Index("import_run_started", ["startedAt"])
@Check("import_run_state_known", oneOf("state", ImportState))
@Check("import_run_ended", "(state = 'RUNNING') = (ended_at IS NULL)")
export class ImportRun {
  @Field(() => ID, { description: "Id of the run." })
  @PrimaryColumn("uuid")
  id!: string;

  @Field(() => ImportState, { description: "Whether it runs, ended well, failed or was interrupted." })
  @Column("text")
  state!: ImportState;

  @Field(() => String, { description: "What was imported: paths as given, or the name of an upload." })
  @Column("text")
  origin!: string;

  @Field(() => String, { description: "Name of the key, or the command line." })
  @Column("text")
  by!: string;

  @Field(() => GraphQLDateTimeISO, { description: "When it started." })
  @Column("timestamptz")
  startedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it ended." })
  @Column("timestamptz", { nullable: true })
  endedAt!: Date | null;

  /** Last sign of life; a RUNNING run that gives none for a minute was interrupted. */
  @Column("timestamptz")
  heartbeatAt!: Date;

  @Field(() => Int, { description: "Documents that are new." })
  @Column("integer", { default: 0 })
  stored!: number;

  @Field(() => Int, { description: "Documents that are new versions of known sources." })
  @Column("integer", { default: 0 })
  updated!: number;

  @Field(() => Int, { description: "Documents that were here already." })
  @Column("integer", { default: 0 })
  unchanged!: number;

  @Field(() => Int, { description: "Documents, or parts of files, that could not be read." })
  @Column("integer", { default: 0 })
  problems!: number;

  @Field(() => [String], {
    description: "Places of the collection that were imported before and are no longer there. Nothing was deleted.",
  })
  @Column("text", { array: true, default: [] })
  missing!: string[];
}

@ObjectType({ description: "A document that could not be read or stored, why, and what to do. Clears itself when the file reads well." })
@Entity()
@Check("import_problem_code_known", oneOf("code", ProblemCode))
@Index("import_problem_open", ["collection", "file"], { where: "cleared_at IS NULL" })
@Index("import_problem_run", ["runId"])
export class ImportProblem {
  @Field(() => ID, { description: "Id of the problem." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid", { nullable: true })
  runId!: string | null;

  @ManyToOne(() => ImportRun, { nullable: true, onDelete: "SET NULL" })
  @JoinColumn()
  run?: Relation<ImportRun> | null;

  @Field(() => String, { description: "Name of the collection." })
  @Column("text")
  collection!: string;

  @Field(() => String, { description: "The file, as in its collection." })
  @Column("text")
  file!: string;

  @Field(() => Int, { nullable: true, description: "Row of the file, from 1; null for the whole file." })
  @Column("integer", { name: "row_number", nullable: true })
  row!: number | null;

  @Field(() => Int, { nullable: true, description: "Line, from 1, where it is known." })
  @Column("integer", { name: "line_number", nullable: true })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: "Column, from 1, where it is known." })
  @Column("integer", { name: "column_number", nullable: true })
  column!: number | null;

  @Field(() => ProblemCode, { description: "A stable code." })
  @Column("text")
  code!: ProblemCode;

  @Field(() => String, { description: "What is wrong." })
  @Column("text")
  message!: string;

  @Field(() => String, { description: "What to do about it." })
  @Column("text")
  advice!: string;

  @Field(() => GraphQLDateTimeISO, { description: "When it was first seen." })
  @Column("timestamptz")
  firstSeenAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: "When it was last seen." })
  @Column("timestamptz")
  lastSeenAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was cleared; null while it stands." })
  @Column("timestamptz", { nullable: true })
  clearedAt!: Date | null;
}
