-- Changes since the snapshot before, in projects that both have: terms that are new, gone, or
-- have another definition.
WITH present AS (
  SELECT term.project, term.name_key, term.scope, MIN(term.name) AS name,
    MIN(term.meaning) AS meaning, MIN(term.summary) AS summary
  FROM term
  JOIN project_before ON project_before.project = term.project
  GROUP BY term.project, term.name_key, term.scope
),
past AS (
  SELECT term_before.project, term_before.name_key, term_before.scope,
    MIN(term_before.name) AS name, MIN(term_before.meaning) AS meaning,
    MIN(term_before.summary) AS summary
  FROM term_before
  JOIN project ON project.project = term_before.project
  GROUP BY term_before.project, term_before.name_key, term_before.scope
),
changes AS (
  SELECT present.project AS project, present.name AS name, present.scope AS scope,
    'added' AS difference, '' AS definition_before, present.summary AS definition
  FROM present
  LEFT JOIN past
    ON past.project = present.project
    AND past.name_key = present.name_key
    AND past.scope = present.scope
  WHERE past.project IS NULL
  UNION ALL
  SELECT past.project AS project, past.name AS name, past.scope AS scope,
    'removed' AS difference, past.summary AS definition_before, '' AS definition
  FROM past
  LEFT JOIN present
    ON present.project = past.project
    AND present.name_key = past.name_key
    AND present.scope = past.scope
  WHERE present.project IS NULL
  UNION ALL
  SELECT present.project AS project, present.name AS name, present.scope AS scope,
    'redefined' AS difference, past.summary AS definition_before, present.summary AS definition
  FROM present
  JOIN past
    ON past.project = present.project
    AND past.name_key = present.name_key
    AND past.scope = present.scope
  WHERE past.meaning <> present.meaning
)
SELECT project, name, scope, difference, definition_before, definition
FROM changes
ORDER BY project, name, scope, difference, definition_before, definition
