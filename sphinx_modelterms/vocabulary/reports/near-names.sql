-- Names that differ in spaces, hyphens or a plural ('spelling'), or in one letter ('letter').
-- Names that some term has both of are known to mean the same, and are left out, as are those that
-- differ from more than 100 others in the same way.
WITH named AS (
  SELECT name_key, loose, MIN(name) AS name, COUNT(DISTINCT project) AS projects,
    MIN(project) AS project
  FROM name
  WHERE kind <> 'form'
  GROUP BY name_key, loose
),
letters AS (
  SELECT DISTINCT name_key, deleted FROM near
),
telling_spelling AS (
  SELECT loose FROM named GROUP BY loose HAVING COUNT(*) BETWEEN 2 AND 100
),
telling_letters AS (
  SELECT deleted FROM letters GROUP BY deleted HAVING COUNT(*) BETWEEN 2 AND 100
),
pairs AS (
  SELECT a.name_key AS key_a, b.name_key AS key_b, 'spelling' AS difference
  FROM telling_spelling
  JOIN named AS a ON a.loose = telling_spelling.loose
  JOIN named AS b ON b.loose = a.loose
  WHERE a.name_key < b.name_key
  UNION
  SELECT a.name_key AS key_a, b.name_key AS key_b, 'letter' AS difference
  FROM telling_letters
  JOIN letters AS a ON a.deleted = telling_letters.deleted
  JOIN letters AS b ON b.deleted = a.deleted
  WHERE a.name_key < b.name_key
),
found AS (
  SELECT key_a, key_b, MAX(difference) AS difference
  FROM pairs
  GROUP BY key_a, key_b
),
owned AS (
  SELECT DISTINCT project, id, name_key FROM name
),
together AS (
  SELECT DISTINCT found.key_a, found.key_b
  FROM found
  JOIN owned AS a ON a.name_key = found.key_a
  JOIN owned AS b ON b.name_key = found.key_b AND b.project = a.project AND b.id = a.id
)
SELECT
  a.name AS name_a,
  b.name AS name_b,
  found.difference AS difference,
  CAST(a.projects AS BIGINT) AS projects_a,
  CAST(b.projects AS BIGINT) AS projects_b,
  a.project AS project_a,
  b.project AS project_b
FROM found
JOIN named AS a ON a.name_key = found.key_a
JOIN named AS b ON b.name_key = found.key_b
LEFT JOIN together
  ON together.key_a = found.key_a AND together.key_b = found.key_b
WHERE together.key_a IS NULL
ORDER BY difference DESC, found.key_a, found.key_b, name_a, name_b, projects_a, projects_b,
  project_a, project_b
