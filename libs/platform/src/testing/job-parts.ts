/** SQL of what waits to be done, handler by handler, as `p` with `id`, `task` and `payload`: handlers may share a job. */
export const JOB_PARTS = `(
  SELECT j.id, COALESCE(h.name, t.identifier) AS task, COALESCE(j.payload -> 'event', j.payload) AS payload
  FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  LEFT JOIN LATERAL json_array_elements_text(j.payload -> 'handlers') AS h (name) ON true) AS p`;
