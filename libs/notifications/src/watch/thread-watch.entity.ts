import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { WatchCause, WatchLevel } from './watch.type.js';

/** How closely an account follows a thread, where it is not by the rule. */
@Entity('thread_watches')
@Index('thread_watches_account_id', ['accountId', 'communityId'])
@Check('thread_watches_level', `level IN ('WATCHING', 'NORMAL', 'MUTED')`)
@Check('thread_watches_cause', `cause IN ('STARTED', 'WROTE', 'CHOSEN')`)
export class ThreadWatch {
  @ForeignKey('Thread', { name: 'thread_watches_thread_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'thread_id', primaryKeyConstraintName: 'thread_watches_pkey' })
  threadId!: string;

  @ForeignKey('Account', { name: 'thread_watches_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'thread_watches_pkey' })
  accountId!: string;

  /** Of the thread, so that whoever leaves the community is found by it. */
  @ForeignKey('Community', { name: 'thread_watches_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @Column('text')
  level!: WatchLevel;

  @Column('text')
  cause!: WatchCause;

  /** The later of two choices counts: this one, or the community's. */
  @Column('timestamptz', { name: 'set_at', default: () => 'clock_timestamp()' })
  setAt!: Date;
}
