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
  insert: `
    INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
    SELECT $1, $2, max(number) + 1, $3, $4, $5, 1, 1, now() FROM posts WHERE thread_id = $2
    RETURNING number`,
} as const;
