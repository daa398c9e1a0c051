"""Cuts the private font folder var/fonts out of Debian's font packages: the same faces, hence the same PDF, everywhere.

Run by the project's own Python at set-up; needs no root, and does nothing where the folder is complete.
Each face is reduced to GBK and given a family name of its own, because two files that share a family, style and
weight get their glyphs mixed up in a PDF. The hanzi beyond GB 2312, which few reports need, are a face apart: a PDF
carries an index of all the glyphs that its face has. Nothing outside var/fonts is written.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "var" / "fonts"


class Package(NamedTuple):
    name: str
    megabytes: int


class Face(NamedTuple):
    """One file of the folder: family and weight as the stylesheet names them, and where the outlines come from.

    part: which characters it is cut to, see `_characters`. latin: whether digits and letters are among them.
    """

    file: str
    family: str
    weight: str
    package: Package
    source: str
    index: int = 0
    part: str = "common"
    latin: bool = True

    @property
    def more(self) -> "Face":
        name, _, kind = self.file.partition(".")
        return self._replace(file=f"{name}-more.{kind}", family=f"{self.family} More", part="more")


NOTO = Package("fonts-noto-cjk", 57)
WENKAI = Package("fonts-lxgw-wenkai", 52)
# The only 仿宋 that Debian has; the package is large, one file of 7 MB is taken from it.
FANDOL = Package("texlive-lang-chinese", 49)
DEJAVU = Package("fonts-dejavu-core", 1)

_NOTO = "usr/share/fonts/opentype/noto"
_FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
# In Noto's collections face 2 is SC, in the Serif as in the Sans ones; `_cut` makes sure of it.
SONG = Face("song.otf", "Perfeval Song", "Regular", NOTO, f"{_NOTO}/NotoSerifCJK-Regular.ttc", 2)
SONG_BOLD = Face("song-bold.otf", "Perfeval Song", "Bold", NOTO, f"{_NOTO}/NotoSerifCJK-Bold.ttc", 2)
HEI = Face("hei.otf", "Perfeval Hei", "Regular", NOTO, f"{_NOTO}/NotoSansCJK-Regular.ttc", 2)
HEI_BOLD = Face("hei-bold.otf", "Perfeval Hei", "Bold", NOTO, f"{_NOTO}/NotoSansCJK-Bold.ttc", 2)
# Digits of these two do not go with their hanzi; without them those of 宋 come in, which are the customary ones.
KAI = Face(
    "kai.ttf",
    "Perfeval Kai",
    "Regular",
    WENKAI,
    "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
    latin=False,
)
FANG = Face(
    "fang.otf", "Perfeval Fang", "Regular", FANDOL, f"{_FANDOL}/FandolFang-Regular.otf", part="all", latin=False
)
# What is not in GBK (rare hanzi of names of people and places), then other scripts and signs: at every stack's end.
RARE = SONG._replace(file="rare.otf", family="Perfeval Rare", part="rare")
SIGNS = Face(
    "signs.ttf", "Perfeval Signs", "Regular", DEJAVU, "usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", part="signs"
)
# The stacks of the stylesheet lead through one of these pairs, whatever they begin with.
_COMPLETE = ((SONG, SONG.more), (SONG_BOLD, SONG_BOLD.more), (HEI, HEI.more), (HEI_BOLD, HEI_BOLD.more))
FACES = (*(face for pair in _COMPLETE for face in pair), KAI, KAI.more, FANG, RARE, SIGNS)
# The ranges of characters that every stack of the stylesheet can draw, for reports/fonts.py.
COVERAGE = "coverage.json"
PACKAGES = (NOTO, WENKAI, FANDOL, DEJAVU)


class Failure(Exception):
    """str() is a sentence that ends with the line to run."""


LATIN = frozenset(range(0x21, 0x7F)) | frozenset(map(ord, "≥≤±×÷"))


def gbk() -> set[int]:
    """GBK's characters, and the signs that reports use beside them."""
    return _coded("gbk", 0x81, 0x40) | _signs()


def common() -> set[int]:
    """Those of GB 2312, with the same signs."""
    return _coded("gb2312", 0xA1, 0xA1) | _signs()


