-- Projects that define the same names, and how many of these have the same definition. Names that
-- more than 50 projects define say nothing about two of them, and are left out.
WITH counted AS (
  SELECT name_key FROM name WHERE kind <> 'form'
  GROUP BY name_key
  HAVING COUNT(DISTINCT project) BETWEEN 2 AND 50
),
defined AS (
  SELECT DISTINCT name.name_key, name.project, term.meaning
  FROM counted
  JOIN name ON name.name_key = counted.name_key
  JOIN term ON term.project = name.project AND term.id = name.id
  WHERE name.kind <> 'form'
),
owners AS (
  SELECT DISTINCT name_key, project FROM defined
),
common AS (
  SELECT a.project AS project_a, b.project AS project_b, COUNT(*) AS names
  FROM owners AS a
  JOIN owners AS b ON b.name_key = a.name_key
  WHERE a.project < b.project
  GROUP BY a.project, b.project
),
agreed AS (
  SELECT project_a, project_b, COUNT(*) AS names
  FROM (
    SELECT DISTINCT a.project AS project_a, b.project AS project_b, a.name_key AS name_key
    FROM defined AS a
    JOIN defined AS b ON b.name_key = a.name_key AND b.meaning = a.meaning
    WHERE a.project < b.project
  ) AS alike
  GROUP BY project_a, project_b
)
SELECT
  common.project_a AS project_a,
  common.project_b AS project_b,
  CAST(common.names AS BIGINT) AS common_names,
  CAST(COALESCE(agreed.names, 0) AS BIGINT) AS same_definition
FROM common
LEFT JOIN agreed
  ON agreed.project_a = common.project_a AND agreed.project_b = common.project_b
ORDER BY common_names DESC, project_a, project_b, same_definition
