-- Names that differ in more than their spelling, and have definitions that are equal or have at
-- least 60 % of their words in common: a row for each two names, with the definitions that are
-- most alike. A name stands for all its definitions with an equal sketch (MinHash). Candidates are
-- names with an equal sketch and one of the three rarest words of their definitions in common;
-- then all words are compared, of definitions that are numbered, since numbers are joined faster.
-- What more than 20 names have in common are stock phrases, and left out.
WITH numbered AS (
  SELECT meaning, ROW_NUMBER() OVER (ORDER BY meaning) AS number
  FROM (SELECT DISTINCT meaning FROM term WHERE meaning <> '') AS meanings
),
defined AS (
  SELECT term.loose, numbered.number AS meaning, COUNT(DISTINCT term.project) AS projects
  FROM term
  JOIN numbered ON numbered.meaning = term.meaning
  GROUP BY term.loose, numbered.number
),
sketches AS (
  SELECT DISTINCT band.sketch, defined.loose, defined.meaning, defined.projects
  FROM band
  JOIN numbered ON numbered.meaning = band.meaning
  JOIN defined ON defined.meaning = numbered.number
),
shared AS (
  SELECT sketch FROM sketches GROUP BY sketch HAVING COUNT(*) > 1
),
sketched AS (
  SELECT sketches.sketch, sketches.loose, sketches.meaning,
    ROW_NUMBER() OVER (
      PARTITION BY sketches.sketch, sketches.loose
      ORDER BY sketches.projects DESC, sketches.meaning
    ) AS place
  FROM shared
  JOIN sketches ON sketches.sketch = shared.sketch
),
words AS (
  SELECT DISTINCT numbered.number AS meaning, word.word
  FROM word
  JOIN numbered ON numbered.meaning = word.meaning
),
sizes AS (
  SELECT meaning, COUNT(*) AS size FROM words GROUP BY meaning
),
frequent AS (
  SELECT word, COUNT(*) AS times FROM words GROUP BY word
),
ranked AS (
  SELECT words.meaning, words.word,
    ROW_NUMBER() OVER (PARTITION BY words.meaning ORDER BY frequent.times, words.word) AS place
  FROM words
  JOIN frequent ON frequent.word = words.word
),
members AS (
  SELECT sketched.sketch, ranked.word, sketched.loose, sketched.meaning
  FROM sketched
  JOIN ranked ON ranked.meaning = sketched.meaning AND ranked.place <= 3
  WHERE sketched.place = 1
),
telling AS (
  SELECT sketch, word FROM members GROUP BY sketch, word HAVING COUNT(*) BETWEEN 2 AND 20
),
candidates AS (
  SELECT DISTINCT a.loose AS loose_a, a.meaning AS meaning_a,
    b.loose AS loose_b, b.meaning AS meaning_b
  FROM telling
  JOIN members AS a ON a.sketch = telling.sketch AND a.word = telling.word
  JOIN members AS b ON b.sketch = a.sketch AND b.word = a.word
  JOIN sizes AS size_a ON size_a.meaning = a.meaning
  JOIN sizes AS size_b ON size_b.meaning = b.meaning
  WHERE a.loose < b.loose
    AND size_a.size * 100 >= 60 * size_b.size AND size_b.size * 100 >= 60 * size_a.size
),
common AS (
  SELECT candidates.loose_a, candidates.meaning_a, candidates.loose_b, candidates.meaning_b,
    COUNT(*) AS shared
  FROM candidates
  JOIN words AS a ON a.meaning = candidates.meaning_a
  JOIN words AS b ON b.meaning = candidates.meaning_b AND b.word = a.word
  GROUP BY candidates.loose_a, candidates.meaning_a, candidates.loose_b, candidates.meaning_b
),
alike AS (
  SELECT common.loose_a, common.meaning_a, common.loose_b, common.meaning_b, common.shared,
    a.size + b.size - common.shared AS together,
    ROW_NUMBER() OVER (
      PARTITION BY common.loose_a, common.loose_b
      ORDER BY a.size + b.size - 2 * common.shared, common.shared DESC,
        common.meaning_a, common.meaning_b
    ) AS place
  FROM common
  JOIN sizes AS a ON a.meaning = common.meaning_a
  JOIN sizes AS b ON b.meaning = common.meaning_b
  WHERE common.shared * 100 >= 60 * (a.size + b.size - common.shared)
),
owners AS (
  SELECT loose, COUNT(DISTINCT project) AS projects FROM term GROUP BY loose
),
first AS (
  SELECT term.loose, numbered.number AS meaning, term.project, term.name, term.summary,
    ROW_NUMBER() OVER (
      PARTITION BY term.loose, numbered.number ORDER BY term.project, term.id
    ) AS place
  FROM term
  JOIN numbered ON numbered.meaning = term.meaning
)
SELECT
  a.name AS name_a,
  CAST(owners_a.projects AS BIGINT) AS projects_a,
  a.project AS project_a,
  a.summary AS definition_a,
  b.name AS name_b,
  CAST(owners_b.projects AS BIGINT) AS projects_b,
  b.project AS project_b,
  b.summary AS definition_b,
  CAST(alike.shared AS BIGINT) AS common_words,
  CAST(alike.together AS BIGINT) AS words
FROM alike
JOIN first AS a ON a.loose = alike.loose_a AND a.meaning = alike.meaning_a AND a.place = 1
JOIN first AS b ON b.loose = alike.loose_b AND b.meaning = alike.meaning_b AND b.place = 1
JOIN owners AS owners_a ON owners_a.loose = alike.loose_a
JOIN owners AS owners_b ON owners_b.loose = alike.loose_b
WHERE alike.place = 1
ORDER BY common_words DESC, words, name_a, name_b, projects_a, projects_b, project_a, project_b,
  definition_a, definition_b
