"""What can be asked of the exchange? Look at a file, settle it, bring it in, take it back, export.

proposal = preview(path, catalog)                    # nothing is changed
asked = questions(proposal, answers)                 # after each answer again
settled = settle_file(proposal, answers, Existing.of(keeper), today=..., zone=...)
batch = bring(keeper, settled)                       # all of it, or nothing
take_back(keeper, batch.id)                          # one undo
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, tzinfo
from pathlib import Path

from core.catalog import Catalog
from core.errors import Problem
from core.exchange.atomic import write_file
from core.exchange.matching import Matcher
from core.exchange.needs import Batch, Contents, Keeper
from core.exchange.ours import settle_ours
from core.exchange.ours_csv import read_csv, to_csv
from core.exchange.ours_json import read_json, to_json
from core.exchange.proposal import Answers, Proposal, propose
from core.exchange.reading import FileText, read_file
from core.exchange.recognise import read_sets, recognise
from core.exchange.settling import Existing, Settled, settle
from core.exchange.undoing import undo_from_json
from core.exchange.values import App, Unreadable, Watch
from core.journal import SetEntry

SUFFIXES = {".json": App.OUR_JSON, ".csv": App.OUR_CSV}


def preview(
    path: Path, catalog: Catalog, *, watch: Watch | None = None, matcher: Matcher | None = None
) -> Proposal:
    """Read a file, recognise whose it is, match its names, and say what is open.

    Args:
        path: The file.
        catalog: The exercises to match with.
        watch: Told how far it is; may stop it.
        matcher: One that is kept between files; None makes one.

    Raises:
        Unreadable: The file is refused as a whole; names file, line and reason.
        Cancelled: The person stopped it.

    """
    watch = watch or Watch()
    return preview_text(
        read_file(path, watch.part(0.0, 0.2)), catalog, watch=watch.part(0.2, 1.0), matcher=matcher
    )


def preview_text(
    file: FileText, catalog: Catalog, *, watch: Watch | None = None, matcher: Matcher | None = None
) -> Proposal:
    """Do the same for a file that is read already."""
    watch = watch or Watch()
    app = recognise(file)
    if app.ours:
        found = read_json(file, watch) if app is App.OUR_JSON else read_csv(file, catalog, watch)
        proposal = Proposal(
            file=file.name,
            sha256=file.sha256,
            app=app,
            catalog=catalog,
            troubles=tuple(found.troubles),
            ours=found.contents,
            set_lines=found.set_lines,
            lost=tuple(found.lost),
        )
    else:
        reading = read_sets(file, watch.part(0.0, 0.7))
        matcher = matcher or Matcher(catalog)
        proposal = propose(file.name, file.sha256, reading, catalog, matcher, watch.part(0.7, 1.0))
    proposal = replace(proposal, doubt=file.doubt)
    if proposal.empty and not proposal.troubles:
        raise Unreadable(file.name, f"is a file of {app.value}, but there are no sets in it")
    watch.at(1.0)
    return proposal


def settle_file(
    proposal: Proposal,
    answers: Answers,
    existing: Existing,
    *,
    today: date,
    zone: tzinfo,
    watch: Watch | None = None,
) -> Settled:
    """Say exactly what an import would do with these answers; nothing is changed.

    Raises:
        Cancelled: The person stopped it.

    """
    if proposal.ours is not None:
        return settle_ours(proposal, answers, existing, today=today)
    return settle(proposal, answers, existing, today=today, zone=zone, watch=watch)


def bring(keeper: Keeper, settled: Settled) -> Batch | None:
    """Put it into the log: all of it, or nothing. None when there was nothing to add.

    Raises:
        Problem: The log could not be written; nothing was changed.

    """
    if settled.batch is None:
        return None
    return keeper.add_batch(settled.batch, settled.contents)


def take_back(keeper: Keeper, batch_id: str) -> tuple[SetEntry, ...]:
    """Take an import out of the log, with all that came with it; give the sets that are gone.

    Raises:
        Problem: There is no such import, or the log could not be written; nothing was changed.

    """
    batch = next((b for b in keeper.batches() if b.id == batch_id), None)
    if batch is None:
        raise Problem("This import is not in the log any more, so nothing was changed.")
    return keeper.remove_batch(batch.id, undo_from_json(batch.undo))


def format_of(path: Path) -> App:
    """Tell by its ending how a file is to be written.

    Raises:
        Problem: It ends otherwise.

    """
    app = SUFFIXES.get(path.suffix.lower())
    if app is None:
        raise Problem("Name the file with .json (everything) or .csv (a table).", field="file")
    return app


def export(
    path: Path,
    contents: Contents,
    catalog: Catalog,
    *,
    today: date,
    written_by: str,
    watch: Watch | None = None,
) -> int:
    """Write the log as JSON (everything) or CSV (a table of sets and notes), by the file's ending.

    Returns:
        The number of sets written.

    Raises:
        Problem: The ending is another one, or the file can't be written; the old one is unchanged.
        Cancelled: The person stopped it; the old one is unchanged.

    """
    app = format_of(path)
    parts: Iterator[bytes]
    if app is App.OUR_JSON:
        parts = to_json(contents, catalog, today=today, written_by=written_by)
    else:
        parts = to_csv(contents, catalog)
    write_file(path, parts, watch)
    return len(contents.history.sets)
