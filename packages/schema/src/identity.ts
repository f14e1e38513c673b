import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { oneOf } from "./constraints.js";
import { RecordKind } from "./kind.js";

/**
 * Every id ever published, and what it means. A record that is read again finds its id here by its key,
 * else by the span it was read from; an id whose record went away stays, so that it never comes to mean something else.
 */
@Entity()
@Index("identity_own_unique", ["sourceId", "kind", "key"], { unique: true, where: "source_id IS NOT NULL" })
@Index("identity_shared_unique", ["kind", "key"], { unique: true, where: "source_id IS NULL" })
@Index("identity_redirect", ["redirectTo"])
@Check("identity_kind_known", oneOf("kind", RecordKind))
@Check("identity_no_self_redirect", "redirect_to IS NULL OR redirect_to <> id")
export class Identity {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  kind!: RecordKind;

  /** The source the record was read from; null for what many sources share (people, bodies, phrases, collections, sources). */
  @Column("uuid", { nullable: true })
  sourceId!: string | null;

  /** The source's own identity, not the source: ids outlive a purge. */
  @ManyToOne(() => Identity, { nullable: true, deferrable: "INITIALLY DEFERRED" })
  @JoinColumn()
  source?: Relation<Identity> | null;

  /** What the record is within its source, in words that survive a better reader where they can. */
  @Column("text")
  key!: string;

  /** Span of the source's text that the record was read from, for matching when the key has changed. */
  @Column("integer", { name: "start_offset", nullable: true })
  start!: number | null;

  @Column("integer", { name: "end_offset", nullable: true })
  end!: number | null;

  /** The record it was merged into. */
  @Column("uuid", { nullable: true })
  redirectTo!: string | null;

  @ManyToOne(() => Identity, { nullable: true, deferrable: "INITIALLY DEFERRED" })
  @JoinColumn({ name: "redirect_to" })
  redirect?: Relation<Identity> | null;

  /** When its record went away; null while there is one. */
  @Column("timestamptz", { nullable: true })
  retiredAt!: Date | null;
}
