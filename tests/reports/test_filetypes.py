"""What a file is, told by its content; and names that can be kept."""

import re

import pytest

from reports.filetypes import CONTENT_TYPES, Unacceptable, clean_name, recognised
from tests.attachments import PDF, docx, jpeg, png, xlsx
from tests.reports.hostile_files import HOSTILE

GOOD = {
    "验收单.pdf": PDF,
    "有空行.PDF": PDF + b"\r\n\0\0",
    "修订过.pdf": PDF + b"2 0 obj<<>>endobj\nstartxref\n9\n%%EOF",
    "照片.jpg": jpeg(),
    "照片.JPEG": jpeg(said=b"Exif"),
    "手机照片.jpg": jpeg() + b"SEFT\0\0 a trailer of the camera",
    "扫描.png": png(3000, 2000),
    "台账.xlsx": xlsx(),
    "台账 带图表.xlsx": xlsx(**{"xl/embeddings/a.xlsx": xlsx(), "xl/printerSettings/p.bin": b"\0"}),
    "总结.docx": docx(**{"word/media/a.png": png()}),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_offices_make_is_recognised_by_its_content(name):
    assert recognised(name, GOOD[name]) == CONTENT_TYPES[f".{name.rpartition('.')[2].lower()}"]


@pytest.mark.parametrize(("name", "content"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_hostile_files_are_refused_with_a_sentence(name, content):
    with pytest.raises(Unacceptable) as refused:
        recognised(clean_name(name), content)

    assert re.search("[\u4e00-\u9fff]{4}", str(refused.value))


def test_there_are_more_than_a_hundred_hostile_files_each_of_its_own():
    assert len({what for what, _, _ in HOSTILE}) == len(HOSTILE) > 100


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/验收.pdf", "验收.pdf"),
        (r"C:\Users\王芳\桌面\验收.pdf", "验收.pdf"),
        ("验\u202e收fdp.exe", "验收fdp.exe"),
        ("a\0b\x07c\nd.pdf", "abc d.pdf"),
        ("零\u200b宽\ufeff.pdf", "零宽.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("...pdf", "pdf"),
        ("..", "未命名"),
        ("", "未命名"),
        (" .pdf ", "pdf"),
        ("长" * 300 + ".pdf", "长" * 96 + ".pdf"),
        ("没有结尾" * 50, ("没有结尾" * 50)[:100]),
        ("e\u0301.pdf", "é.pdf"),
        ('引号";filename=x.pdf', "引号_;filename=x.pdf"),
        ("验收.pdf. . ", "验收.pdf"),
    ],
)
def test_of_a_name_the_last_part_is_kept_without_what_cannot_be_seen(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize("ending", ["pdf", "x" * 400])
def test_no_name_is_longer_than_is_kept(ending):
    assert len(clean_name("名" * 5000 + "." + ending)) <= 100


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("nothing as pdf", "文件是空的，请检查后重新选择"),
        ("program as pdf", "只接收 PDF、JPG、PNG、XLSX、DOCX，这个文件的内容不是其中任何一种"),
        ("jpg named png", "文件名以“.png”结尾，内容却是 JPG，请把文件另存为正确的类型后再上传"),
        ("docx with a password", "文件加了密码，请去掉密码后再上传"),
        ("docm as docx", "文件里有宏，请另存为不带宏的 XLSX 或 DOCX 再上传"),
        ("docx with a macro", "文件里有宏，请另存为不带宏的 XLSX 或 DOCX 再上传"),
        ("bomb by one part", "Office 文件解压后过大，请删去多余的内容或转为 PDF 再上传"),
        ("bomb by many parts", "Office 文件解压后过大，请删去多余的内容或转为 PDF 再上传"),
        ("docx that is damaged", "Office 文件已损坏，打不开，请重新保存后再上传"),
        ("docx that climbs", "Office 文件的内部结构不对，请用 Office 或 WPS 重新保存后再上传"),
        ("nested zip", "文件里夹带了程序、网页或压缩包，请删去后重新保存再上传"),
        ("plain zip as docx", "这是压缩包，不是 Office 文件。请解压后逐个上传其中的文件"),
        ("png of 20000 by 20000", "图片尺寸 20000 × 20000 过大，请缩小后再上传"),
        ("jpg with a zip behind", "文件里夹带了压缩包或网页代码，请重新扫描或另存后再上传"),
        ("pdf with a page behind", "PDF 的末尾不完整或附有别的内容，请重新扫描或另存为 PDF 再上传"),
        ("pdf that launches", "PDF 里有脚本或启动程序的动作，请用“打印为 PDF”另存后再上传"),
        ("truncated jpg", "JPG 图片不完整，请重新保存后再上传"),
    ],
)
def test_the_sentence_says_what_to_do(what, sentence):
    name, content = next((name, content) for title, name, content in HOSTILE if title == what)
    with pytest.raises(Unacceptable) as refused:
        recognised(clean_name(name), content)

    assert str(refused.value) == sentence
