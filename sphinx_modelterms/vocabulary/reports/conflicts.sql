-- Names with several definitions: a row for each definition, with the first project that has it.
-- Names in different scopes or languages are different names.
WITH defined AS (
  SELECT DISTINCT name.name_key, name.name, name.scope, name.language, term.meaning,
    name.project, name.id
  FROM name
  JOIN term ON term.project = name.project AND term.id = name.id
  WHERE name.kind <> 'form' AND term.meaning <> ''
),
counted AS (
  SELECT name_key, scope, language, MIN(name) AS name,
    COUNT(DISTINCT meaning) AS definitions
  FROM defined
  GROUP BY name_key, scope, language
),
spread AS (
  SELECT name_key, scope, language, meaning, COUNT(DISTINCT project) AS projects
  FROM defined
  GROUP BY name_key, scope, language, meaning
),
numbered AS (
  SELECT name_key, scope, language, meaning, project, id,
    ROW_NUMBER() OVER (
      PARTITION BY name_key, scope, language, meaning ORDER BY project, id
    ) AS place
  FROM defined
)
SELECT
  counted.name AS name,
  numbered.scope AS scope,
  numbered.language AS language,
  CAST(counted.definitions AS BIGINT) AS definitions,
  CAST(spread.projects AS BIGINT) AS projects,
  numbered.project AS project,
  term.name AS term,
  term.summary AS definition,
  term.url AS url
FROM numbered
JOIN counted
  ON counted.name_key = numbered.name_key
  AND counted.scope = numbered.scope
  AND counted.language = numbered.language
JOIN spread
  ON spread.name_key = numbered.name_key
  AND spread.scope = numbered.scope
  AND spread.language = numbered.language
  AND spread.meaning = numbered.meaning
JOIN term ON term.project = numbered.project AND term.id = numbered.id
WHERE counted.definitions > 1 AND numbered.place = 1
ORDER BY definitions DESC, numbered.name_key, scope, language, projects DESC, project, term,
  url, definition, numbered.id, name
