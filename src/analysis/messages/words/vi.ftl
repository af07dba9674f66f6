# Những gì chương trình nói với người dùng, tiếng Việt. Khóa giống hệt en.ftl; lời trợ giúp ở help.vi.ftl.

# ------------------------------------------------------------------------------------- lỗi: yêu cầu
unknown-language = không có ngôn ngữ '{ $name }'; dùng vi hoặc en
unknown-province = không có địa phương '{ $name }'. 'analysis list' liệt kê mọi nơi có số liệu; nơi của riêng mình thì thêm --data THƯ_MỤC.
unknown-province-near = không có địa phương '{ $name }'. Có phải là { $near }?
unknown-region = không có vùng '{ $name }'. Dùng một trong: { $known }.
unknown-region-near = không có vùng '{ $name }'. Có phải là { $near }?
unknown-period = không có kỳ '{ $name }'; dùng một trong: { $known }
unknown-period-near = không có kỳ '{ $name }'. Có phải là { $near }?
unknown-body = không có loại đảng bộ '{ $name }'; dùng một trong: { $known }
unknown-body-near = không có loại đảng bộ '{ $name }'. Có phải là { $near }?
two-meanings = '{ $name }' là tên của nhiều mục; hãy viết đủ tên hoặc mã của mục cần dùng: { $near }
unknown-domain = không có lĩnh vực '{ $name }'; dùng một trong: { $known }
unknown-domain-near = không có lĩnh vực '{ $name }'. Có phải là { $near }?
unknown-units = không có cách tính đơn vị '{ $name }'; dùng { $known }
unknown-figure = không có số liệu nào mang mã '{ $name }'. 'analysis show … --format csv' in ra các mã.
unknown-figure-near = không có số liệu nào mang mã '{ $name }'. Gần nhất: { $near }
no-figures = không có số liệu cho { $asked }; 'analysis list' cho biết có những gì
too-far-apart = số của { $years } năm trước hoặc sau thì quá xa để dùng tạm; nhiều nhất là { $most } năm
so-many-places = { $count } nơi không đặt cạnh nhau được trong một hình; chọn từ một đến { $most } tỉnh, thành phố, không kể cả nước
years-backwards = năm đầu { $since } sau năm cuối { $year }; viết năm nhỏ trước, chẳng hạn 2019-2023
no-tidy-frame = bảng không có cột { $missing }; hãy lấy từ data.select(…) hoặc compare.ranking(…)
unknown-picture = không lưu được biểu đồ dưới tên '{ $name }'; tên phải kết thúc bằng .svg hoặc .png
nothing-to-draw = bảng không có giá trị nào để vẽ; xem cột 'reason'
several-figures = bảng có hơn một số liệu cho { $name }; hãy chọn một chỉ tiêu, đảng bộ, kỳ và chủ thể
not-in-frame = '{ $name }' không có giá trị trong bảng; bảng có { $known }
too-many-places = không thể phân biệt { $given } địa phương bằng màu; chọn tối đa { $most }
no-place-on-map = không bản đồ nào có { $known }; vị trí nằm ở tiles.csv
several-of-indicator = '{ $name }' là nhiều số liệu; chọn một trong { $known }
nothing-to-rank = không nơi nào có '{ $name }' cho { $when }; data.select(indicators='{ $name }') cho biết có những năm nào
no-stock = indicators.csv không ghi '{ $name }' được tính trên tổng nào (cột per)
unknown-indicator-name-near = không có chỉ tiêu ‘{ $name }’. Có phải là { $near } không?
unknown-indicator-name = không có chỉ tiêu ‘{ $name }’; mã nằm ở indicators.csv, chẳng hạn membership hoặc membership/members
places-or-region = --provinces không đi cùng --region hay --within; bỏ bớt một bên
forms-need-workbook = địa phương, tổ chức, chỉ tiêu và năm là cho các biểu của sổ tính; hãy thêm --workbook
years-need-places = nhiều năm hoặc --indicators cần --provinces với tên các nơi; không có nó thì chỉ một năm
places-unnamed = reports: places cần provinces với tên từng nơi, không phải all
no-number-of-years = { $where }'{ $name }' không phải số năm; viết 0, 1 hoặc 2
no-figures-years = không có số liệu cho { $asked }; có của các năm { $known }
no-figures-others = không có số liệu cho { $asked }; năm { $year } có: { $known }
no-figures-of-place = không có số liệu cho { $asked }; chưa thu thập được số nào của nơi này
no-figures-in-request = không có số liệu cho { $lacking } trong phạm vi yêu cầu: { $asked }
nothing-to-make = không có gì để làm: không có số liệu cho { $asked }; 'analysis list' cho biết có những gì
not-added-up = không có số liệu cho { $asked } theo 34 tỉnh, thành phố: chưa có số nào đủ cả { $parts } nên không cộng được; bỏ --units để xem số liệu của từng nơi
now-part-of = { $name } đã thuộc { $successor } từ { $since }; hãy yêu cầu { $slug }, hoặc bỏ --units để xem số liệu của chính { $name }
two-entries = hai mục cùng làm { $stamp } từ sổ tay hoặc tham số khác nhau; chỉ giữ một
plan-and-options = { $file } đã nêu phải làm gì; bỏ { $options }
no-seconds = --timeout { $value } không phải số giây
or = { $first } hoặc { $last }
all = tất cả
fullest-body = đảng bộ đầu tiên có số liệu
in-region = ở { $region }

# ------------------------------------------------------------------------------- lỗi: tệp, thư mục
hint-quotes = Tên có dấu cách phải đặt giữa hai dấu ngoặc kép: "{ $name }".
hint-data = Thư mục số liệu ghi sau --data: --data { $folder }.
hint-commas = Nhiều định dạng thì ngăn bằng dấu phẩy, không có dấu cách: --to docx,{ $format }.
no-data-folder-file = { $path } là tệp; hãy nêu thư mục chứa tệp đó: --data { $folder }
no-data-folder = không có thư mục số liệu tại { $path }
no-folder = không có thư mục { $path }; chọn thư mục khác bằng --output
not-empty = { $path } không trống; hãy đặt tên một thư mục mới
cannot-make = không tạo được { $path }: { $why }; chọn thư mục khác
cannot-read = không đọc được { $path }: { $why }
empty-folder-name = tên thư mục trống; hãy nêu một thư mục
same-release = cả hai đều là bản { $release }; trước hết hãy ghi version riêng cho { $folder } trong datapackage.json
data-has-faults = số liệu có { $count } lỗi; chưa làm gì cả

