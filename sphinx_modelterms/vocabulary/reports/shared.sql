-- Names that several projects define, or that one defines and others use without a definition:
-- the owners, the project with the most mentions, and the use.
WITH owned AS (
  SELECT name.name_key, name.project, name.id, MIN(name.name) AS name,
    MIN(term.meaning) AS meaning, MIN(term.explicit + term.automatic) AS mentions
  FROM name
  JOIN term ON term.project = name.project AND term.id = name.id
  WHERE name.kind <> 'form'
  GROUP BY name.name_key, name.project, name.id
),
owners AS (
  SELECT name_key, project, SUM(mentions) AS mentions
  FROM owned
  GROUP BY name_key, project
),
ranked AS (
  SELECT name_key, project,
    ROW_NUMBER() OVER (PARTITION BY name_key ORDER BY mentions DESC, project) AS place
  FROM owners
),
totals AS (
  SELECT name_key, MIN(name) AS name, COUNT(DISTINCT project) AS projects,
    SUM(mentions) AS mentions
  FROM owned
  GROUP BY name_key
),
meanings AS (
  SELECT name_key, COUNT(DISTINCT meaning) AS definitions
  FROM owned
  WHERE meaning <> ''
  GROUP BY name_key
),
lacking AS (
  SELECT gap.name_key, COUNT(DISTINCT gap.project) AS projects
  FROM gap
  LEFT JOIN owners ON owners.name_key = gap.name_key AND owners.project = gap.project
  WHERE owners.project IS NULL
  GROUP BY gap.name_key
)
SELECT
  totals.name AS name,
  CAST(totals.projects AS BIGINT) AS projects,
  CAST(COALESCE(meanings.definitions, 0) AS BIGINT) AS definitions,
  CAST(COALESCE(lacking.projects, 0) AS BIGINT) AS undefined_in,
  CAST(totals.mentions AS BIGINT) AS mentions,
  ranked.project AS main_project
FROM totals
JOIN ranked ON ranked.name_key = totals.name_key AND ranked.place = 1
LEFT JOIN meanings ON meanings.name_key = totals.name_key
LEFT JOIN lacking ON lacking.name_key = totals.name_key
WHERE totals.projects > 1 OR lacking.projects > 0
ORDER BY projects DESC, undefined_in DESC, mentions DESC, totals.name_key, name, definitions,
  main_project
