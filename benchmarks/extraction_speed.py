"""
How quick extraction is, as other programs use it: through `dyadline extract --batch`, one article after the other.

    python benchmarks/extraction_speed.py FOLDER [--chars 5000000]
    python benchmarks/extraction_speed.py --hostile

FOLDER holds articles as `.txt` files; they are sent again and again until so many characters have been read. Where a
`.json` beside a file gives a publication day (`meta.published`, or `published`), it is sent along. Also measured: how
long `dyadline extract` takes from its start to its end on one short text. With `--hostile` it is given instead what
nobody would call an article, each of which it has to answer within a bound; exit code 1 if one takes longer or fails.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("dyadline"))
STARTS = 7
TINY = "Envoys recalled\n\nFinland recalled its ambassador from Norway on 14 March 2019.\n"
BOUND_SECONDS = 20
HOSTILE = {
    "nothing": "",
    "10 MB of news": f"{TINY}\n" * 125_000,
    "200,000 letters, no space": "a" * 200_000,
    "50,000 opening quotes": "“" * 50_000,
    "200,000 digits": "1234567890" * 20_000,
    "100,000 emoji": "😀🎉" * 50_000,
    "Arabic": "قال الوزير إن فنلندا طردت السفير في 14 مارس. " * 2_000,
    "Hebrew": "השר אמר כי פינלנד גירשה את השגריר ב-14 במרץ. " * 2_000,
}


def requests_in(folder: Path) -> list[dict[str, str]]:
    """The articles of a folder as `--batch` takes them."""
    found = [request_of(path) for path in sorted(folder.glob("*.txt"))]
    if not found:
        sys.exit(f"{folder} holds no .txt file.")
    return found


def request_of(path: Path) -> dict[str, str]:
    """One article, with its publication day where a file beside it says it."""
    request = {"text": path.read_text(encoding="utf-8", errors="replace")}
    beside = path.with_suffix(".json")
    if beside.exists():
        notes = json.loads(beside.read_text(encoding="utf-8"))
        published = (notes.get("meta") or notes).get("published")
        if published:
            request["published"] = published
    return request


def enough(requests: Sequence[dict[str, str]], chars: int) -> Iterator[dict[str, str]]:
    """The articles over and over, until their texts make up the characters wanted."""
    sent = 0
    for request in cycle(requests):
        if sent >= chars:
            return
        sent += len(request["text"])
        yield request


def time_batch(requests: list[dict[str, str]]) -> tuple[float, float, int]:
    """Wall seconds from the start of the process to its end, its CPU seconds, and the number of events answered."""
    before = _child_cpu()
    started = time.perf_counter()
    events = 0
    with subprocess.Popen([COMMAND, "extract", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - both are pipes, as asked for above
        assert process.stdout is not None  # noqa: S101
        for request in requests:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            events += len(json.loads(process.stdout.readline()))
        process.stdin.close()
    if process.returncode:
        sys.exit(f"dyadline extract --batch ended with code {process.returncode}.")
    return time.perf_counter() - started, _child_cpu() - before, events


def time_starts() -> list[float]:
    """Wall seconds of `dyadline extract` on one short text, each from start to end."""
    seconds = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run([COMMAND, "extract", "-"], input=TINY.encode(), capture_output=True, check=True)
        seconds.append(time.perf_counter() - started)
    return seconds


def time_hostile() -> bool:
    """Measure and print what each hostile text takes; whether all were answered well and in time."""
    all_well = True
    for name, text in HOSTILE.items():
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            started, before = time.perf_counter(), _child_cpu()
            answer = subprocess.run([COMMAND, "extract", file.name], capture_output=True, check=False)
            wall, cpu = time.perf_counter() - started, _child_cpu() - before
        events = [json.loads(line) for line in answer.stdout.splitlines()]
        well = answer.returncode == 0 and wall < BOUND_SECONDS
        all_well &= well
        verdict = f"{len(events)} events" if well else f"FAILED with code {answer.returncode}"
        print(f"{name:28} {wall:6.2f} s by the clock, {cpu:6.2f} s by the processor, {verdict}")
    return all_well


def _child_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the speed of dyadline extract.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("folder", type=Path, nargs="?", help="articles as .txt files")
    what.add_argument("--hostile", action="store_true", help="what nobody would call an article, instead")
    parser.add_argument("--chars", type=int, default=5_000_000, help="how much text is read in all")
    options = parser.parse_args()
    if options.hostile:
        return 0 if time_hostile() else 1
    starts = time_starts()
    requests = list(enough(requests_in(options.folder), options.chars))
    chars = sum(len(request["text"]) for request in requests)
    wall, cpu, events = time_batch(requests)
    print(f"one sentence, start to end     {min(starts):8.2f} s best, {statistics.median(starts):.2f} s median")
    print(f"articles read one by one       {len(requests):8} with {chars:,} characters, {events:,} events")
    print(f"by the clock                   {wall:8.2f} s, {chars / wall:10,.0f} characters a second")
    print(f"by the processor               {cpu:8.2f} s, {chars / cpu:10,.0f} characters a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