# ------------------------------------------------------------------------------------ lỗi: kiểm chứng
no-private-key = { $path } không phải khóa riêng Ed25519 không mật khẩu; tạo khóa: openssl genpkey -algorithm ed25519 -out office.key
no-public-key = { $path } không phải khóa công khai Ed25519; tạo từ khóa riêng: openssl pkey -in office.key -pubout -out office.pub
needs-cryptography = chữ ký cần một thư viện: pip install 'doichieu[sign]'
unsigned = không có chữ ký bên cạnh; không ai bảo đảm cho tệp này
signed-otherwise = chữ ký không phải của tệp này bằng khóa này
no-passport = tệp không mang thông tin kiểm chứng: không phải báo cáo của chương trình này, hoặc đã bị cắt bớt
no-stamp = { $stamp } không phải tên của báo cáo nào; hãy xem lại trang
unreadable-passport = không đọc được thông tin kiểm chứng của tệp
no-such-layout = không có báo cáo loại '{ $name }'
no-such-report = không có báo cáo nào làm với { $parameters }
verify-release = làm từ bản dữ liệu { $then }, đối chiếu với bản { $now }
verify-version = do phiên bản khác của chương trình làm: chỗ nào lời khác thì không biết do phiên bản hay do người sửa; hãy kiểm bằng phiên bản đó
verify-unmakeable = không làm lại được nữa: { $why }
verify-same-words = tệp không còn nguyên từng chữ như lúc làm ra, nhưng nội dung như cũ
verify-foreign = làm từ bộ số liệu '{ $name }', không phải từ '{ $ours }'; hãy chỉ thư mục đã dùng bằng --data
verify-foreign-namesake = làm từ số liệu khác, không phải từ '{ $ours }'; hãy chỉ thư mục đã dùng bằng --data
difference-stale = đã cũ
difference-withdrawn = đã rút
difference-new = mới
difference-differs = khác
difference-version = khác phiên bản
difference-foreign = bộ số liệu khác
yes = có
no = không
verify-no-release = không có bản dữ liệu nào tên { $name }
verify-line = dòng { $line }
verify-found = thấy { $found }, lẽ ra là { $wanted }
verify-odd-passport = phần dấu và phiên bản có điều mà báo cáo không bao giờ ghi
verify-other-figures = bảo đảm cho những số liệu khác với số liệu trên trang
verify-unvouched = thấy { $found }, mà trang không bảo đảm cho số này
verify-gone = thấy { $found }; nay số liệu không còn con số đó
verify-row-changed = dòng số liệu đã đổi; chữ in ra vẫn thế
verify-drawing = hình không phải hình vẽ từ số liệu
verify-is-now = { $old } nay là { $new }
verify-row-unchanged = thấy { $found }, lẽ ra là { $wanted }; dòng số liệu không đổi
verify-near = gần { $figure }
verify-follows = { $what }; do những gì đã đổi từ đó
verify-expected-nothing = thấy { $found }, lẽ ra không có gì
verify-found-nothing = không thấy gì, lẽ ra là { $wanted }
verify-lacks = số liệu có { $wanted }, trang thì không
verify-touched = không còn nguyên từng byte như lúc làm ra
verify-file-differs = đây không phải tệp mà sổ tay bên cạnh tạo ra
verify-file-stale = đây không phải tệp mà sổ tay bên cạnh và số liệu hôm nay tạo ra
verify-file-version = chương trình hoặc thư viện nay là phiên bản khác so với lúc làm ra: không so được; hãy làm lại
verify-index = { $path } chỉ liệt kê các báo cáo và không được so; hãy viết lại: analysis index --output { $folder }
verify-own-notebook = báo cáo do sổ tay riêng { $name } làm ra; hãy chỉ sổ tay ấy bằng --notebook để chạy lại
verify-empty-folder = { $path } không có báo cáo nào; hãy đưa thư mục kết quả của một lượt làm báo cáo
verify-paper = { $path } là tệp PDF, không so được; hãy đưa trang HTML của cùng báo cáo, { $beside }
verify-alone = { $path } đứng một mình thì không kiểm tra được; hãy đưa trang HTML của cùng báo cáo, { $page }, hoặc đặt cạnh nó { $sidecar } và { $notebook }
verify-no-page = { $path } không phải trang HTML; hãy đưa trang HTML của một báo cáo
of-file = { $file }: { $what }

# ----------------------------------------------------------------------------------------- lỗi: cụm máy
not-a-scheduler = '{ $address }' không phải địa chỉ bộ điều phối; viết như tcp://10.0.0.1:8786
needs-dask = --scheduler cần Dask: pip install distributed
no-scheduler = không có bộ điều phối Dask nào tại { $address } trả lời trong { $seconds } giây: { $why }
no-workers = bộ điều phối tại { $address } chưa có máy làm; khởi động bằng: dask worker { $address }
scheduler-lost = mất liên lạc với bộ điều phối tại { $address }; chạy lại đúng lệnh này để làm tiếp
workers-gone = cụm máy không có máy làm nào trong { $seconds } giây; chạy lại đúng lệnh này để làm tiếp
worker-cannot-load = một máy làm không nạp được doichieu ({ $why }); cài cùng một phiên bản trên mọi máy
worker-differs = một máy làm có phiên bản doichieu hoặc thư viện khác; cài giống nhau trên mọi máy
cluster-lost-it = cụm máy làm mất việc này: { $why }
worker-too-long = quá { $seconds } giây chưa xong; tiến trình đã bị dừng
worker-killed = tiến trình làm việc bị tín hiệu { $signal } dừng
worker-ended = tiến trình làm việc kết thúc với mã { $status }
cells-not-ready = sau { $seconds } giây tiến trình chạy các ô vẫn chưa sẵn sàng
cells-too-long = quá { $seconds } giây chưa xong
cells-killed = tiến trình chạy các ô bị tín hiệu { $signal } dừng
cells-no-window = báo cáo không có cửa sổ cho '{ $gui }'; hãy dùng %matplotlib inline
cells-ended = tiến trình chạy các ô kết thúc với mã { $status }
result-not-sent = không gửi được kết quả: { $why }
wrong-type = { $name } phải là { $kind ->
    [str] chữ
    [int] số nguyên, như 2023
    [Dataset] kết quả của analysis.load()
   *[other] kiểu { $kind }
 }, nhưng lại là { $value }
not-run = chưa chạy

# ------------------------------------------------------------------------------------ lỗi: yêu cầu, kế hoạch
in-entry = { $file }, mục { $position }:{ " " }
unknown-choice = { $where }không có { $kind ->
    [report] loại báo cáo
    [format] định dạng
   *[language] ngôn ngữ
 } { $name }; dùng { $known }
unknown-option = { $where }không có tham số '{ $name }'; có các tham số { $known }
unknown-option-near = { $where }không có tham số '{ $name }'; có phải là { $near }?
codes-in-quotes = { $where }đặt mã số địa phương trong dấu ngoặc, như '01': YAML hiểu 01 là 1
no-choice = { $where }chưa nêu { $kind ->
    [report] loại báo cáo
    [format] định dạng
   *[language] ngôn ngữ
 } nào; dùng { $known }
nothing-named = { $where }{ $name } trống; hãy nêu, hoặc bỏ đi
all-and-others = { $where }{ $name } có all, lại có cả { $others }; bỏ một trong hai
no-years = { $where }'{ $name }' không phải năm hay khoảng năm; viết 2023, 2019-2023 hoặc all
parameters-form = { $where }parameters phải là các tên, mỗi tên một chữ hoặc một số
own-parameters = { $where }{ $own } do chính báo cáo đặt; bỏ khỏi parameters
twice-in-plan = { $path } có { $name } hai lần trong một mục; chỉ giữ một
no-plan = { $path } phải gồm các tùy chọn với giá trị, hoặc một danh sách như vậy
not-yaml = { $path } không phải YAML: { $why }
alias-in-plan = { $path }, dòng { $line }: *{ $name } là bí danh; hãy viết đầy đủ
deep-plan = { $path }, dòng { $line }: danh sách lồng nhau { $depth } lớp; nhiều nhất là { $most }
inputs-beside = { $where }inputs: '{ $name }' phải nằm cạnh sổ tay riêng hoặc trong thư mục con; hãy ghi tên tính từ thư mục của sổ tay
no-input = { $where }inputs: không có tệp { $path }
no-plain-list = { $where }{ $name } phải là danh sách chữ hoặc số, không lồng danh sách