def _coded(code: str, first_lead: int, first_trail: int) -> set[int]:
    pairs = (bytes((lead, trail)) for lead in range(first_lead, 0xFF) for trail in range(first_trail, 0xFF))
    return {ord(text) for pair in pairs if len(text := pair.decode(code, "ignore")) == 1 and ord(text) > 0x7F}


def _signs() -> set[int]:
    return set().union(
        range(0x20, 0x7F), range(0xA0, 0x180), range(0x2000, 0x2070), range(0x2070, 0x20D0), range(0x2100, 0x2400),
        range(0x2460, 0x2500), range(0x25A0, 0x2700), range(0x3000, 0x3040), range(0x3200, 0x3400),
        range(0xFF00, 0xFFF0),
    )  # fmt: skip


def build(folder: Path = FOLDER) -> bool:
    """False if the folder was complete already."""
    stamp, recipe = folder / "stamp", _recipe(folder)
    files = [*(face.file for face in FACES), COVERAGE, "fonts.conf"]
    if stamp.exists() and stamp.read_text() == recipe and all((folder / file).exists() for file in files):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=folder) as scratch:
        roots = {package: _root_of(package, Path(scratch)) for package in PACKAGES}
        for face in FACES:
            _say(f"  {face.file}  {face.family} {face.weight}")
            cut = Path(scratch) / face.file
            cut.write_bytes(_cut(face, roots[face.package] / face.source))
            # A renamed file is either the old one or the new one, also for a server that runs meanwhile.
            cut.replace(folder / face.file)
        for package, root in roots.items():
            shutil.copyfile(root / "usr/share/doc" / package.name / "copyright", folder / f"copyright-{package.name}")
    _write_coverage(folder)
    _write_conf(folder)
    stamp.write_text(recipe)
    return True


def _recipe(folder: Path) -> str:
    # fonts.conf holds the folder's address: a folder that was moved is not complete.
    return f"{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()} {folder}\n"


def _root_of(package: Package, scratch: Path) -> Path:
    """Where the package's files lie: the machine's own tree, or one unpacked into the scratch folder."""
    wanted = [face.source for face in FACES if face.package == package]
    wanted.append(f"usr/share/doc/{package.name}/copyright")
    if all(Path("/", source).exists() for source in wanted):
        return Path("/")
    _say(f"  下载 {package.name}（约 {package.megabytes} MB，只取其中的字体，不安装）")
    root = scratch / package.name
    _unpack(_download(package, scratch), root, package)
    missing = [source for source in wanted if not (root / source).exists()]
    if missing:
        raise Failure(f"软件包 {package.name} 里没有 {missing[0]}。请改为安装它：{_install_line()}")
    return root


def _download(package: Package, scratch: Path) -> Path:
    downloads = scratch / "downloads"
    downloads.mkdir(exist_ok=True)
    # apt's own sandbox user cannot write into our folder, and without root there is none.
    base = ["apt-get", "-qq", "-o", "APT::Sandbox::User="]
    if not shutil.which("apt-get"):
        raise Failure(f"这台机器上没有 apt-get，无法取得字体。请在 Debian 12 上运行：{_install_line()}")
    if _run([*base, "download", package.name], downloads):
        # No package lists yet: fetch them into the scratch folder, which needs no root either.
        state, cache = scratch / "lists", scratch / "cache"
        for part in (state / "partial", cache / "archives" / "partial"):
            part.mkdir(parents=True, exist_ok=True)
        own = [*base, "-o", f"Dir::State::Lists={state}", "-o", f"Dir::Cache={cache}"]
        if _run([*own, "update"], downloads) or _run([*own, "download", package.name], downloads):
            raise Failure(f"下载字体包 {package.name} 失败，请检查网络和软件源，或运行：{_install_line()}")
    return next(downloads.glob(f"{package.name}_*.deb"))


def _unpack(archive: Path, root: Path, package: Package) -> None:
    if not shutil.which("dpkg-deb") or _run(["dpkg-deb", "-x", str(archive), str(root)], archive.parent):
        raise Failure(f"解开字体包 {package.name} 失败（磁盘是否已满？）。请改为安装它：{_install_line()}")
    archive.unlink()


