"""The file as a whole: its bytes, its name, its size."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule, told
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.encodings import LOST
from vtlt_cli.reading.kinds import Dataset

_TOO_LARGE: dict[str, Words] = {
    unit: (
        f"the file has more than {{most:,}} {unit}; it was not read",
        f"tệp có hơn {{most:points}} {vietnamese}; chưa được đọc",
    )
    for unit, vietnamese in {
        "rows": "dòng",
        "cells": "ô",
        "lines": "dòng",
        "values": "giá trị",
    }.items()
}


@rule(
    "FIL01",
    "error",
    "not UTF-8: byte {byte} at offset {offset} cannot be read",
    "tệp không phải UTF-8: không đọc được byte {byte} tại vị trí {offset}",
    ("save the file as UTF-8", "đề nghị lưu lại tệp với bảng mã UTF-8"),
)
def not_utf8(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is text in UTF-8.

    Why: Older programs save Vietnamese in other tables of bytes, such as Windows-1258; read in the
    wrong table, a name is that of no province, so nothing of the file is used. In the example
    `<CC>`, `<D0>` and `<F2>` stand for single bytes of Windows-1258.

    Bad:

        1,Bi<CC>nh <D0>i<F2>nh,8280

    Good:

        1,Bình Định,8280

    Remedy: Open the file in the program that wrote it and save it as UTF-8; in Excel the type is
    “CSV UTF-8”.

    ---

    Tệp dữ liệu là văn bản theo bảng mã UTF-8.

    Lý do: Một số phần mềm cũ lưu tiếng Việt theo bảng mã khác như Windows-1258; nếu đọc sai bảng mã
    thì tên tỉnh, thành phố bị sai, vì vậy toàn bộ tệp không được sử dụng. Trong ví dụ, `<CC>`,
    `<D0>` và `<F2>` là các byte theo Windows-1258.

    Cách xử lý: Đề nghị mở tệp bằng phần mềm đã tạo tệp và lưu lại theo UTF-8; trong Excel chọn loại
    “CSV UTF-8”.
    """
    for problem in problems.get("not-utf-8", []):
        values = dict(problem.values)
        words: Words | None = None
        help_: Words | None = None
        if values["begin"]:
            values["en"], values["vi"] = values["begin"]
            words = ("this is no text but {en}", "đây không phải tệp văn bản mà là {vi}")
            help_ = (
                "in Excel save the table as “CSV UTF-8”, under this name",
                "trong Excel, đề nghị lưu bảng theo loại “CSV UTF-8” với tên này",
            )
        elif values["guess"]:
            help_ = (
                "the bytes read as names of the register in {guess}: convert the file from {guess} "
                "to UTF-8",
                "các byte đọc được thành tên trong danh mục theo bảng mã {guess}; "
                "đề nghị chuyển tệp từ {guess} sang UTF-8",
            )
        elif values["lost"]:
            help_ = (
                f"{LOST[0]}: take the original and save it as UTF-8",
                f"{LOST[1]}: đề nghị lấy tệp gốc và lưu theo UTF-8",
            )
        yield Found(problem.span, values, words=words, help=help_)


