import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";

/** A source whose search records are out of date. Written in the transaction that changed it, drained by one keyed job. */
@Entity()
@Index("outbox_source", ["sourceId"])
export class Outbox {
  @PrimaryGeneratedColumn("identity", { type: "bigint" })
  id!: string;

  /** No foreign key: a purged source must still reach the index. */
  @Column("uuid")
  sourceId!: string;

  /** When it was written: the index is up to date as of the oldest row that waits. */
  @Column("timestamptz")
  writtenAt!: Date;
}
