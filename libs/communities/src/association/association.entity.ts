import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Language } from '#identity';

/** An association that keeps communities. */
@Entity('associations')
@Unique('associations_slug_key', ['slug'])
@Check('associations_languages_check', `languages <@ ARRAY['EN', 'FR']`)
export class Association {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'associations_pkey' })
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'name_fr' })
  nameFr!: string;

  /** Languages in which the association works. */
  @Column('text', { array: true })
  languages!: Language[];

  /** Place in the directory file. */
  @Column('integer')
  position!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