# --------------------------------------------------------------------------------------- lỗi: sổ tay, kết xuất
no-notebook = không có sổ tay tại { $path }
not-a-notebook = { $name } không phải sổ tay: { $why }
no-parameters-cell = { $name } không có ô gắn nhãn 'parameters'; hãy gắn cho ô đặt các giá trị mặc định
unknown-parameters = { $name } không có tham số { $unknown }; có các tham số { $known }
cell-raised = { $name }, ô { $cell }: { $why }
cell-raised-input = { $name }, ô { $cell }: { $why }; sổ tay chạy ở nơi chỉ có các tệp mà kế hoạch ghi ở mục inputs
cell-shows-strange = ô { $cell } của sổ tay hiện điều mà báo cáo không chứa được: { $what }; hãy hiện chữ, Markdown, bảng hoặc hình (PNG, SVG), hoặc gắn nhãn remove_cell cho ô
cell-not-reached = { $name }, ô { $cell } không được chạy: một ô trước đó đã gọi exit
cell-failed = ô { $cell } của sổ tay hỏng: { $why }
could-not-run = không chạy được { $name }: { $why }
namesake = { $path } che mất thư viện 'analysis' đối với sổ tay; hãy đổi tên
shows-strangers = báo cáo nêu điều không có trong số liệu: { $strangers }
no-section = sổ tay không hiện phần nào: đã chạy chưa?
foreign-section = phần '{ $section }' thuộc { $stamp }, không thuộc { $wanted }
many-mastheads = { $stamp } có { $count } phần đầu; một báo cáo chỉ có một
page-without-paper = { $why }; trang HTML vẫn có
no-pdf = không làm được PDF: { $why }
cannot-write = không ghi được vào { $path }: { $why }; chọn thư mục khác bằng --output
output-locked = một lần chạy khác đang ghi vào { $path }; hãy đợi, hoặc chọn thư mục khác bằng --output
no-locks = không khóa được { $path } ({ $why }); hãy chọn thư mục trên hệ tệp khác bằng --output
lock-removed = { $path } đã bị xóa trong khi lần chạy này đang ghi; chạy lại đúng lệnh này để làm tiếp
reports-removed = { $count } trên { $total } báo cáo, như { $stamp }, đã bị xóa trong khi đang chạy; chạy lại đúng lệnh này để lập lại
outside-output = '{ $name }' sẽ nằm ngoài { $path }; hãy đổi mã tạo ra tên đó
link-in-output = { $path } là liên kết dẫn đi nơi khác; chương trình không ghi qua đó: hãy xóa liên kết
is-a-folder = đó là thư mục, không phải tệp
is-no-file = đó là ống dẫn hoặc thiết bị, không phải tệp
is-too-large = tệp có { $size } MB; nhiều nhất là { $most }
no-memory = không đủ bộ nhớ; hãy làm ít báo cáo cùng lúc hơn (--jobs 1), hoặc đóng bớt chương trình
unpacks-too-large = giải nén ra hơn { $most } MB
too-many-cells = một trang tính trải ra hơn { $most } triệu ô; hãy xóa những gì nằm quá xa bên dưới hoặc bên phải
nested-without-end = lồng nhau quá nhiều cấp
folder-in-place = một thư mục nằm ở chỗ của tệp này; hãy chuyển đi
needs-lab = chưa cài: { $missing }; chạy: pip install { $packages }

# -------------------------------------------------------------------------------------------------- kết quả
error = lỗi: { $what }
note = lưu ý: { $what }
body-chosen = đảng bộ: { $body }; đảng bộ khác thì ghi tên hoặc mã của nó sau --body
making = đang làm { $stamp }
written = đã ghi: { $path }
next-fill = tiếp theo: đọc { $readme }, điền số liệu, rồi chạy: analysis validate --data { $folder }
next-workbook = tiếp theo: mở { $workbook } bằng LibreOffice hoặc Excel (trang đầu nói cách điền), lưu lại, rồi chạy: analysis validate --data { $folder }
opening = mở { $path } (Ctrl-C để kết thúc)
finding = phát hiện: { $what }
validated = { $data }: { $faults } lỗi, { $findings } phát hiện, { $traced } số liệu đã thấy trong nguyên văn của nguồn
data-invalid = số liệu chưa hợp lệ
data-read = bản { $release }, ngày { $day }: { $figures } số liệu của { $provinces } địa phương
verified = { $reports } báo cáo, { $figures } số liệu: { $differences ->
    [0] tất cả đúng như số liệu gốc
   *[other] { $differences } chỗ khác
 }
compared = { $old } → { $new }: { $news } mới, { $revised } sửa, { $withdrawn } rút
change-new = mới
change-revised = sửa
change-withdrawn = rút
changelog-title = Thay đổi của số liệu
changelog-about = Số liệu mới, sửa (cũ → mới) hoặc rút, theo từng bản; `analysis diff CŨ MỚI --record` ghi thêm bản mới nhất.
changelog-since = { $released }, từ bản { $since }
changelog-nothing = Không có số liệu nào thay đổi.

list-province = địa phương
list-year = năm
list-body = đảng bộ
list-period = kỳ
show-indicator = nội dung
show-kind = loại
show-number = số lượng
show-of = trên
show-share = tỷ lệ
show-change = so với kỳ trước
show-target = chỉ tiêu
show-peers = thứ tự
show-source = nguồn
kind-actual = thực hiện
kind-target = chỉ tiêu
place-among = { $low }–{ $high } trong { $count }

# --------------------------------------------------------------------------------------------- làm hàng loạt
reason-new = mới
reason-forced = theo yêu cầu làm lại
reason-missing = thiếu tệp kết quả: { $what }
reason-unreadable = không đọc được tệp json
reason-data = số liệu đã đổi
reason-code = chương trình đã đổi
reason-notebook = sổ tay đã đổi
reason-inputs = tệp đầu vào đã đổi
reason-parameters = tham số đã đổi
reason-versions = phiên bản thư viện đã đổi
reason-beside = bản số liệu, hoặc các bảng đi kèm
reason-more = {" "}và { $count } mục nữa
blame-notebook = sổ tay
blame-rendering = trình bày
blame-machinery = máy chạy
log-removed = Các tệp của lần chạy trước đã được gỡ; báo cáo này phải làm lại vì: { $reason }.
log-cell = ô { $number }
to-make = phải làm { $due } trong { $total } báo cáo
count-made = { $count } đã làm
count-to-make = { $count } phải làm
count-up-to-date = { $count } vẫn đúng, không làm lại
count-failed = { $count } hỏng
count-not-made = { $count } chưa làm
nothing-to-do = không có gì phải làm
failed-one = hỏng: { $stamp }: { $blame }: { $reason }
progress = { $done } trong { $due }, { $rate }, còn { $left } giây, { $failed } hỏng
rate = { $rate }/phút
recap = { $counts }, { $seconds } giây
more-failures = và { $count } nữa; manifest.json nêu đủ
interrupted = đã ngắt; những gì làm xong vẫn giữ: chạy lại đúng lệnh này để làm tiếp
interrupted-early = đã ngắt; chưa làm gì cả

