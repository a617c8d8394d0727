-- Abbreviations and phrases that several projects use, and that none defines.
WITH known AS (
  SELECT DISTINCT name_key FROM name
),
unknown AS (
  SELECT gap.name_key, gap.text, gap.kind, gap.project, gap.times
  FROM gap
  LEFT JOIN known ON known.name_key = gap.name_key
  WHERE known.name_key IS NULL
)
SELECT
  MIN(text) AS name,
  MIN(kind) AS kind,
  CAST(COUNT(DISTINCT project) AS BIGINT) AS projects,
  CAST(SUM(times) AS BIGINT) AS times,
  MIN(project) AS project
FROM unknown
GROUP BY name_key
HAVING COUNT(DISTINCT project) > 1
ORDER BY projects DESC, times DESC, name, kind, project
