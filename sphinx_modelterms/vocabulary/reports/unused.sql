-- Terms that no page of their own project mentions.
SELECT
  project,
  name,
  scope,
  summary AS definition,
  url
FROM term
WHERE explicit + automatic = 0
ORDER BY project, name, scope, url, definition
