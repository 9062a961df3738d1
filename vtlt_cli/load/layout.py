"""The fields of every record of a data folder: the one place that defines them.

The loader reads by this table, the messages on unknown and missing fields and the JSON Schemas of
`schemas/` are made from it, and `docs/data-format.md` is held against it.
"""

from vtlt_cli.model import TIE_POLICIES
from vtlt_cli.record import Record


class Field(Record):
    """One field: its name, the type of `fields._READ` it is read by, whether a record needs it.

    `about` and `about_vi` say in a sentence what stands there; editors show both.
    """

    name: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()
    about: str = ""
    about_vi: str = ""


RECORDS: dict[str, tuple[Field, ...]] = {
    "province": (
        Field(
            "id",
            "id",
            required=True,
            about="Its own id: small Latin letters, digits and hyphens, `@` and the year for a "
            "later unit of the same name (gia-lai@2025).",
            about_vi="Mã riêng: chữ thường không dấu, chữ số và gạch nối; đơn vị lập sau cùng tên "
            "thêm `@` và năm (gia-lai@2025).",
        ),
        Field(
            "name",
            "text",
            required=True,
            about="The standard spelling, without the kind unless people always say it.",
            about_vi="Tên viết chuẩn, không kèm loại đơn vị, trừ Thành phố Hồ Chí Minh.",
        ),
        Field(
            "kind",
            "text",
            required=True,
            about="What it is: tỉnh or thành phố; a register of your own may have others.",
            about_vi="Loại đơn vị: tỉnh hoặc thành phố; danh mục riêng có thể dùng loại khác.",
        ),
        Field(
            "code",
            "text",
            about='The official code, in quotes: "01".',
            about_vi='Mã số chính thức, đặt trong dấu nháy: "01".',
        ),
        Field(
            "iso",
            "text",
            about="The code of ISO 3166-2: VN-31.",
            about_vi="Mã theo ISO 3166-2: VN-31.",
        ),
        Field("region", "text", about="The region it belongs to.", about_vi="Vùng."),
        Field(
            "from",
            "day",
            about="The first day in being; left out: since before the register begins.",
            about_vi="Ngày đầu tiên của đơn vị; không ghi: có từ trước thời gian của danh mục.",
        ),
        Field(
            "to",
            "day",
            about="The last day in being; left out: still in being.",
            about_vi="Ngày cuối cùng của đơn vị; không ghi: hiện vẫn còn.",
        ),
        Field(
            "successors",
            "texts",
            about="The ids of the units it merged into or that followed it.",
            about_vi="Mã (id) của các đơn vị mà đơn vị này hợp nhất vào hoặc kế tiếp đơn vị này.",
        ),
        Field(
            "decision",
            "text",
            about="The decision on its merger, or else the one that made it.",
            about_vi="Văn bản quyết định việc hợp nhất hoặc thành lập đơn vị.",
        ),
        Field(
            "aliases",
            "texts",
            about="Other spellings to accept with a note; no misspellings.",
            about_vi="Cách viết khác được chấp nhận (có lưu ý); không ghi tên viết sai.",
        ),
    ),
    "rounds file": (
        Field(
            "format",
            "whole",
            required=True,
            about="The format of the data folder: 1.",
            about_vi="Phiên bản định dạng của thư mục dữ liệu: 1.",
        ),
        Field(
            "rounds",
            "records:round",
            required=True,
            about="The list of rounds.",
            about_vi="Danh sách các đợt kiểm tra.",
        ),
    ),
    "round": (
        Field(
            "year",
            "year",
            required=True,
            about="The year that names the round, as in the file names.",
            about_vi="Năm của đợt kiểm tra, trùng với năm trong tên tệp.",
        ),
        Field(
            "title",
            "text",
            about="What the round is called.",
            about_vi="Tên của đợt kiểm tra.",
        ),
        Field(
            "period",
            "record:period",
            about="The time that was inspected, in months or days.",
            about_vi="Thời gian được kiểm tra, tính theo tháng hoặc ngày.",
        ),
        Field(
            "provinces_on",
            "day",
            about="The day whose provinces take part.",
            about_vi="Ngày làm căn cứ xác định các tỉnh, thành phố tham gia.",
        ),
        Field(
            "window",
            "record:window",
            about="When the inspection takes place.",
            about_vi="Thời gian tiến hành kiểm tra.",
        ),
        Field(
            "report_before",
            "day",
            about="The last day for the reports.",
            about_vi="Thời hạn gửi báo cáo.",
        ),
        Field(
            "sessions_per_province",
            "whole",
            about="How many half-day sessions each province gets at least.",
            about_vi="Số buổi kiểm tra ít nhất tại mỗi tỉnh, thành phố.",
        ),
        Field(
            "content",
            "texts",
            about="The areas that are inspected.",
            about_vi="Các nội dung kiểm tra.",
        ),
        Field(
            "office",
            "text",
            about="The body that is inspected, printed before kind and name.",
            about_vi="Cơ quan được kiểm tra, in trước loại và tên đơn vị.",
        ),
        Field(
            "clusters",
            "record:cluster shape",
            about="How many clusters there are, and how large.",
            about_vi="Số cụm và số thành viên mỗi cụm.",
        ),
        Field(
            "scores",
            "record:score form",
            about="What scores look like.",
            about_vi="Quy định về điểm số.",
        ),
        Field(
            "documents",
            "named:document",
            about="The published documents, by names of your choice; `report` is printed over the "
            "appendices.",
            about_vi="Các văn bản đã ban hành, tên gọi tự đặt; `report` được in ở đầu phụ lục.",
        ),
        Field(
            "appendices",
            "numbered:appendix",
            about="The appendix tables, by their number.",
            about_vi="Các phụ lục, theo số thứ tự.",
        ),
    ),
    "period": (
        Field(
            "from",
            "first of month",
            about="The first month or day: 2005-06.",
            about_vi="Tháng hoặc ngày đầu: 2005-06.",
        ),
        Field(
            "to",
            "last of month",
            about="The last month or day; a month counts to its last day: 2007-06.",
            about_vi="Tháng hoặc ngày cuối; tháng tính đến hết ngày cuối tháng: 2007-06.",
        ),
    ),
    "window": (
        Field("from", "day", about="The first day.", about_vi="Ngày đầu."),
        Field("to", "day", about="The last day.", about_vi="Ngày cuối."),
    ),
    "cluster shape": (
        Field("count", "whole", about="How many clusters there are.", about_vi="Số cụm."),
        Field(
            "size",
            "whole",
            about="How many members each cluster has.",
            about_vi="Số thành viên mỗi cụm.",
        ),
    ),
    "score form": (
        Field(
            "decimals",
            "whole",
            about="How many decimals a score may have; 0 for whole points.",
            about_vi="Số chữ số thập phân của điểm; 0 là điểm nguyên.",
        ),
        Field(
            "step",
            "number",
            about="Every score is a multiple of it: 0.25.",
            about_vi="Mỗi điểm là bội số của số này: 0.25.",
        ),
        Field(
            "least",
            "number",
            about="The lowest score there can be; left out: 0.",
            about_vi="Điểm thấp nhất có thể có; không ghi: 0.",
        ),
        Field(
            "most",
            "number",
            about="The highest score there can be.",
            about_vi="Điểm cao nhất có thể có.",
        ),
    ),
    "document": (
        Field(
            "number",
            "text",
            required=True,
            about="The number of the document: 241/BC-VTLTNN.",
            about_vi="Số, ký hiệu văn bản: 241/BC-VTLTNN.",
        ),
        Field(
            "date",
            "day",
            required=True,
            about="The day of the document.",
            about_vi="Ngày ban hành văn bản.",
        ),
        Field(
            "issuer",
            "text",
            about="The body that issued it.",
            about_vi="Cơ quan ban hành.",
        ),
    ),
    "appendix": (
        Field(
            "table",
            "text",
            required=True,
            choices=("scores", "clusters"),
            about="What the appendix shows: scores or clusters.",
            about_vi="Nội dung phụ lục: điểm (scores) hoặc các cụm (clusters).",
        ),
        Field(
            "title",
            "text",
            required=True,
            about="The heading as printed.",
            about_vi="Tên phụ lục, ghi đúng bản in.",
        ),
    ),
    "cluster": (
        Field(
            "number",
            "whole",
            required=True,
            about="The number of the cluster: 1, 2, 3 and on.",
            about_vi="Số thứ tự cụm: 1, 2, 3…",
        ),
        Field(
            "leader",
            "name",
            required=True,
            about="The lead province, one of the members.",
            about_vi="Cụm trưởng, là một trong các thành viên.",
        ),
        Field(
            "members",
            "names",
            required=True,
            about="The provinces, the leader among them, as published and in the printed order.",
            about_vi="Các tỉnh, thành phố trong cụm, kể cả Cụm trưởng, đúng tên và thứ tự bản in.",
        ),
    ),
    "score": (
        Field(
            "position",
            "whole",
            about="The printed number of the row.",
            about_vi="Số thứ tự (Stt) đã in.",
        ),
        Field(
            "province",
            "name",
            required=True,
            about="The province, as published.",
            about_vi="Tên tỉnh, thành phố, ghi đúng bản in.",
        ),
        Field(
            "score",
            "number",
            required=True,
            about="The total points: 8280 or 61.31.",
            about_vi="Tổng số điểm: 8280 hoặc 61.31.",
        ),
    ),
    "awards": (
        Field(
            "status",
            "text",
            required=True,
            choices=("proposed", "decided"),
            about="`proposed` as long as the awards are a proposal, then `decided`.",
            about_vi="`proposed`: dự kiến đề nghị; `decided`: đã quyết định.",
        ),
        Field(
            "tie_at_cut",
            "text",
            choices=TIE_POLICIES,
            about="What happens to equal scores on both sides of a cut: all get the tier (extend), "
            "and the next tier has fewer (extend-and-shrink); none does (exclude); nothing is "
            "decided (ask, if left out).",
            about_vi="Cách xử lý khi bằng điểm tại ranh giới: xét tất cả (extend); xét tất cả và "
            "giảm số lượng của mức sau (extend-and-shrink); chuyển tất cả xuống mức sau (exclude); "
            "chờ cấp có thẩm quyền quyết định (ask).",
        ),
        Field(
            "tiers",
            "records:tier",
            required=True,
            about="The tiers, the highest first.",
            about_vi="Các danh hiệu, hình thức khen thưởng, từ cao xuống thấp.",
        ),
        Field(
            "exceptions",
            "records:exception",
            about="What was granted or refused beside the scores.",
            about_vi="Các trường hợp khen thưởng hoặc không khen thưởng ngoài kết quả theo điểm.",
        ),
    ),
    "tier": (
        Field(
            "id",
            "id",
            required=True,
            about="A short id: co-thi-dua.",
            about_vi="Mã ngắn: co-thi-dua.",
        ),
        Field(
            "name",
            "text",
            required=True,
            about="The name of the award.",
            about_vi="Tên danh hiệu, hình thức khen thưởng.",
        ),
        Field(
            "granted_by",
            "text",
            about="The authority that grants it.",
            about_vi="Cấp quyết định khen thưởng.",
        ),
        Field(
            "merit",
            "text",
            about="For what it is granted, in the words of the decision.",
            about_vi="Thành tích được khen thưởng, ghi theo quyết định.",
        ),
        Field("quota", "whole", about="How many get it.", about_vi="Số lượng được khen thưởng."),
        Field(
            "least",
            "number",
            about="The lowest score that gets it; with a quota both must hold.",
            about_vi="Điểm thấp nhất được xét; nếu có số lượng thì phải đạt cả hai.",
        ),
        Field(
            "per",
            "text",
            choices=("cluster",),
            about="With `cluster` the quota is that of each cluster of the round.",
            about_vi="Ghi `cluster` nếu số lượng tính cho từng cụm của đợt kiểm tra.",
        ),
        Field(
            "recipients",
            "names",
            about="Who got it, as published and in the printed order.",
            about_vi="Danh sách được khen thưởng đã công bố, đúng tên và thứ tự bản in.",
        ),
    ),
    "exception": (
        Field(
            "province",
            "name",
            required=True,
            about="The province.",
            about_vi="Tên tỉnh, thành phố.",
        ),
        Field(
            "tier",
            "text",
            required=True,
            about="The id of the tier.",
            about_vi="Mã (id) của danh hiệu, hình thức khen thưởng.",
        ),
        Field(
            "action",
            "text",
            required=True,
            choices=("added", "withheld", "revoked"),
            about="`added`: granted though the scores do not give it; `withheld`: not granted "
            "though they do; `revoked`: granted and taken back.",
            about_vi="`added`: bổ sung ngoài kết quả theo điểm; `withheld`: không khen thưởng dù "
            "đủ điểm; `revoked`: đã khen thưởng nhưng thu hồi.",
        ),
        Field("reason", "text", required=True, about="Why.", about_vi="Lý do."),
        Field(
            "decision",
            "text",
            about="The number of the decision.",
            about_vi="Số quyết định.",
        ),
        Field("date", "day", about="The day of the decision.", about_vi="Ngày quyết định."),
    ),
    "waiver": (
        Field(
            "code",
            "text",
            required=True,
            about="The code of the rule, as `vtlt explain` lists it: CLU01.",
            about_vi="Mã quy tắc theo danh sách của `vtlt explain`: CLU01.",
        ),
        Field(
            "province",
            "name",
            about="Only findings on this province.",
            about_vi="Chỉ áp dụng cho phát hiện về tỉnh, thành phố này.",
        ),
        Field(
            "text",
            "text",
            about="Only findings at this text, or on the file of this name.",
            about_vi="Chỉ áp dụng cho phát hiện tại nội dung này hoặc tệp có tên này.",
        ),
        Field(
            "reason",
            "text",
            required=True,
            about="Why the finding is accepted.",
            about_vi="Lý do chấp nhận.",
        ),
        Field(
            "decision",
            "text",
            about="The document that accepts it.",
            about_vi="Văn bản làm căn cứ chấp nhận.",
        ),
        Field(
            "until",
            "day",
            about="The last day on which it is accepted.",
            about_vi="Ngày cuối cùng còn chấp nhận.",
        ),
    ),
}