def _run(command: list[str], folder: Path) -> int:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def _install_line() -> str:
    return (
        f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(p.name for p in PACKAGES)}"
    )


def _cut(face: Face, source: Path) -> bytes:
    # Imported late, so that a second run need not pay for them.
    try:
        import uharfbuzz
    except ImportError:
        raise Failure(f"缺少 uharfbuzz。请运行：{sys.executable} -m pip install uharfbuzz fonttools") from None
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)), face.index)
    if source.suffix == ".ttc" and not whole.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY).endswith("SC"):
        raise Failure(f"{source} 的第 {face.index + 1} 个字面不是简体。请更新它：{_install_line()}")
    wish = uharfbuzz.SubsetInput()
    wish.sets(uharfbuzz.SubsetInputSets.UNICODE).set(_characters(face, whole.unicodes))
    # Neither alternates nor vertical setting is wanted; without their tables shaping is faster and glyphs are fewer.
    dropped = {int.from_bytes(tag, "big") for tag in _dropped_tables()}
    wish.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(dropped)
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NAME_LEGACY
    return _renamed(face, uharfbuzz.subset(whole, wish).blob.data)


def _dropped_tables() -> tuple[bytes, ...]:
    return (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"VORG", b"vhea", b"vmtx", b"DSIG", b"FFTM", b"PfEd", b"meta")


def _characters(face: Face, drawn: Iterable[int]) -> set[int]:
    if face.part == "rare":
        return {code for code in drawn if not 0xAC00 <= code < 0xD7B0} - gbk()  # Korean syllables
    if face.part == "signs":
        return set(drawn)  # also those of GBK that Noto lacks: ≒
    wanted = {"common": common, "more": lambda: gbk() - common(), "all": gbk}[face.part]()
    return wanted if face.latin else wanted - LATIN


def _renamed(face: Face, data: bytes) -> bytes:
    from io import BytesIO

    from fontTools.ttLib import TTFont

    # Recalculating the boxes would draw each of 20,000 glyphs: 40 seconds.
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    postscript = f"{face.family}-{face.weight}".replace(" ", "")
    names = {1: face.family, 2: face.weight, 3: postscript, 4: f"{face.family} {face.weight}", 6: postscript}
    licence = {record.nameID: record.toUnicode() for record in font["name"].names if record.nameID in (0, 13, 14)}
    font["name"].names = []
    for identifier, text in sorted((licence | names).items()):
        font["name"].setName(text, identifier, 3, 1, 0x409)
    # One height for all faces: a digit that comes from another face must not push its line apart.
    em = font["head"].unitsPerEm
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = em * 88 // 100, -em * 12 // 100, 0
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = em * 88 // 100, -em * 12 // 100, 0
    metrics.usWinAscent, metrics.usWinDescent = em * 88 // 100, em * 12 // 100
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _write_coverage(folder: Path) -> None:
    complete = set.intersection(*(set().union(*(_drawn(folder / face.file) for face in pair)) for pair in _COMPLETE))
    codes = sorted(complete | _drawn(folder / RARE.file) | _drawn(folder / SIGNS.file))
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    (folder / COVERAGE).write_text(json.dumps(ranges))


def _drawn(file: Path) -> set[int]:
    import uharfbuzz

    return set(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))).unicodes)


def _write_conf(folder: Path) -> None:
    (folder / "cache").mkdir(exist_ok=True)
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"  <dir>{_escape(folder)}</dir>\n  <cachedir>{_escape(folder / 'cache')}</cachedir>\n</fontconfig>\n"
    )


def _escape(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    try:
        if build():
            megabytes = sum((FOLDER / face.file).stat().st_size for face in FACES) // 1_000_000
            _say(f"字体已备好：{os.path.relpath(FOLDER)}（{megabytes} MB）")
    except Failure as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"写不了 {FOLDER}：{error.strerror}。请运行：mkdir -p {FOLDER} && chmod u+rwx {FOLDER}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
