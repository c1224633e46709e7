"""Take all that a deployment holds into a folder, and bring it into a deployment of any stores.

`python -m kotaemon_runtime.backup {export,check,load,verify} FOLDER`, in a pod of its own with
the app's image, settings document, environment and volume. The folder is what restic stores:

- `manifest.json`: what is there; written last, so a folder without it is not finished.
- `metadata/postgres.dump` with `schema` and `counts.tsv`, by postgres_dump.sh; or `metadata/sql.db`.
- `texts/index_N.ndjson`, `vectors/index_N.ndjson`: what the database refers to, in the order of
  files and chunks, so that the next backup of the same is the same.
- `graphs/`: a copy of the graph data; `files/`: the uploaded files, which the volume itself
  stands for when restic reads them, for they never change.

It has a ConfigMap of its own, for the app does not need it.
"""
