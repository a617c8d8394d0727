-- Terms of different names (not only in spelling) whose definitions are equal, or have at least
-- 60 % of their words in common. Candidates have an equal sketch (MinHash), and are then compared
-- word by word; sketches and definitions that more than 100 names have come from stock phrases, and
-- are left out.
WITH first AS (
  SELECT project, id, name, name_key, loose, meaning, summary,
    ROW_NUMBER() OVER (PARTITION BY meaning, name_key ORDER BY project, id) AS place
  FROM term
  WHERE meaning <> ''
),
sketches AS (
  SELECT DISTINCT meaning, band, sketch FROM band
),
named AS (
  SELECT meaning, COUNT(*) AS names FROM first WHERE place = 1 GROUP BY meaning
),
telling AS (
  SELECT sketches.band, sketches.sketch
  FROM sketches
  JOIN named ON named.meaning = sketches.meaning
  GROUP BY sketches.band, sketches.sketch
  HAVING SUM(named.names) BETWEEN 2 AND 100
),
words AS (
  SELECT DISTINCT meaning, word FROM word
),
sizes AS (
  SELECT meaning, COUNT(*) AS size FROM words GROUP BY meaning
),
candidates AS (
  SELECT DISTINCT a.meaning AS meaning_a, b.meaning AS meaning_b
  FROM telling
  JOIN sketches AS a ON a.band = telling.band AND a.sketch = telling.sketch
  JOIN sketches AS b ON b.band = a.band AND b.sketch = a.sketch
  WHERE a.meaning < b.meaning
),
common AS (
  SELECT candidates.meaning_a, candidates.meaning_b, COUNT(*) AS shared
  FROM candidates
  JOIN words AS a ON a.meaning = candidates.meaning_a
  JOIN words AS b ON b.meaning = candidates.meaning_b AND b.word = a.word
  GROUP BY candidates.meaning_a, candidates.meaning_b
),
alike AS (
  SELECT common.meaning_a, common.meaning_b, common.shared,
    a.size + b.size - common.shared AS together
  FROM common
  JOIN sizes AS a ON a.meaning = common.meaning_a
  JOIN sizes AS b ON b.meaning = common.meaning_b
  WHERE common.shared * 100 >= 60 * (a.size + b.size - common.shared)
  UNION ALL
  SELECT sizes.meaning AS meaning_a, sizes.meaning AS meaning_b, size AS shared, size AS together
  FROM sizes
  JOIN named ON named.meaning = sizes.meaning
  WHERE named.names BETWEEN 2 AND 100
)
SELECT
  a.name AS name_a,
  a.project AS project_a,
  a.summary AS definition_a,
  b.name AS name_b,
  b.project AS project_b,
  b.summary AS definition_b,
  CAST(alike.shared AS BIGINT) AS common_words,
  CAST(alike.together AS BIGINT) AS words
FROM alike
JOIN first AS a ON a.meaning = alike.meaning_a AND a.place = 1
JOIN first AS b ON b.meaning = alike.meaning_b AND b.place = 1
WHERE a.loose <> b.loose
  AND (alike.meaning_a <> alike.meaning_b OR a.name_key < b.name_key)
ORDER BY common_words DESC, words, name_a, name_b, project_a, project_b,
  definition_a, definition_b