@rule(
    "FIL02",
    "note",
    "the file is UTF-16; it was read all the same",
    "tệp dùng bảng mã UTF-16; vẫn đọc được",
    ("nothing has to be done; UTF-8 is preferred", "không bắt buộc sửa; nên lưu theo UTF-8"),
)
def utf16(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is best saved as UTF-8; UTF-16 with a byte-order mark is read and reported.

    Why: Excel saves “Unicode Text” as UTF-16. Nothing is lost, but other programs, and the
    comparison of versions in a review, take such a file for binary. In the example `<FF>`, `<FE>`
    and `<00>` stand for single bytes.

    Bad:

        <FF><FE>p<00>r<00>o<00>v<00>i<00>n<00>c<00>e<00>,<00>s<00>c<00>o<00>r<00>e<00>

    Good:

        province,score

    Remedy: Nothing has to be done for `vtlt`; to share the file, save it as UTF-8.

    ---

    Tệp dữ liệu nên lưu theo UTF-8; tệp UTF-16 có dấu thứ tự byte vẫn được đọc và có lưu ý.

    Lý do: Excel lưu loại “Unicode Text” theo UTF-16. Số liệu không bị mất, nhưng phần mềm khác và
    công cụ so sánh phiên bản coi tệp này là tệp nhị phân. Trong ví dụ, `<FF>`, `<FE>` và `<00>` là
    các byte.

    Cách xử lý: Không bắt buộc sửa; khi gửi tệp cho nơi khác, đề nghị lưu lại theo UTF-8.
    """
    yield from told(problems, "utf-16")


@rule(
    "FIL03",
    "error",
    "the file has nothing in it",
    "tệp không có nội dung",
    (
        "fill the file in, or remove it: a folder may lack a file",
        "đề nghị nhập dữ liệu hoặc bỏ tệp; thư mục không bắt buộc có tệp này",
    ),
)
def empty_file(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file that is there has something in it.

    Why: An empty file, or one of comments alone, most often comes of a save that failed or a file
    begun and forgotten. It would read like a round without clusters, scores or awards.

    Bad:

        # 241/BC-VTLTNN

    Good:

        # 241/BC-VTLTNN
        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Remedy: Fill the file in or take it back from an earlier version; otherwise remove it, since a
    folder may lack a file.

    ---

    Tệp dữ liệu đã có thì phải có nội dung.

    Lý do: Tệp rỗng hoặc chỉ có chú thích thường do lưu không thành công hoặc tạo tệp rồi bỏ dở; nếu
    chấp nhận thì đợt kiểm tra bị hiểu là không có cụm, điểm hoặc khen thưởng.

    Cách xử lý: Đề nghị nhập nội dung hoặc lấy lại phiên bản trước; nếu không dùng thì bỏ tệp, vì
    thư mục không bắt buộc có đủ các tệp.
    """
    yield from told(problems, "empty-file")


@rule(
    "FIL19",
    "warning",
    "{found} is not read; {meant} is probably meant",
    "tệp {found} không được đọc; tên đúng có thể là {meant}",
    ("rename the file", "đề nghị đổi tên tệp"),
)
def look_alike(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A file that is meant as a data file has the exact name that is read.

    Why: The name says what a file holds and of which round; a file named a letter otherwise is not
    read, and the round seems to lack its clusters or scores.

    Bad:

        data/cluster_2009.yaml
        data/scores_2007.yml

    Good:

        data/clusters_2009.yaml
        data/scores_2007.csv

    Remedy: Rename the file as the message says, and see that its content has that form; a file that
    is no data file takes another name.

    ---

    Tệp dùng làm tệp dữ liệu phải đặt đúng tên quy định.

    Lý do: Tên tệp cho biết nội dung và đợt kiểm tra; tệp sai một chữ trong tên thì không được đọc,
    đợt kiểm tra bị hiểu là thiếu cụm hoặc thiếu điểm.

    Cách xử lý: Đề nghị đổi tên tệp theo thông báo và kiểm tra nội dung đúng dạng tệp đó; tệp không
    phải tệp dữ liệu thì đặt tên khác.
    """
    for problem in problems.get("look-alike", []):
        words: Words | None = None
        if problem.values.get("read"):
            words = (
                "the name of the file is no id; it was read as {meant}",
                "tên tệp không phải là mã đơn vị; đã đọc như tệp {meant}",
            )
        help_: Words | None = None
        if problem.values["found"].casefold().endswith((".xlsx", ".xls", ".ods")):
            help_ = (
                "in Excel save the table as “CSV UTF-8” under the name {meant}",
                "trong Excel, đề nghị lưu bảng theo loại “CSV UTF-8” với tên {meant}",
            )
        if problem.values.get("beside"):
            words = (
                "{found} is not read; it seems to be a copy of {meant}, which is",
                "tệp {found} không được đọc; có thể là bản sao của {meant}, tệp này được đọc",
            )
            help_ = (
                "keep the one that is right under the name {meant}, and take the other away",
                "đề nghị giữ tệp đúng với tên {meant} và bỏ tệp còn lại",
            )
        yield Found(problem.span, problem.values, words=words, help=help_)


@rule(
    "FIL26",
    "error",
    "an unfinished merge of git: the file holds both sides; nothing of it was used",
    "tệp còn dấu của việc hợp nhất (merge) chưa xong; chưa dùng số liệu nào của tệp này",
    (
        "choose one side and remove the lines that begin with <<<<<<<, ======= and >>>>>>>",
        "đề nghị chọn một bên và bỏ các dòng bắt đầu bằng <<<<<<<, =======, >>>>>>>",
    ),
)
def merge_conflict(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file holds no marks of an unfinished merge.

    Why: Where two people changed the same lines, git writes both sides into the file and marks
    them. Which one holds is for a person to say; read together, offices would be there twice.

    Bad:

        province,score
        <<<<<<< HEAD
        Bình Định,8280
        =======
        Bình Định,8820
        >>>>>>> nhap-lai

    Good:

        province,score
        Bình Định,8280

    Remedy: Compare both sides with the source document, keep one and remove the lines of marks.

    ---

    Tệp dữ liệu không còn dấu của việc hợp nhất (merge) chưa xong.

    Lý do: Khi hai người sửa cùng một chỗ, git ghi cả hai bên vào tệp và đánh dấu. Bên nào đúng do
    người phụ trách quyết định; nếu đọc cả hai thì cơ quan bị lặp.

    Cách xử lý: Đề nghị đối chiếu hai bên với văn bản gốc, giữ một bên và bỏ các dòng đánh dấu.
    """
    for problem in problems.get("merge-conflict", []):
        others = tuple((span, ("and here", "và tại đây")) for span in problem.values["others"][:5])
        yield Found(problem.span, {}, related=others)


@rule(
    "FIL20",
    "error",
    "the file is larger than {most} MiB; it was not read",
    "tệp lớn hơn {most} MiB; chưa được đọc",
    (
        "a round's file takes some kilobytes: this is probably another file",
        "tệp của một đợt kiểm tra chỉ vài kilôbyte: có thể nhầm tệp; đề nghị kiểm tra lại",
    ),
)
def too_large(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is not larger than 32 MiB, and has no more than 250,000 rows.

    Why: The scores of 64 offices take about a kilobyte; a file of many megabytes under such a name
    is a scan, a database or the wrong download. It is refused before it fills the memory: a .csv
    file beyond 250,000 rows or 1,000,000 cells, a .yaml file beyond 500,000 lines or 1,000,000
    values. The example shows sizes in bytes beside the names.

    Bad:

        41943040 data/scores_2007.csv

    Good:

        1301 data/scores_2007.csv

    Remedy: Put the right file in its place.

    ---

    Tệp dữ liệu không lớn hơn 32 MiB và không quá 250.000 dòng.

    Lý do: Điểm của 64 cơ quan chỉ khoảng một kilôbyte; tệp nhiều mêgabyte mang tên này thường là
    bản quét, cơ sở dữ liệu hoặc tệp tải nhầm. Không đọc tệp .csv có hơn 250.000 dòng hoặc 1.000.000
    ô, tệp .yaml có hơn 500.000 dòng hoặc 1.000.000 giá trị. Ví dụ ghi dung lượng tính bằng byte
    trước tên tệp.

    Cách xử lý: Đề nghị thay bằng đúng tệp dữ liệu.
    """
    for problem in problems.get("too-large", []):
        yield Found(problem.span, problem.values, words=_TOO_LARGE.get(problem.values["unit"]))


@rule(
    "FIL22",
    "note",
    "{count:,} more findings of the kind that begins here are not told one by one",
    "từ đây còn {count:two} phát hiện cùng loại, không liệt kê từng vị trí",
    (
        "so many of one kind: this is probably another file, or saved in another way",
        "quá nhiều phát hiện cùng loại: có thể nhầm tệp hoặc lưu sai cách; đề nghị kiểm tra lại",
    ),
)
def too_many(data: Dataset, problems: Problems) -> Iterator[Found]:
    """No slip is made more than 10,000 times in one file.

    Why: A person's slips are few. Ten thousand of one kind come from a program that wrote all rows
    in its own way, or from another file under this name; they are told by the first 10,000, and the
    rest are counted. A round of 64 offices cannot have as many.

    Bad:

        province,score
        Lop 7A,31
        Lop 7B,28

    Good:

        province,score
        Bình Định,8280
        Quảng Nam,5350

    Remedy: Look at the first finding of the kind. If the file is the right one, let the program
    that wrote it write it again in the way that the finding tells.

    ---

    Một loại phát hiện không có quá 10.000 vị trí trong một tệp.

    Lý do: Chỗ ghi nhầm của người nhập liệu thường ít. Hàng vạn vị trí cùng loại là do phần mềm ghi
    cả tệp theo cách riêng, hoặc do nhầm tệp; chỉ nêu 10.000 vị trí đầu và số còn lại. Đợt kiểm tra
    có 64 cơ quan không thể có số lượng như vậy.

    Cách xử lý: Đề nghị xem phát hiện đầu tiên cùng loại. Nếu đúng tệp, đề nghị xuất lại tệp từ phần
    mềm đã tạo ra theo hướng dẫn của phát hiện đó.
    """
    yield from told(problems, "too-many")


@rule(
    "FIL34",
    "error",
    "the letters of this file are damaged, as in “{text}”: {en}; nothing of it was used",
    "chữ trong tệp bị hỏng, ví dụ “{text}”: {vi}; chưa dùng số liệu nào của tệp này",
    (
        "take the original and save it as UTF-8",
        "đề nghị lấy tệp gốc và lưu theo UTF-8",
    ),
)
def damaged_letters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The letters of a file are those that were typed.

    Why: A file that was saved in one table of bytes and opened in another is valid UTF-8 and still
    has no names. Corrected one by one they would take a day; one conversion mends all of them.

    Bad:

        province,score
        B×nh §Þnh,8280
        Qu¶ng Nam,5350

    Good:

        province,score
        Bình Định,8280
        Quảng Nam,5350

    Remedy: Take the original, before it was opened in another table, and save it as UTF-8. Text of
    TCVN3 (ABC) or VNI fonts is converted to Unicode as the message says.

    ---

    Chữ trong tệp đúng như đã nhập.

    Lý do: Tệp lưu theo bảng mã này nhưng mở theo bảng mã khác vẫn là UTF-8 hợp lệ nhưng không còn
    tên đúng. Sửa từng tên thì mất nhiều thời gian; chỉ cần chuyển mã một lần.

    Cách xử lý: Đề nghị lấy tệp gốc, trước khi mở theo bảng mã khác, và lưu theo UTF-8. Chữ theo
    phông TCVN3 (ABC) hoặc VNI thì chuyển mã sang Unicode theo thông báo.
    """
    for problem in problems.get("damaged-letters", []):
        en, vi = problem.values["cause"]
        help_ = None
        if problem.values["meant"]:
            help_ = (
                "it was “{meant}”: convert the file, or take the original and save it as UTF-8",
                "chữ đúng là “{meant}”; đề nghị chuyển mã tệp, hoặc lấy tệp gốc và lưu theo UTF-8",
            )
        yield Found(problem.span, {**problem.values, "en": en, "vi": vi}, help=help_)


@rule(
    "FIL35",
    "error",
    "the file is a link out of the folder; it was not followed",
    "tệp là liên kết ra ngoài thư mục; không đọc theo liên kết",
    (
        "put the file itself in its place, or check without --no-follow",
        "đề nghị đặt chính tệp đó vào thư mục, hoặc kiểm tra không có --no-follow",
    ),
)
def outside_link(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is a file of the folder, where links are not to be followed.

    Why: Where a folder from a stranger is checked, a link may lead to any file of the machine, and
    a finding shows a line of it. With `--no-follow`, which the GitHub action and the pre-commit
    hook set, such a file is not read. In the example an arrow shows where the link leads.

    Bad:

        data/rounds.yaml -> /home/clerk/.netrc

    Good:

        data/rounds.yaml

    Remedy: Put the file itself in its place.

    ---

    Tệp dữ liệu phải nằm trong thư mục, khi không được đọc theo liên kết.

    Lý do: Khi kiểm tra thư mục do người khác gửi, liên kết có thể dẫn đến tệp bất kỳ của máy và
    phát hiện sẽ hiện nội dung tệp đó. Với `--no-follow` (GitHub action và pre-commit đều dùng), tệp
    đó không được đọc. Trong ví dụ, mũi tên chỉ nơi liên kết dẫn đến.

    Cách xử lý: Đề nghị đặt chính tệp đó vào thư mục.
    """
    yield from told(problems, "outside-link")
