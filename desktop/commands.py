"""What ``heard`` can be asked to do; each command imports only what it needs."""

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import paths
from models.errors import UserFacingError

FINE, FOUND, COULD_NOT = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    paths.narrow_permissions()
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.command(asked))
    except UserFacingError as fault:
        _complain(f"{fault.problem} {fault.remedy}")
        return COULD_NOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="heard", description="Chair a child's review and write it up, offline."
    )
    parser.add_argument("--home", metavar="DIR", help="the folder for the encrypted store")
    parser.add_argument(
        "--self-test",
        action="store_const",
        dest="command",
        const=_self_test,
        default=_run,
        help="check that Heard works on this computer",
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    demo = commands.add_parser("demo", help="play a whole review from a case file")
    demo.add_argument("--case", metavar="FILE", help="the case file; the practice case if left out")
    demo.add_argument("--out", metavar="DIR", default="out", help="where documents and pictures go")
    demo.set_defaults(command=_demo)
    verify = commands.add_parser("verify", help="check a store without showing what is in it")
    verify.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
    verify.add_argument("--passphrase-fd", type=int, metavar="N", help="read it from this file")
    verify.set_defaults(command=_verify)
    quality = commands.add_parser("qa", help="check the quality of Word files, without a store")
    quality.add_argument("paths", metavar="PATH", nargs="+", help="a Word file, or a folder")
    quality.add_argument(
        "--json", metavar="FILE", default="", help="write the results with their evidence there"
    )
    quality.add_argument(
        "--comments", metavar="DIR", default="", help="save copies with comments in that folder"
    )
    quality.set_defaults(command=_quality)
    schema = commands.add_parser("schema", help="print the JSON Schema of a case file")
    schema.set_defaults(command=_schema)
    return parser


def _run(asked: argparse.Namespace) -> int:
    gc.disable()  # until the window stands: a start makes nothing that is worth looking for

    from desktop.run import run  # noqa: PLC0415 - Qt only where a window is wanted

    return run(asked.home)


def _self_test(_asked: argparse.Namespace) -> int:
    from desktop import self_test  # noqa: PLC0415 - as above

    return self_test.run(_say)


def _demo(asked: argparse.Namespace) -> int:
    from desktop.demo.play import play  # noqa: PLC0415 - as above

    return play(Path(asked.case) if asked.case else None, Path(asked.out), _say)


def _verify(asked: argparse.Namespace) -> int:
    from desktop.verify import verify  # noqa: PLC0415 - as above

    return verify(paths.home_folder(asked.home), asked.passphrase_fd, _say)


def _quality(asked: argparse.Namespace) -> int:
    from desktop.quality import Wanted, run  # noqa: PLC0415 - as above
    from models.clock import SystemClock  # noqa: PLC0415 - as above

    wanted = Wanted(json=asked.json, comments=asked.comments)
    return run(asked.paths, wanted, SystemClock(), _say)


def _schema(_asked: argparse.Namespace) -> int:
    import msgspec  # noqa: PLC0415 - as above

    from models.case_file import schema  # noqa: PLC0415 - as above

    _say(msgspec.json.format(msgspec.json.encode(schema())).decode())
    return FINE


def _say(words: str) -> None:
    """Write one line; a window program on Windows may have nowhere to write to."""
    if sys.stdout is not None:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def _complain(words: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