# ----------------------------------------------------------------------------- phát hiện: chỗ nguồn không khớp
finding-fraction = { $count } trên { $of } là { $computed }%, nguồn in { $printed }%
finding-split = các phần cộng lại là { $parts }, tổng in là { $total }
finding-split_of_part = các phần cộng lại là { $parts }, chỉ là một phần của tổng in { $total }
finding-split_base = các phần cộng lại là { $parts }, trong khi cùng nguồn ghi { $total }
finding-authorities = cấp ủy và ủy ban kiểm tra cộng lại là { $parts }, tổng in là { $total }
finding-sources = nguồn được dẫn in { $preferred }, nguồn khác in { $other }
finding-conflict = các nguồn không thống nhất: { $printed }
finding-conflict_authority = cùng một số, nhưng các nguồn nói do cấp khác nhau: { $printed }
finding-printed_change = tính từ số liệu là { $computed }, nguồn in { $printed }
finding-two_bases = cùng một nguồn in { $stock } là số hiện có và { $base } là cơ sở của tỷ lệ
finding-ceiling = { $count } trên { $of } là { $share }%, quy định cho phép { $ceiling }%
finding-printed_rank = tính từ điểm là hạng { $computed }, nguồn in { $printed }
finding-ranked_of = trên { $printed } địa phương, các số khác của năm ấy là trên { $usual }
finding-printed_tier = { $score } điểm được in là { $tier }, dù điểm thấp hơn có loại tốt hơn

# --------------------------------------------------------------------------- lỗi: hình thức của tệp số liệu
letter-after = { $letter } sau "{ $before }"
letter-perhaps = { $letter }, có lẽ là "{ $meant }"
fault-missing-file = thư mục số liệu cần tệp này, dù chỉ có dòng tiêu đề; 'analysis new' tạo ra một tệp mẫu
fault-bad-package = tệp phải là JSON có version và created (NĂM-THÁNG-NGÀY); { $why }
fault-unreadable-file = { $why }; hãy để tệp đọc được
fault-not-utf8 = tệp không được lưu dạng UTF-8 (byte thứ { $byte }); hãy lưu dạng 'CSV UTF-8' (Excel) hoặc chọn bảng mã Unicode (UTF-8) (LibreOffice)
fault-bad-csv = có dấu ngoặc kép không khép lại, hoặc khép lại giữa ô; kiểm tra dấu ngoặc kép từ dòng này trở đi (trong ô thì viết hai dấu liền: "")
fault-not-read-on = có quá nhiều lỗi nên từ dòng này trở đi chưa đọc; hãy sửa các lỗi trên trước
line-and-more = { $place } (và { $count } dòng nữa)
place-and-more = { $place } (và { $count } ô nữa)
fault-and-more = còn { $count } lỗi nữa cùng loại
fault-too-long-office = tệp dài hơn { $most } kB; tên và tiêu đề của cơ quan chỉ cần vài dòng
fault-bad-header = { $missing ->
    [none] { $extra ->
        [none] các cột phải là { $columns }
       *[other] không rõ { $extra }; các cột phải là { $columns }
     }
   *[other] { $extra ->
        [none] thiếu { $missing }; các cột phải là { $columns }
       *[other] thiếu { $missing }; không rõ { $extra }; các cột phải là { $columns }
     }
 }
