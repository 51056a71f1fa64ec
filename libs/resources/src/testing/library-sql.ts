import { statement } from '#platform/database';

export const ACCOUNT = statement(
  'test-library-account',
  `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at)
   VALUES ($1::uuid, $2, $1::text || '@example.org', 'none', $5, $3, CASE WHEN $4::boolean THEN now() END)`,
);
export const SLUGS = statement('test-library-slugs', `SELECT slug FROM communities ORDER BY slug LIMIT 3`);
export const ARRANGE = statement(
  'test-library-arrange',
  `UPDATE communities SET visibility = $2, status = $3, eligibility = $4 WHERE slug = $1 RETURNING id`,
);
export const JOIN = statement(
  'test-library-join',
  `INSERT INTO memberships (community_id, account_id, role, sort_name)
   SELECT id, $2, $3, 'x' FROM communities WHERE slug = $1
   ON CONFLICT (community_id, account_id) DO UPDATE SET role = $3`,
);
export const LEAVE = statement(
  'test-library-leave',
  `DELETE FROM memberships WHERE account_id = $2 AND community_id = (SELECT id FROM communities WHERE slug = $1)`,
);
export const UPLOAD = statement(
  'test-library-upload',
  `WITH charged AS (
     INSERT INTO community_storage AS s (community_id, bytes) SELECT id, $6::bigint FROM communities WHERE slug = $3
     ON CONFLICT (community_id) DO UPDATE SET bytes = s.bytes + $6)
   INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, size, state, media_type, sha256)
   SELECT $1, $2, id, $4, $5, $6, 'READY', $5, $7 FROM communities WHERE slug = $3`,
);
export const CHARGED = statement(
  'test-library-charged',
  `SELECT bytes FROM community_storage s JOIN communities c ON c.id = s.community_id WHERE c.slug = $1`,
);
export const LETTERS = statement(
  'test-library-letters',
  `SELECT m.subject, m.text_body AS text, m.about FROM outgoing_mails m JOIN accounts a ON lower(a.email) = lower(m.recipient)
   WHERE a.id = $1 ORDER BY m.id`,
);
export const AUDIT = statement(
  'test-library-audit',
  `SELECT action, account_id AS "accountId", reason, details FROM audit_entries WHERE subject = $1 ORDER BY id`,
);
