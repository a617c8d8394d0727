"""Search of texts on Spark, by the function that local processes run."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.terminal import Unusable
from sphinx_modelterms.vocabulary.engines import check_installed, spark_path, spark_session
from sphinx_modelterms.vocabulary.searching import files_of, names_of, places_in

if TYPE_CHECKING:
    from sphinx_modelterms.vocabulary.searching import Search


def search_on_spark(search: Search) -> int:
    """Search all texts on Spark, and return the number of places.

    Workers read the names themselves, so the vocabulary must be where they can read it.

    :raises Unusable: if the texts can't be searched, or Spark isn't installed or fails
    """
    check_installed("spark")
    files, source = files_of(search), names_of(search)
    try:
        with spark_session() as session:
            texts = session.read.parquet(*(spark_path(Path(file)) for file in files))
            others = ", ".join(
                f"`{field.name.replace('`', '``')}` {field.dataType.simpleString()}"
                for field in texts.schema
                if field.name != search.column
            )
            own = "name_key string, words string, start bigint, stop bigint"
            found = texts.mapInArrow(
                partial(places_in, source=source, column=search.column),
                ", ".join(filter(None, (others, own))),
            )
            found.write.mode("overwrite").parquet(str(search.out))
            return int(session.read.parquet(str(search.out)).count())
    except Exception as error:
        reason = " ".join(str(error).split())[:400]
        raise Unusable(f"Spark can't search: {type(error).__name__}: {reason}") from error