fault-cell-count = { $cells } ô trong khi dòng tiêu đề có { $heads }; đặt ô có dấu '{ $separator }' giữa hai dấu ngoặc kép thẳng ("), hoặc lưu lại bằng bảng tính
fault-cells-missing = { $cells } ô trong khi dòng tiêu đề có { $heads }: dòng bị ngắt, hoặc mất dấu ngăn cách; hãy nối lại hay thêm ô trống cho đủ
fault-rows-joined = { $cells } ô, gấp đôi dòng tiêu đề ({ $heads }): hai dòng bị nối làm một; hãy tách ra
fault-cells-beside = { $cells } ô trong khi dòng tiêu đề có { $heads }; hãy bỏ ô thừa (dấu tab thừa) ở dòng này
fault-other-separator = dòng này ngăn cách các ô bằng dấu khác với dòng tiêu đề; hãy dùng cùng một dấu, hoặc đưa vào bảng tính rồi lưu lại
fault-line-quoted = cả dòng nằm giữa hai dấu ngoặc kép nên chỉ là một ô; hãy mở bằng bảng tính, chọn đúng dấu ngăn cách, rồi lưu lại
fault-row-shifted = từ cột này trở đi các ô đứng lệch sang { $way ->
    [right] phải
   *[left] trái
 } một cột; hãy đưa về đúng cột

# ------------------------------------------------------------------------------ lỗi: nội dung tệp số liệu
fault-not-an-integer = '{ $value }' không phải số nguyên; chỉ viết chữ số, không có dấu ngăn cách
fault-not-a-number = '{ $value }' không phải số; viết chữ số không có dấu ngăn cách hàng nghìn, phần lẻ sau dấu chấm (dấu phẩy thập phân chỉ dùng trong sổ tính và tệp phân cách bằng chấm phẩy)
fault-not-a-year = '{ $value }' không phải năm; viết bốn chữ số, như 2023
fault-not-a-date = '{ $value }' không phải ngày; viết NĂM-THÁNG-NGÀY, như 2023-12-31
fault-unknown-province = '{ $value }' không có trong provinces.csv; dùng tên hoặc mã ở đó, hoặc thêm địa phương vào đó (sổ tính: trang Địa bàn)
fault-unknown-body = '{ $value }' không có trong bodies.csv; dùng tên hoặc mã ở đó, hoặc thêm vào đó (sổ tính: trang Tổ chức)
fault-unknown-period = '{ $value }' không phải kỳ; dùng một trong FY H1 9M Q1 Q2 Q3 Q4 YTD TERM
fault-unknown-kind = '{ $value }' không phải loại; viết actual (thực hiện) hoặc target (chỉ tiêu)
fault-unknown-authority = '{ $value }' không phải cấp thực hiện; viết all, committees, commissions, own_committee, district_committees, grassroots_committees hoặc để trống
fault-unknown-counting = '{ $value }' không phải cách đếm; viết turns (lượt) hoặc để trống
fault-unknown-qualifier = '{ $value }' không phải mức chính xác; dùng một trong exact over nearly about withheld
fault-unknown-comparator = '{ $value }' không phải phép so của chỉ tiêu; dùng một trong ge gt le lt eq range, hoặc để trống
fault-unknown-basis = '{ $value }' không có trong bases.csv; chọn một cơ sở tính ở đó, hoặc thêm vào đó (sổ tính: trang Cơ sở tính)
fault-unknown-source = '{ $value }' không có trong sources.csv; trước hết hãy thêm nguồn vào đó (sổ tính: trang Nguồn)
fault-unknown-confidence = '{ $value }' không phải mức tin cậy; viết high hoặc medium
fault-unknown-change-unit = '{ $value }' không phải đơn vị của mức thay đổi; viết count, percent hoặc percent_of
fault-unknown-preference = '{ $value }' không hợp lệ ở cột này; viết yes, no hoặc để trống
fault-unknown-value = '{ $value }' không được dùng ở đây
fault-not-a-figure-id = '{ $value }' không phải mã số liệu (PROVINCE/BODY/YEAR/PERIOD/KIND/INDICATOR/CATEGORY); hãy để 'analysis diff CŨ MỚI --record' ghi bảng này
fault-not-a-conflict-id = '{ $value }' không phải mã trường hợp; viết c và hai chữ số, như c01
fault-not-a-period-of-change = '{ $value }' không phải kỳ được so; viết NĂM-KỲ, như 2022-Q1
fault-unknown-indicator = '{ $value }' không có trong indicators.csv; dùng tên hoặc cặp mã ở đó, hoặc thêm vào đó (sổ tính: trang Chỉ tiêu)
fault-wrong-file = '{ $value }' thuộc tệp khác: xem cột Lĩnh vực (domain) của indicators.csv, trang Chỉ tiêu
fault-no-figure = dòng này không có số lượng, tỷ lệ hay giá trị; số không được in thì không có dòng
fault-not-of-this-measure = '{ $value }' không đúng cách ghi của loại số này: số đếm ghi ở Số lượng (count), tỷ lệ ở Tỷ lệ (percent); lượng, điểm, hạng và mức xếp loại ở Giá trị (value)
fault-off-the-scale = '{ $value }' nằm ngoài thang điểm của nội dung này (Điểm thấp nhất, Điểm cao nhất: scale_min, scale_max)
fault-no-place = '{ $value }' không phải thứ hạng: hạng là số nguyên từ 1 đến số nơi được xếp
fault-unknown-tier = '{ $value }' không phải mức xếp loại của nội dung này trong tiers.csv; dùng một mã ở đó
fault-not-as-printed = '{ $value }' không có trong Nguyên văn (as_printed); một trong hai chỗ sai
fault-withheld-with-number = số không công bố thì không có con số; xóa số đi, hoặc sửa Mức chính xác (qualifier)
fault-preference-alone = không có dòng nào khác in số này nên không có gì để chọn; để trống Dòng được chọn (preferred)
fault-change-against-later = '{ $value }' không ở trước kỳ của dòng này
fault-not-yet-over = '{ $value }' ở sau ngày của bản số liệu; chưa thể có kết quả của năm đó: hãy kiểm tra lại năm, hoặc ghi nguồn của số này kèm ngày công bố
fault-date-outside-period = '{ $value }' không phải ngày trong kỳ của số liệu này
fault-note-missing = nguồn của số này ra trước khi hết năm; hãy nói lý do ở Ghi chú (note)
fault-same-name = '{ $value }' là tên của một đơn vị khác cùng loại và cùng cấp trên; hãy đặt tên phân biệt
fault-not-a-slug = '{ $value }' không phải mã: chỉ dùng chữ thường không dấu, chữ số và gạch nối đơn
fault-not-classes = '{ $value }' không nêu mức xếp loại; viết một số, như 2, hoặc hai số có gạch nối, như 1-3
fault-printed-missing = Nguyên văn (as_printed) trống; chép đúng con số như nguồn in
fault-base-without-meaning = đã có tổng số hoặc tỷ lệ thì phải chọn cơ sở tính (of_basis): tính trên cái gì; nguồn không nói thì chọn "nguồn không nói rõ"
fault-basis-without-base = có cơ sở tính (of_basis) mà không có Trên tổng số (of), cũng không có Tỷ lệ (percent); xóa đi hoặc điền thêm
fault-base-of-zero = '{ $value }' không thể là cơ sở tính: không có gì là một phần của số không; để trống Trên tổng số (of) và Cơ sở tính (of_basis)
fault-part-exceeds-base = Số lượng (count) lớn hơn Trên tổng số (of), mà cơ sở tính không phải kế hoạch; kiểm tra lại hai số
fault-share-out-of-range = '{ $value }' không phải tỷ lệ: nằm ngoài 0 đến 100, mà cơ sở tính không phải kế hoạch
fault-target-without-comparator = chỉ tiêu phải có Phép so (comparator: ge gt le lt eq range)
fault-comparator-without-target = chỉ chỉ tiêu mới có Phép so (comparator); để trống
fault-range-without-end = chỉ tiêu dạng khoảng cần số ở cột có chữ "đầu trên" (count_to, percent_to), lớn hơn đầu dưới
fault-end-without-range = cột có chữ "đầu trên" (count_to, percent_to) chỉ dùng khi Phép so (comparator) là trong khoảng (range)
fault-term-without-start = nhiệm kỳ (TERM) cần năm đầu ở Từ năm (span_from), trước Năm (year)
fault-start-without-term = Từ năm (span_from) chỉ dùng cho nhiệm kỳ (TERM); để trống
fault-date-without-need = Đến ngày (as_of) dùng cho số tại một ngày và kỳ từ đầu năm (YTD), và nằm trong hoặc sát năm của số liệu
fault-change-incomplete = Mức thay đổi nguồn nêu, Đơn vị thay đổi và So với kỳ (change_printed, change_unit, change_against) phải đi cùng nhau
fault-national-mismatch = đảng bộ national thuộc viet-nam, và chỉ thuộc viet-nam
fault-duplicate-figure = cùng nguồn này đã in số này ở dòng khác ({ $other }: { $at }); chỉ giữ một
fault-preference-missing = hai nguồn cùng in số này; ghi có (yes) vào Dòng được chọn (preferred) ở đúng một dòng
fault-unknown-reference = '{ $value }' không có trong bảng mà cột này dẫn tới; sửa lại hoặc thêm vào
fault-duplicate-key = '{ $value }' đã có trong bảng; chỉ giữ một
fault-missing-value = ô trống; hãy điền
fault-two-readings = '{ $value }' đọc được theo hai cách (phần nghìn hay phần lẻ); viết số không có dấu ngăn cách hàng nghìn, phần lẻ sau dấu phẩy thập phân
fault-became-a-date = '{ $value }' là ngày do bảng tính đổi từ số như 7/7; đặt cột là dạng chữ (Text)
fault-not-a-code = '{ $value }' không phải mã hai chữ số; bảng tính bỏ số 0 ở đầu nếu cột không phải dạng chữ (Text)
fault-no-letter = '{ $value }' có ký tự không hiển thị được; gõ lại, bỏ ký tự đó
fault-invisible-letter = ô có ký tự không nhìn thấy, { $value }; gõ lại ô này, bỏ ký tự đó
fault-damaged-letter = chữ trong ô bị hỏng khi lưu hoặc mở tệp, { $value }; hãy gõ lại
fault-formula = '{ $value }' là công thức mà bảng tính sẽ chạy thay vì hiển thị; hãy bắt đầu ô bằng chữ cái hoặc chữ số
fault-no-typeface = ô có ký hiệu mà không phông chữ nào ở đây có, { $value }; hãy viết bằng chữ
fault-too-many-letters = '{ $value }' quá dài để đọc được trong báo cáo; hãy rút ngắn
fault-too-long = '{ $value }' quá dài cho bảng; rút còn 52 ký tự
fault-no-web-address = '{ $value }' không phải địa chỉ web; viết http:// hoặc https://, hoặc để trống
fault-not-a-day-month-or-year = '{ $value }' không phải ngày; viết NĂM-THÁNG-NGÀY, NĂM-THÁNG hoặc NĂM, hoặc để trống
fault-source-to-come = '{ $value }' là lúc chưa tới, chưa nguồn nào có thể ra khi đó; hãy kiểm tra lại năm
fault-cells-exchanged = '{ $value }' và '{ $other }' đứng nhầm cột của nhau; hãy đổi chỗ hai ô
fault-inexact = '{ $value }' không phải con số đúng; chỉ ghi con số, còn hơn, gần hay khoảng thì chọn ở cột Mức chính xác (qualifier), hoặc để trống ô này
fault-stray-space = ô bắt đầu hoặc kết thúc bằng dấu cách; xóa dấu cách đó

# Điều có lẽ muốn viết, hoặc tên gần nhất, nếu biết được.
fault-not-an-integer-meant = viết '{ $value }' thì không phải số nguyên; hãy viết { $meant }
fault-not-a-number-meant = viết '{ $value }' thì không phải số; hãy viết { $meant }
fault-not-a-year-meant = '{ $value }' không phải năm; có phải { $meant } không?
fault-not-a-date-meant = ngày không viết là '{ $value }'; hãy viết { $meant }
fault-not-a-day-month-or-year-meant = ngày không viết là '{ $value }'; hãy viết { $meant }
fault-unknown-province-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-body-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-period-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-kind-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-authority-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-counting-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-qualifier-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-comparator-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-basis-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-source-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-confidence-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-change-unit-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-preference-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-value-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-indicator-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-tier-near = không có '{ $value }'; có phải là { $near } không?
fault-unknown-reference-near = không có '{ $value }'; có phải là { $near } không?

# Ô, trang tính và tệp của sổ tính.
fault-lost-letter = '{ $value }' đã mất chữ khi lưu; hãy gõ lại
fault-mojibake = '{ $value }' bị mở sai bảng mã rồi lưu lại; hãy gõ lại
fault-mojibake-meant = '{ $value }' bị mở sai bảng mã rồi lưu lại; hãy viết { $meant }
fault-look-alike = '{ $value }' có một chữ của bảng chữ cái khác trông giống chữ La-tinh; hãy gõ lại
fault-look-alike-near = '{ $value }' có một chữ của bảng chữ cái khác trông giống chữ La-tinh; hãy gõ lại: { $near }
fault-two-meanings = '{ $value }' là tên của nhiều mục; hãy viết mã
fault-two-meanings-near = '{ $value }' là tên của nhiều mục; hãy viết mã của mục cần dùng: { $near }
fault-share-or-part = '{ $value }' có thể là tỷ lệ hoặc một phần của tỷ lệ; hãy ghi vào cột Nguyên văn đúng như nguồn viết
fault-share-or-part-meant = '{ $value }' có thể là { $value }% hoặc { $meant }%; hãy ghi con số đúng vào cột Nguyên văn
fault-merged-cells = { $value } bị gộp ô nên không rõ số của dòng nào; hãy tách ô
fault-unknown-head = không có cột nào tên '{ $value }'; hãy sửa tên cột hoặc bỏ cột này
fault-unknown-head-near = không có cột nào tên '{ $value }'; có phải { $near } không?
fault-no-heads = trang tính '{ $value }' không có dòng tên cột; hãy để lại dòng đó
fault-no-year-head = '{ $value }' không phải năm; tên cột của biểu ngang là năm bốn chữ số, như 2021
fault-unread-sheet = không ai đọc trang tính '{ $value }'; hãy đặt tên như trong mẫu, hoặc thêm _ ở đầu tên (bảng của nơi khác: analysis import)
fault-unread-sheet-near = không ai đọc trang tính '{ $value }'; có phải { $near } không? Nếu không, thêm _ ở đầu tên
fault-unread-file = không ai đọc '{ $value }'; hãy đưa tệp ra khỏi thư mục
fault-unread-file-near = không ai đọc '{ $value }'; có phải { $near } không? Hãy đổi tên như vậy hoặc đưa tệp ra khỏi thư mục
fault-unreadable-workbook = đây không phải sổ tính, hoặc sổ tính bị hỏng; hãy mở ra và lưu lại thành .xlsx hoặc .ods
fault-error-cell = '{ $value }' là lỗi mà bảng tính hiện thay cho giá trị; hãy sửa công thức hoặc gõ giá trị vào
fault-formula-cell = '{ $value }' là công thức chưa có kết quả; hãy mở sổ tính rồi lưu lại, hoặc gõ giá trị vào
fault-old-font = '{ $value }' gõ bằng phông chữ cũ (TCVN3, như .VnTime); hãy chuyển sang Unicode hoặc gõ lại
fault-no-value = '{ $value }' không phải số; ghi 0 nếu không có, bỏ dòng đi nếu chưa biết
fault-negative = '{ $value }' nhỏ hơn không, mà số đếm không thể âm; hãy kiểm tra lại
fault-a-sum = '{ $value }' là dòng cộng các dòng khác; hãy bỏ dòng này, tổng số sẽ được tính
fault-no-row = '{ $value }' đứng một mình trong dòng: ghi chú hay chữ ký không phải số liệu; hãy bỏ đi hoặc điền đủ dòng
fault-hidden-sheet = trang tính '{ $value }' đang ẩn, không ai thấy nó đưa gì vào báo cáo; hãy cho hiện lại, hoặc thêm _ ở đầu tên
fault-head-twice = hai cột cùng tên '{ $value }', không rõ dùng cột nào; hãy bỏ một cột
fault-heads-moved = cột '{ $value }' đứng ở chỗ của { $near }; hãy xếp lại các cột theo thứ tự cũ
fault-no-header = '{ $value }' không phải dòng tên cột; tệp phải bắt đầu bằng { $columns } và các tên cột còn lại
fault-empty-file = tệp trống; ít nhất phải có dòng tên cột; 'analysis new' tạo ra một tệp mẫu
fault-no-text = đây là sổ tính hoặc tệp nén, không phải tệp chữ có dấu phân cách; hãy đổi tên thành { $near }, hoặc lưu thành CSV
fault-sheet-twice = mọi số ở trang '{ $value }' đã có ở trang '{ $near }': cùng địa phương, tổ chức, kỳ và nguồn; hãy sửa ô này, hoặc xóa một trong hai trang
fault-saved-twice = có vẻ là bản sao của { $near }, số liệu sẽ bị lặp; hãy giữ tệp đã điền và đưa tệp kia ra khỏi thư mục
fault-giant-workbook = { $why }
fault-locked-workbook = sổ tính có mật khẩu; hãy lưu lại không đặt mật khẩu
fault-empty-workbook = không trang tính nào có nội dung; hãy điền, hoặc đưa tệp ra khỏi thư mục
fault-unread-folder = không ai đọc thư mục con của thư mục số liệu: '{ $value }' (trong đó có { $count } bảng); hãy đưa các bảng ra ngoài, hoặc thêm _ ở đầu tên thư mục con
fault-of-another-program = không ai đọc '{ $value }'; hãy lưu thành .xlsx hoặc .ods và đưa tệp này ra khỏi thư mục
fault-no-tables = thư mục không có số liệu: không có sổ tính (.xlsx, .ods), cũng không có tệp như { $near }; 'analysis new' tạo ra các tệp mẫu
fault-unknown-head-empty = một cột có giá trị mà không có tên cột; hãy đặt tên hoặc bỏ cột này
fault-unknown-province-empty = ô trống; hãy điền địa phương (ở biểu ngang: dòng Địa phương phía trên bảng)
fault-unknown-body-empty = ô trống; hãy điền tổ chức (ở biểu ngang: dòng Tổ chức phía trên bảng)
fault-unknown-source-empty = chưa ghi nguồn, trong khi không phải chỉ có đúng một nguồn; hãy ghi nguồn ở dòng này hoặc phía trên bảng

# ------------------------------------------------------------------- tên cột và tên các điều được giải thích
column-id = mã
column-other = nguồn khác
column-label = nội dung
column-province = địa phương
column-body = tổ chức
column-year = năm
column-period = kỳ
column-span-from = từ năm
column-kind = loại
column-indicator = chỉ tiêu
column-category = phân loại
column-authority = cấp thực hiện
column-counted = cách đếm
column-count = số lượng
column-count-to = số lượng (đầu trên)
column-of = trên tổng số
column-of-basis = cơ sở tính
column-percent = tỷ lệ
column-percent-to = tỷ lệ (đầu trên)
column-value = giá trị
column-qualifier = mức chính xác
column-comparator = phép so
column-as-of = đến ngày
column-as-printed = nguyên văn
column-change-printed = mức thay đổi nguồn nêu
column-change-unit = đơn vị thay đổi
column-change-against = so với kỳ
column-conflict = trường hợp không thống nhất
column-preferred = dòng được chọn
column-source = nguồn
column-confidence = mức tin cậy
column-note = ghi chú
column-file = tệp
column-line = dòng
column-derived = suy ra
column-checks = chỗ không khớp
column-breaks = thay đổi quy định
column-name = tên
column-name-vi = tên tiếng Việt
column-name-en = tên tiếng Anh
column-formula = công thức
column-inputs = từ số liệu
column-interval = khoảng tin cậy 95%
column-whole = tính trên
column-factor = trên mỗi
column-day = ngày
column-alike = là một phần của tổng
column-title = tên văn bản
column-what-changed = nội dung thay đổi
column-severity = mức ảnh hưởng
column-effective-from = hiệu lực từ
column-effective-to = hiệu lực đến
column-publisher = nơi ban hành
column-published = ngày ban hành
column-url = địa chỉ trang
column-code = mã
column-figures = số liệu liên quan
column-printed = đã in
column-computed = tính được
column-unit = đơn vị
column-measure = loại số đo
column-unit-vi = đơn vị tính
column-unit-en = đơn vị tính tiếng Anh
column-label-vi = tên
column-label-en = tên tiếng Anh
column-short-vi = tên gọn
column-short-en = tên gọn tiếng Anh
column-domain = lĩnh vực
column-polarity = chiều tốt
column-timing = thời điểm
column-scale-min = điểm thấp nhất
column-scale-max = điểm cao nhất
column-role = là gì
column-kinds = có ở cấp
column-successor-from = kế tục từ ngày
column-number = số liệu
column-logo = tệp biểu trưng
column-accent = màu
column-above = cơ quan cấp trên
column-motto = tiêu đề bên phải
column-data = tên bộ số liệu
column-place-and-date = địa danh, ngày tháng
column-recipients = nơi nhận
column-signature = thể thức đề ký
column-signed-by = người ký
column-region = vùng
column-parent = cấp trên
column-successor = nơi kế tục
column-gso-code = mã số

# ------------------------------------------------------------------------------- tệp để gửi đi
needs-office = { $format } cần { $library }; hãy chạy: pip install 'doichieu[office]'
needs-notify = --notify cần Apprise; hãy chạy: pip install 'doichieu[notify]'
not-notifiable = --notify { $kind }://…: không có loại địa chỉ này; các loại và cách viết: https://github.com/caronc/apprise/wiki
notify-untaken = lưu ý: --notify: có địa chỉ không nhận được tin
notify-title = analysis batch: { $counts }
not-whole-beside = { $path } được kiểm tra bằng { $sidecar } và { $notebook } đặt cạnh nó, nhưng thiếu hoặc hỏng; hãy đặt vào, hoặc đưa trang HTML

# ------------------------------------------------------------- lỗi: office.yml và trang Cơ quan ban hành
fault-office-twice = { $other } cũng ghi tên và tiêu đề của cơ quan; chỉ giữ một nơi
fault-no-name-sheet = ghi tên cơ quan ban hành ở mục Tên cơ quan
fault-not-yaml = không phải YAML: { $why }; viết từng dòng như 'name: …'
fault-not-a-mapping = viết mỗi dòng một 'khóa: giá trị', như 'name: …'
fault-no-name = nêu tên cơ quan ban hành báo cáo: 'name: …'
fault-unknown-key = không có mục '{ $value }'; dùng { $known }
fault-unknown-key-empty = có nội dung mà không có tên mục; hãy ghi tên mục ở ô bên trái
fault-unknown-key-near = không có mục '{ $value }'; có phải là { $near }?
fault-key-twice = { $value } có hai lần; chỉ giữ một
fault-not-a-text = viết một đoạn chữ, hoặc vi: … và en: … bên dưới
fault-not-a-list = viết mỗi dòng một mục, có '- ' ở đầu
fault-not-a-colour = '{ $value }' không phải màu; chọn { $known }, hoặc sáu chữ số hệ mười sáu sau dấu #, như #0b5fa5 (trong office.yml thì đặt giữa hai dấu ngoặc kép)
fault-pale-colour = { $value } không đọc được trên nền trắng; chọn màu đậm hơn
fault-not-a-picture-name = '{ $value }' không phải tên tệp .png hay .svg; đặt một tệp như vậy cạnh { $file }
fault-no-such-file = không đọc được { $value } ({ $why }); đặt tệp cạnh { $file }
fault-large-picture = { $value } nặng { $size } kB mà báo cáo nào cũng mang theo; giữ dưới { $most } kB
fault-not-a-picture = { $value } không đúng như tên gọi; lưu lại thành PNG hoặc SVG

# ------------------------------------------------------------------------------------- bảng của nơi khác
import-no-places = không thấy tên địa phương nào trong { $file } (trang { $sheet }); hãy ghi tên như trong provinces.csv
import-days = tên cột của { $file } là ngày ({ $head }); số liệu hằng năm cần bảng mỗi năm một cột
import-which-sheet = { $file } có nhiều trang tính; chọn bằng --sheet: { $sheets }
import-no-sheet = { $file } không có trang tính đó, hoặc trang trống
import-no-pair = { $option } { $name }: hãy viết TÊN=GIÁ_TRỊ
import-unknown = không có '{ $name }'; gần nhất: { $near }
import-read = { $file }: { $figures } số liệu; địa phương xếp { $turned ->
    [yes] ngang
   *[no] dọc
 }
import-series = cột { $column } '{ $head }': năm { $year }, chỉ tiêu { $pair }, loại số đo { $measure }, đơn vị { $unit }
import-left-out = bỏ qua: { $at } '{ $head }' (không có số liệu, hoặc là số cộng)
import-lost = không có địa phương này: { $at } '{ $name }'; gần nhất: { $near }
import-empty = { $count } ô không có số
import-needs = còn { $count } câu hỏi; trả lời bằng các tùy chọn nêu ở trên
import-needs-decimal = trong { $name }, dấu phẩy có phải dấu thập phân không? --decimal comma hoặc --decimal point
import-needs-year = bảng không nói năm nào: --year 2023
import-needs-indicator = '{ $name }' là chỉ tiêu nào? --indicator '{ $name }=TÊN', '{ $name }=new' nếu là chỉ tiêu mới, '{ $name }=-' để bỏ; gần nhất: { $near }
import-needs-place = '{ $name }' là nơi nào? --place '{ $name }=TÊN', hoặc '{ $name }=-' để bỏ; gần nhất: { $near }
import-needs-twice = hai cột cùng là '{ $name }'; bỏ một cột bằng --indicator, hoặc xóa khỏi bảng
import-needs-body = số liệu của ai? --body
import-needs-source = số liệu lấy từ đâu? --source 'TÊN NGUỒN'
import-not-written = { $figures } số liệu, chưa ghi vào đâu: --into THƯ_MỤC để thêm vào thư mục số liệu
import-written = đã thêm { $figures } số liệu vào { $folder }

# ------------------------------------------------------------------------------------------ từ văn bản đến dòng
no-text-to-collect = chưa có văn bản; nêu tên tệp, hoặc mở bằng 'analysis collect VĂN-BẢN' ({ $variable })
draft-ending = { $path }: bản nháp chỉ ghi ra .xlsx hoặc .csv; đặt tên tệp như vậy
draft-cannot-write = không ghi được { $path }: { $why }; chọn tệp khác
draft-needs-library = bản nháp .xlsx cần xlsxwriter: pip install 'doichieu[reading]', hoặc ghi ra .csv
draft-one-text = mỗi bản nháp ứng với một văn bản; nêu một văn bản, hoặc bỏ --to
session-broken = { $path }: không đúng nội dung đã lưu ({ $why }); xóa tệp để làm lại từ đầu
unknown-indicator = không có chỉ tiêu '{ $name }'; xem indicators.csv
unknown-source = không có nguồn '{ $name }'; thêm vào sources.csv trước, hoặc bỏ --source
row-not-valid = chưa ghi, dòng không hợp lệ: { $faults }
data-cannot-write = không ghi được { $path }: { $why }; chọn thư mục khác bằng --data
nothing-to-take-back = không có gì để lấy lại
all-decided = đã xem hết số liệu của văn bản này
row-gone = { $path }: dòng cần lấy lại không còn nữa; mở tệp để xem
no-texts = không có thư mục văn bản { $path }; chỉ ra thư mục bằng --texts
no-day = '{ $value }' không phải ngày; viết như 2026-01-31
text-no-file = { $file }: { $why }; nêu tệp .txt, .html, .pdf hoặc .docx, hoặc -
text-too-large = { $file }: lớn hơn { $most } MB; chia thành nhiều phần
text-too-long = { $file }: văn bản dài { $length } ký tự; chia thành các phần không quá { $most }
text-empty = { $file }: tệp trống; chọn tệp có văn bản
text-none = { $file }: không có chữ nào (trang chụp?); gõ lại, hoặc lưu dạng văn bản thuần
text-needs-library = { $file }: để đọc cần { $library }: pip install 'doichieu[reading]'
text-unreadable = { $file }: không đọc được ({ $why }); lưu dạng văn bản thuần
text-no-pdf = { $file }: tên là .pdf nhưng không phải PDF; tải lại từ nơi đăng
text-no-docx = { $file }: tên là .docx nhưng không phải tệp Word; lưu lại dạng .docx
text-no-word = { $file }: tệp nén không có văn bản Word; lưu lại dạng .docx
text-not-utf8 = { $file }: không phải UTF-8 (byte { $byte }); lưu lại dạng UTF-8
text-markup = { $file }: quá nhiều thẻ so với một bài viết; lưu phần chữ dạng .txt
text-nested = { $file }: các thẻ lồng nhau quá sâu so với một bài viết; lưu phần chữ dạng .txt
text-entities = { $file }: tự định nghĩa thực thể, điều Word không bao giờ làm; lưu phần chữ dạng .txt
text-unpacks = { $file }: giải nén ra quá { $most } MB; lưu phần chữ dạng .txt
text-locked = { $file }: có mật khẩu; lưu lại không có mật khẩu
text-pages = { $file }: { $pages } trang; cắt lấy { $most } trang cần đọc
text-control = { $file }: có ký tự điều khiển ({ $sign }) ở dòng { $line }; không phải văn bản, hoặc tệp hỏng
text-turning = { $file }: { $sign } ở dòng { $line } đảo chiều viết, khiến con số đọc khác với cách nó được ghi; bỏ ký tự đó
text-unbroken = { $file }: { $most } ký tự liền không có dấu cách ở dòng { $line }; không phải bài viết
read-count = { $file }: đề xuất { $count } số liệu, bỏ qua { $others }
read-line = dòng
read-printed = nguyên văn
read-proposed = đề xuất
read-base = cơ sở tính
read-kind = loại
read-period = kỳ
read-sure = độ chắc
read-why = vì sao
read-at = vị trí
read-left-out = bỏ qua
left-out-address = địa chỉ mạng
left-out-time = giờ
left-out-date = ngày
left-out-year = năm
left-out-month = tháng, quý
left-out-document = số văn bản
left-out-telephone = điện thoại
left-out-model = tên bệnh, kiểu loại
left-out-age = tuổi, thời hạn
left-out-order = số thứ tự
left-out-measure = số đo
left-out-catchword = khẩu hiệu
left-out-no-phrase = bên cạnh không có cụm từ nào trong bộ từ vựng
left-out-too-far = quá xa cụm từ gần nhất
left-out-unnamed-part = một phần mà bộ từ vựng không có tên
left-out-running-years = của nhiều năm liền
left-out-body-below = của cấp dưới
left-out-asked = chỉ là đề nghị
left-out-money = tiền của cá nhân
trace-state-found = thấy
trace-state-moved = lệch
trace-state-missing = không thấy
trace-state-no-text = không có văn bản
trace-unaddressed = không có địa chỉ, cũng không có văn bản
trace-elsewhere = nằm ở câu khác với lần thấy trước
trace-no-number = trong as_printed '{ $printed }' không có số
trace-missing = { $printed } không có trong văn bản
trace-other-print = { $column }: { $cell }, as_printed ghi { $printed }
trace-no-word = indicator: gần con số không có từ nào của chỉ tiêu
trace-other = { $column }: { $cell }, văn bản ghi { $text }
trace-no-base = of: { $base } không có trong câu
traced-bare = không có địa chỉ, cũng không có văn bản: { $sources }

# ------------------------------------------------------------------------------------ lỗi: vì sao hệ thống từ chối
system-enoent = không có tệp hoặc thư mục này
system-eacces = không có quyền đọc hoặc ghi
system-eperm = không có quyền thay đổi
system-eisdir = đây là thư mục, không phải tệp
system-enotdir = một phần của đường dẫn là tệp, không phải thư mục
system-enospc = hết chỗ trống trên đĩa
system-erofs = không ghi được vào đó
system-enametoolong = tên quá dài
system-eexist = đã có tệp hoặc thư mục mang tên này
