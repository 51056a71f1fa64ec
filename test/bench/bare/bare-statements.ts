/** The one statement behind each request of the bare program; the same rows and the same fields of a post as ours. */
export const BARE_STATEMENTS = {
  page: `
    SELECT p.id, p.number, p.body, p.body_html AS "bodyHtml", p.revision, p.created_at AS "createdAt",
           p.edited_at AS "editedAt", p.author_id AS "authorId", a.name AS "authorName"
    FROM posts p JOIN accounts a ON a.id = p.author_id
    WHERE p.thread_id = $1 AND p.number >= $2 ORDER BY p.number LIMIT 20`,
  list: `
    SELECT t.id, t.title, t.excerpt, t.last_number AS "lastNumber", t.created_at AS "createdAt",
           t.last_activity_at AS "lastActivityAt", t.author_id AS "authorId", a.name AS "authorName",
           t.last_author_id AS "lastAuthorId", l.name AS "lastAuthorName"
    FROM threads t JOIN accounts a ON a.id = t.author_id JOIN accounts l ON l.id = t.last_author_id
    WHERE t.community_id = $1 ORDER BY t.last_activity_at DESC, t.id DESC LIMIT 20`,
  resources: `
    SELECT r.id, r.title, r.kind, r.language, r.tags, r.licence, r.url, r.downloads, r.updated_at AS "updatedAt",
           r.sharer_id AS "sharerId", a.name AS "sharerName", v.id AS "versionId", v.number, f.name AS "fileName",
           f.media_type AS "mediaType", s.size
    FROM resources r JOIN accounts a ON a.id = r.sharer_id
    LEFT JOIN resource_versions v ON v.resource_id = r.id AND v.number = r.last_number
    LEFT JOIN files f ON f.id = v.id LEFT JOIN stored_files s ON s.id = f.stored_file_id
    WHERE r.community_id = $1 AND r.deleted_at IS NULL ORDER BY r.updated_at DESC, r.id DESC LIMIT 20`,
  inbox: `
    SELECT n.id, n.kind, n.count, n.first_number AS "firstNumber", n.created_at AS "createdAt", n.read_at AS "readAt",
           n.thread_id AS "threadId", t.title, c.slug, c.name_en AS "communityName", a.id AS "actorId", a.name AS "actorName"
    FROM notifications n JOIN threads t ON t.id = n.thread_id JOIN communities c ON c.id = n.community_id
    JOIN accounts a ON a.id = n.actor_ids[1]
    WHERE n.account_id = $1 ORDER BY n.created_at DESC, n.id DESC LIMIT 20`,
  // What the product counts as well: threads with a word of others after the mark, in the last 60 days, of the 300 latest of
  // a community, 100 at most.
  unread: `
    SELECT c.id, c.slug, c.name_en AS name, c.summary_en AS summary, u.unread
    FROM memberships m JOIN communities c ON c.id = m.community_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS unread FROM (
        SELECT FROM (
          SELECT id, last_number, last_activity_at FROM threads
          WHERE community_id = m.community_id AND last_activity_at > now() - interval '60 days'
          ORDER BY last_activity_at DESC, id DESC LIMIT 300) t
        LEFT JOIN read_marks r ON r.account_id = m.account_id AND r.thread_id = t.id
        WHERE t.last_activity_at > m.joined_at AND t.last_number > coalesce(r.number, 0) LIMIT 100) found) u
    WHERE m.account_id = $1 ORDER BY c.name_en`,
  insert: `
    INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
    SELECT $1, $2, max(number) + 1, $3, $4, $5, 1, 1, now() FROM posts WHERE thread_id = $2
    RETURNING number`,
} as const;
