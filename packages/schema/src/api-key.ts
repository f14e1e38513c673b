import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { isSha256 } from "./constraints.js";

/** A key that may write. Only its hash is stored; its name stands beside every decision made with it. */
@Entity()
@Index("api_key_name_unique", ["name"], { unique: true, where: "revoked_at IS NULL" })
@Index("api_key_hash_unique", ["hash"], { unique: true })
@Check("api_key_hash_is_sha256", isSha256("hash"))
@Check("api_key_name_not_empty", "name <> ''")
export class ApiKey {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  name!: string;

  /** SHA-256 of the key, in hexadecimal; the key itself has 256 random bits, so no salt is needed. */
  @Column("text")
  hash!: string;

  @Column("timestamptz")
  createdAt!: Date;

  @Column("timestamptz", { nullable: true })
  lastUsedAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  revokedAt!: Date | null;
}
